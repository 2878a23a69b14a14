@NullMarked
package waymark.benchmark;

import org.jspecify.annotations.NullMarked;
