@NullMarked
package waymark.platform.db;

import org.jspecify.annotations.NullMarked;
