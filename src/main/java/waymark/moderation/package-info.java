@NullMarked
package waymark.moderation;

import org.jspecify.annotations.NullMarked;
