@NullMarked
package waymark.documents;

import org.jspecify.annotations.NullMarked;
