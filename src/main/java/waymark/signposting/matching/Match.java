package waymark.signposting.matching;

/**
 * A rule that holds for a text.
 *
 * @param page whether it is certain enough to wake somebody up
 */
public record Match(String rule, String signpost, boolean page) {}
