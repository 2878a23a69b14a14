@NullMarked
package waymark.platform.http;

import org.jspecify.annotations.NullMarked;
