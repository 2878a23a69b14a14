@NullMarked
package waymark.accounts;

import org.jspecify.annotations.NullMarked;
