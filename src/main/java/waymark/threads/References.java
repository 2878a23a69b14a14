package waymark.threads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.problem.Problem;

/** What a post may answer and quote: posts that stand in the same thread, and these word for word. */
final class References {

    private References() {}

    /** @throws Problem INVALID_VALUE */
    static void requireSound(DSLContext tx, ThreadId thread, NewPost wanted) {
        Optional.ofNullable(wanted.replyTo()).ifPresent(answered -> requireAnswerable(tx, thread, answered));
        requireVerbatim(tx, thread, wanted.quotesOrNone());
    }

    /** @throws Problem INVALID_VALUE */
    static void requireAnswerable(DSLContext tx, ThreadId thread, int number) {
        if (!ReferenceStore.stands(tx, thread, number)) {
            throw Problem.invalidValue("/replyTo", "There is no post of this number in this thread.");
        }
    }

    /** @throws Problem INVALID_VALUE */
    static void requireVerbatim(DSLContext tx, ThreadId thread, List<NewPost.NewQuote> quotes) {
        var texts = texts(tx, thread, quotes);
        for (int i = 0; i < quotes.size(); i++) {
            var text = texts.get(quotes.get(i).post());
            if (text == null) {
                throw Problem.invalidValue("/quotes/" + i + "/post", "There is no such post in this thread.");
            }
            if (!says(text, quotes.get(i).text())) {
                throw Problem.invalidValue("/quotes/" + i + "/text", "The quoted post does not say this.");
            }
        }
    }

    /** The same reply without what it answers and quotes and is gone by now. */
    static NewPost stillSound(DSLContext tx, ThreadId thread, NewPost wanted) {
        var replyTo = Optional.ofNullable(wanted.replyTo()).filter(number -> ReferenceStore.stands(tx, thread, number));
        return new NewPost(
                wanted.markdown(), replyTo.orElse(null), stillVerbatim(tx, thread, wanted.quotesOrNone()), null);
    }

    static List<NewPost.NewQuote> stillVerbatim(DSLContext tx, ThreadId thread, List<NewPost.NewQuote> quotes) {
        var texts = texts(tx, thread, quotes);
        return quotes.stream()
                .filter(quote -> says(texts.get(quote.post()), quote.text()))
                .toList();
    }

    private static Map<PostId, String> texts(DSLContext tx, ThreadId thread, List<NewPost.NewQuote> quotes) {
        return quotes.isEmpty()
                ? Map.of()
                : ReferenceStore.texts(
                        tx, thread, quotes.stream().map(NewPost.NewQuote::post).toList());
    }

    private static boolean says(@Nullable String text, String quoted) {
        var words = spacesFolded(quoted);
        return text != null && !words.isEmpty() && spacesFolded(text).contains(words);
    }

    private static String spacesFolded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
