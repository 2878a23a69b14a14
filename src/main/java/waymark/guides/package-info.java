@NullMarked
package waymark.guides;

import org.jspecify.annotations.NullMarked;
