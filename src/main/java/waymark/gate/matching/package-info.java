/** Finds words, and what looks like personal data, in what people write. It knows nothing but texts. */
@NullMarked
package waymark.gate.matching;

import org.jspecify.annotations.NullMarked;
