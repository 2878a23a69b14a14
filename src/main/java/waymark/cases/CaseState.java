package waymark.cases;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the work on a case has got to. */
public enum CaseState {
    /** Whoever may decide it can take it. */
    OPEN,
    /** Somebody holds it, for a time. */
    CLAIMED,
    /** It is put off, for its author above all, for a time. */
    WAITING,
    /** It is for leads, who take it and give it back among themselves until it is resolved. */
    ESCALATED,
    /** It is at an end, until something about the same thing is raised again. */
    RESOLVED;

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CaseState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** A claim or a wait that has run out is over, without anybody doing anything. */
    CaseState at(Instant now, @Nullable Instant heldUntil, boolean escalated) {
        if (heldUntil == null || heldUntil.isAfter(now)) {
            return this;
        }
        return escalated ? ESCALATED : OPEN;
    }
}
