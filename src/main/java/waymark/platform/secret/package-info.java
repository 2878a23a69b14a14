@NullMarked
package waymark.platform.secret;

import org.jspecify.annotations.NullMarked;
