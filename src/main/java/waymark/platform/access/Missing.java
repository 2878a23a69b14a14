package waymark.platform.access;

/** What somebody who has signed in still has to do before they may take part. Until then only what is about themselves is open. */
public enum Missing {
    /** Nobody has shown yet that the e-mail address is theirs. */
    VERIFIED_EMAIL,
    /** What they agreed to was withdrawn, or has a newer wording. They read on, and write when they have agreed again. */
    CURRENT_CONSENT,
    /** They look after the forum, and this session was opened with a password alone. */
    SECOND_FACTOR
}
