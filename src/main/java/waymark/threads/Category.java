package waymark.threads;

/**
 * A room of the forum.
 *
 * @param membersOnly guests do not see what is written there
 */
public record Category(String id, String name, String description, boolean membersOnly) {}
