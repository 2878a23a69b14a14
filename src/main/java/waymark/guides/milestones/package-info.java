/** When what comes after an infusion: dates counted from its day, as an answer and as a file for calendars. */
@NullMarked
package waymark.guides.milestones;

import org.jspecify.annotations.NullMarked;
