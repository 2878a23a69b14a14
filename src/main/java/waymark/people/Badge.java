package waymark.people;

/**
 * Something that the charity may have checked about somebody.
 *
 * @param name as it is shown beside the name
 * @param description what it means, for whoever taps on it
 */
public record Badge(String id, String name, String description) {}
