@NullMarked
package waymark.signposting;

import org.jspecify.annotations.NullMarked;
