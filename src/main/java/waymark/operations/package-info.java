@NullMarked
package waymark.operations;

import org.jspecify.annotations.NullMarked;
