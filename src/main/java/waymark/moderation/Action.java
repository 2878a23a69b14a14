package waymark.moderation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/** What a moderator can decide, the mildest first. */
public enum Action {
    NO_ACTION(Kind.SILENT),
    NUDGE(Kind.TOLD),
    EDIT(Kind.APPEALABLE),
    LABEL(Kind.APPEALABLE),
    REMOVE(Kind.APPEALABLE),
    REMOVE_ALL(Kind.APPEALABLE),
    RESTORE(Kind.TOLD),
    LOCK(Kind.APPEALABLE),
    UNLOCK(Kind.TOLD),
    SLOW_MODE(Kind.TOLD),
    END_SLOW_MODE(Kind.TOLD),
    WARN(Kind.APPEALABLE),
    SILENCE(Kind.APPEALABLE),
    SUSPEND(Kind.APPEALABLE),
    LIFT(Kind.TOLD),
    APPROVE(Kind.SILENT),
    RETURN(Kind.TOLD),
    CONFIRM(Kind.TOLD),
    OVERTURN(Kind.TOLD);

    /** Those that rest on a rule: something was done to somebody because of it. */
    private static final Set<Action> BY_A_RULE = Set.of(EDIT, REMOVE, REMOVE_ALL, WARN, SILENCE, SUSPEND);

    private final Kind kind;

    Action(Kind kind) {
        this.kind = kind;
    }

    /** The name used in the API and in the database. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for any other text */
    public static Action of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Whether the person is written to. */
    boolean isTold() {
        return kind != Kind.SILENT;
    }

    boolean isAppealable() {
        return kind == Kind.APPEALABLE;
    }

    boolean needsRule() {
        return BY_A_RULE.contains(this);
    }

    boolean needsUntil() {
        return this == SILENCE || this == SUSPEND;
    }

    /** What it brings to an end on the same thing: whoever puts a post back takes back that it was removed. */
    Set<Action> ends() {
        return switch (this) {
            case RESTORE -> Set.of(REMOVE);
            case LIFT -> Set.of(SILENCE, SUSPEND);
            default -> Set.of();
        };
    }

    private enum Kind {
        SILENT,
        TOLD,
        APPEALABLE
    }
}
