package waymark.threads;

import java.time.Instant;

/**
 * What a post said until it was edited.
 *
 * @param version which it was
 */
public record Revision(int version, String markdown, String html, Instant replacedAt) {}
