package waymark.accounts;

import java.time.Duration;

/** What a link in a mail is good for, and for how long: as long as the mail says. */
enum LinkKind {
    VERIFY_ADDRESS("verify-address", Duration.ofDays(1)),
    RESET_PASSWORD("reset-password", Duration.ofMinutes(30));

    private final String code;
    private final Duration lasts;

    LinkKind(String code, Duration lasts) {
        this.code = code;
        this.lasts = lasts;
    }

    String code() {
        return code;
    }

    Duration lasts() {
        return lasts;
    }
}
