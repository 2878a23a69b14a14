package waymark.mail;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What a mail is about. The words of each are in db/reference/mail.yaml. */
public enum MailKind {
    /** To an address that somebody gave as theirs, new or changed. Has a link. */
    VERIFY_ADDRESS("verify-address", true),
    /** To somebody with whose address somebody, perhaps they, tried to join once more. */
    ADDRESS_IN_USE("address-in-use", false),
    /** Has a link, and comes to nothing when it comes too late. */
    RESET_PASSWORD("reset-password", true, Duration.ofMinutes(30)),
    PASSWORD_CHANGED("password-changed", false),
    /** To the address that was. */
    ADDRESS_CHANGED("address-changed", false),
    SECOND_FACTOR_CHANGED("second-factor-changed", false),
    /** An account elsewhere was linked, or taken off. */
    IDENTITY_CHANGED("identity-changed", false),
    /** Somebody guesses the codes of the second factor, and knows the password or has a session. */
    WRONG_CODES("wrong-codes", false),
    ROLE_CHANGED("role-changed", false),
    NEW_SIGN_IN("new-sign-in", false),
    /** Has a link. */
    EXPORT_READY("export-ready", true),
    /** Has a link. */
    ERASURE_CONFIRM("erasure-confirm", true),
    /** To somebody who has not been here for very long. Is tried for longer, since they lose their account after it. */
    ACCOUNT_UNUSED("account-unused", false, Duration.ofDays(14)),
    /** To supporters, of threads that wait for a first reply. Says nothing about them. */
    ANSWER_WANTED("answer-wanted", false),
    /** Has a link by which whoever gets it gets no more of them. */
    SOMETHING_NEW("something-new", true),
    /** The same. */
    DIGEST("digest", true),
    /** About no account, since there is none any more. */
    ERASURE_DONE("erasure-done", false);

    private final String code;
    private final boolean leads;
    private final Duration worthSending;

    MailKind(String code, boolean leads) {
        this(code, leads, Duration.ofDays(2));
    }

    MailKind(String code, boolean leads, Duration worthSending) {
        this.code = code;
        this.leads = leads;
        this.worthSending = worthSending;
    }

    /** As it is in the database and in the file of wordings. */
    public String code() {
        return code;
    }

    /** Whether it has a link. */
    boolean leads() {
        return leads;
    }

    /** Whether its link is for getting no more of its kind, and programs can follow it (RFC 8058). */
    boolean canBeEnded() {
        return this == SOMETHING_NEW || this == DIGEST;
    }

    /** For how long it is tried again. */
    Duration worthSending() {
        return worthSending;
    }

    static Optional<MailKind> find(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
