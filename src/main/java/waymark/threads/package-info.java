@NullMarked
package waymark.threads;

import org.jspecify.annotations.NullMarked;
