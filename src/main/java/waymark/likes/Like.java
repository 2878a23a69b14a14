package waymark.likes;

import java.time.Instant;
import waymark.accounts.Author;

/** One like, and whose it is. */
public record Like(Author member, Instant likedAt) {}
