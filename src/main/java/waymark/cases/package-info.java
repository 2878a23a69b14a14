@NullMarked
package waymark.cases;

import org.jspecify.annotations.NullMarked;
