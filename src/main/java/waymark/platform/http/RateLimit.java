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
    WRITING(30, Duration.ofMinutes(1)),
    PREVIEWING(60, Duration.ofMinutes(1)),
    LIKING(120, Duration.ofMinutes(1)),
    LEAVING(600, Duration.ofMinutes(1)),
    MODERATING(300, Duration.ofMinutes(1));

    private final int quota;
    private final Duration window;

    RateLimit(int quota, Duration window) {
        this.quota = quota;
        this.window = window;
    }

    int quota() {
        return quota;
    }

    Duration window() {
        return window;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
