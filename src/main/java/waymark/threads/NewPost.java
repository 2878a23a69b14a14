package waymark.threads;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.ids.PostId;

/**
 * What somebody gives to reply.
 *
 * @param replyTo number of the post answered, or null
 * @param quotes null means none
 * @param draft key of the draft that goes when this is sent, or null
 */
public record NewPost(
        String markdown,
        @Nullable Integer replyTo,
        @Nullable List<NewQuote> quotes,
        @Nullable String draft) {

    /** @param text word for word from the plain text of that post */
    public record NewQuote(PostId post, String text) {}

    List<NewQuote> quotesOrNone() {
        return quotes == null ? List.of() : quotes;
    }
}
