package waymark.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In which way an entry of the log does not hold. */
public enum Fault {
    /** There is none of this number, though there are later ones. */
    MISSING,
    /** It does not say what was written. */
    CHANGED,
    /** It follows another entry than the one before it: one of the two was put in the place of what was written. */
    OTHER_PREDECESSOR,
    /** The log ends before the entry that was remembered: its end was cut off. */
    REMEMBERED_MISSING,
    /** It is not the entry that was remembered: the log was written anew, here or before. */
    REMEMBERED_CHANGED;

    /** The name used in the API. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
