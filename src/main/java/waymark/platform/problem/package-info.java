@NullMarked
package waymark.platform.problem;

import org.jspecify.annotations.NullMarked;
