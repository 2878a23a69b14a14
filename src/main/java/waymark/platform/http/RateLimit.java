package waymark.platform.http;

import java.time.Duration;
import java.util.Locale;

/**
 * How often one account, or one address of guests, may do something. Generous to people, narrow for programs. Leaving is
 * never limited together with writing: signing out and taking things back have a limit of their own.
 */
public enum RateLimit {
    SIGN_UP(20, Duration.ofHours(1)),
    SIGN_IN(30, Duration.ofMinutes(5)),
    /** Asking for a mail. A mailbox has a limit of its own besides. */
    MAILING(20, Duration.ofHours(1)),
    WRITING(30, Duration.ofMinutes(1)),
    /** Drafts, which programs save by themselves while somebody writes: it must not use up what posting may. */
    SAVING(120, Duration.ofMinutes(1)),
    PREVIEWING(60, Duration.ofMinutes(1)),
    SEARCHING(60, Duration.ofMinutes(1)),
    REPORTING(10, Duration.ofHours(1), Over.ACCEPTED),
    EXPORTING(5, Duration.ofDays(1)),
    LIKING(120, Duration.ofMinutes(1)),
    LEAVING(600, Duration.ofMinutes(1)),
    MODERATING(300, Duration.ofMinutes(1));

    private final int quota;
    private final Duration window;
    private final Over over;

    RateLimit(int quota, Duration window) {
        this(quota, window, Over.REFUSED);
    }

    RateLimit(int quota, Duration window, Over over) {
        this.quota = quota;
        this.window = window;
        this.over = over;
    }

    int quota() {
        return quota;
    }

    Duration window() {
        return window;
    }

    Over over() {
        return over;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What becomes of a request that is over the limit. */
    enum Over {
        REFUSED,
        /** It is served all the same. Whoever serves it asks {@link RateLimits#isOver}, and does what can wait later. */
        ACCEPTED
    }
}
