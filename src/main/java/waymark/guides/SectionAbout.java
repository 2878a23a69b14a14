package waymark.guides;

/**
 * A section of a guide, to be pointed to from elsewhere.
 *
 * @param guide the slug of the guide
 * @param href the address of the guide below the host, with the anchor
 */
public record SectionAbout(String guide, String anchor, String guideTitle, String title, String href) {}
