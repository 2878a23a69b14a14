package waymark.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.ids.PostId;

/**
 * What somebody gives to reply.
 *
 * @param replyTo number of the post answered, or null
 * @param quotes null means none
 */
public record NewPost(
        String markdown,
        @Nullable Integer replyTo,
        @Nullable List<NewQuote> quotes) {

    /** @param text word for word from the plain text of that post */
    public record NewQuote(PostId post, String text) {}

    List<NewQuote> quotesOrNone() {
        return quotes == null ? List.of() : quotes;
    }
}
