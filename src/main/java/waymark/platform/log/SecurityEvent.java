package waymark.platform.log;

import java.util.Locale;

/** What is worth a line in the security log although nobody was refused. Refusals have the codes of their problems. */
public enum SecurityEvent {
    ACCOUNT_MADE,
    SIGNED_IN,
    SESSION_ENDED,
    SECOND_FACTOR_SET_UP,
    SECOND_FACTOR_TAKEN_OFF,
    /** By an admin, for somebody who has lost it. */
    SECOND_FACTOR_RESET,
    EMAIL_VERIFIED,
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    /** A token came with the request that belongs to nobody: made up, run out or revoked. */
    TOKEN_REFUSED;

    /** The name in the log, for example {@code signed-in}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
