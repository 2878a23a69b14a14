package waymark.drafts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waymark.ids.PostId;

/**
 * What somebody has written so far. None of it has to be ready to be posted.
 *
 * @param replyTo number of the post answered, or null
 * @param quotes no quote outlives what it quotes
 */
record DraftText(
        @Nullable String title,
        @Nullable String category,
        List<String> tags,
        String markdown,
        @Nullable Integer replyTo,
        List<Quote> quotes) {

    /** @param text word for word from that post, once this is sent */
    record Quote(PostId post, String text) {}

    /** The same without quotes of other posts than these. */
    DraftText quotingOnly(Set<PostId> posts) {
        var kept = quotes.stream().filter(quote -> posts.contains(quote.post())).toList();
        return new DraftText(title, category, tags, markdown, replyTo, kept);
    }
}
