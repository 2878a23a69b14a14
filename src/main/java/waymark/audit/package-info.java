@NullMarked
package waymark.audit;

import org.jspecify.annotations.NullMarked;
