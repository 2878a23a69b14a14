package waymark.likes;

/**
 * The likes of a post as one member sees them.
 *
 * @param likes how many there are
 * @param liked whether one is theirs
 */
public record LikeSummary(int likes, boolean liked) {}
