package waymark.following;

import java.time.Instant;
import waymark.accounts.Author;

/**
 * Somebody is answering a thread. For supporters and moderators only.
 *
 * @param mine whether it is the one who asks
 */
public record AnswerClaim(Author by, Instant claimedAt, Instant endsAt, boolean mine) {}
