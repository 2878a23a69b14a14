package waymark.platform.text;

/**
 * What somebody wrote, ready to be shown.
 *
 * @param html sanitised
 * @param text without markup; paragraphs are separated by an empty line
 */
public record Rendered(String html, String text) {}
