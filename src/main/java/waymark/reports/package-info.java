@NullMarked
package waymark.reports;

import org.jspecify.annotations.NullMarked;
