package waymark.reports;

/**
 * How often somebody was reported for something, and rightly.
 *
 * @param reason its code
 * @param title of the reason
 */
public record ReasonCount(String reason, String title, int reports) {}
