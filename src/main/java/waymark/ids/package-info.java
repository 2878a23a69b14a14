@NullMarked
package waymark.ids;

import org.jspecify.annotations.NullMarked;
