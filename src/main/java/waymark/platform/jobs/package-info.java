@NullMarked
package waymark.platform.jobs;

import org.jspecify.annotations.NullMarked;
