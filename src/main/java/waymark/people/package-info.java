@NullMarked
package waymark.people;

import org.jspecify.annotations.NullMarked;
