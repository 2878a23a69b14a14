package waymark.cases;

import java.util.Locale;

/** How urgent a case is, the most urgent first. How soon somebody should have looked is in {@code case_clock}. */
public enum Priority {
    P0,
    P1,
    P2,
    P3;

    /** The name as the audit log has it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
