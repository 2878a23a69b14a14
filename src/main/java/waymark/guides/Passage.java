package waymark.guides;

import java.util.List;

/**
 * A section of a guide with its words.
 *
 * @param id the slug of the guide, a number sign and the anchor of the section
 * @param text plain
 * @param topics ids of tags
 * @param href the address of the guide below the host, with the anchor
 */
public record Passage(String id, String guideTitle, String title, String text, List<String> topics, String href) {}
