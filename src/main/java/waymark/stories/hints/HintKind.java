package waymark.stories.hints;

import java.util.Locale;

/** What a hint is about. */
public enum HintKind {
    /** Anybody who worked there: praise names them to the world all the same. */
    STAFF_NAMED,
    /** A hospital, in a story that also tells the month or the day of something. */
    HOSPITAL_WITH_DATE,
    /** A hospital, in a story about a diagnosis that few people have. */
    HOSPITAL_WITH_RARE_DIAGNOSIS,
    PHONE,
    EMAIL,
    POSTCODE,
    NHS_NUMBER,
    /** First name and surname, or a title and a surname, of anybody who is not staff. */
    FULL_NAME,
    /** The first name of somebody's son, daughter or grandchild, of whatever age. */
    CHILD_NAME,
    /** A day and a month, with the year or without. */
    EXACT_DATE,
    USERNAME_IS_EMAIL,
    /** The name in the story leads to the account on the forum. */
    NAME_IS_USERNAME,
    /** That something cures, what to stop, how much to take. */
    MEDICAL_CLAIM;

    /** The name used in the API and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Whether a story with such a hint is approved by two people. Only the name of the account is not in the story, and
     * nobody who approves a story could change it.
     */
    public boolean needsSecondApproval() {
        return this != USERNAME_IS_EMAIL;
    }
}
