package waymark.cases;

/** How urgent a case is, the most urgent first. How soon somebody should have looked is in {@code case_clock}. */
public enum Priority {
    P0,
    P1,
    P2,
    P3
}
