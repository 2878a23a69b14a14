package waymark.gate;

/** Why something waits, in words for its author. */
public record Explanation(String code, String title, String text) {}
