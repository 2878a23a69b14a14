package waymark.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import waymark.ids.PostId;

/**
 * A merge patch to a post: what is empty stays as it is.
 *
 * @param quotes an empty list takes all quotes away
 */
public record PostChange(Optional<String> markdown, Optional<List<NewPost.NewQuote>> quotes) {

    static PostChange of(JsonNode patch) {
        return new PostChange(
                Optional.ofNullable(patch.get("markdown")).map(JsonNode::asText),
                patch.has("quotes") ? Optional.of(quotesIn(patch.get("quotes"))) : Optional.empty());
    }

    /** Whether the post would say something else. */
    boolean hasNewWords(PostView post) {
        return markdown.isPresent() && !markdown.equals(post.markdown());
    }

    private static List<NewPost.NewQuote> quotesIn(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(quote -> new NewPost.NewQuote(
                        PostId.of(quote.get("post").asText()), quote.get("text").asText()))
                .toList();
    }
}
