package waymark.reports;

import java.util.Locale;

/** What came of a report. What a reporter is told about it is data, and nothing of what happened to the person. */
public enum Outcome {
    ACTION_TAKEN,
    NO_ACTION,
    /** Whoever wrote it has changed it or taken it back. */
    BY_AUTHOR;

    /** The name used in the API and in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
