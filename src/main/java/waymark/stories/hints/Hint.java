package waymark.stories.hints;

/**
 * Something in a story that somebody should look at before it is published.
 *
 * @param start in UTF-16 code units of that part as it was written, inclusive
 * @param end exclusive
 */
public record Hint(HintKind kind, Part part, int start, int end) {}
