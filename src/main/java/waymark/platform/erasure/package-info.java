@NullMarked
package waymark.platform.erasure;

import org.jspecify.annotations.NullMarked;
