/** How well a version of the catalogue recognises what example posts speak of. Needs no database. */
@NullMarked
package waymark.signposting.evaluation;

import org.jspecify.annotations.NullMarked;
