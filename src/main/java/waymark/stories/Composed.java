package waymark.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waymark.platform.http.Json;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Sha256;
import waymark.platform.text.Markdown;
import waymark.platform.text.Rendered;

/**
 * A text as it is kept: rendered, with its quotes found in it, and with the hash that names it.
 *
 * @param sha256 of everything that readers would see
 */
record Composed(StoryText.Words words, Rendered rendered, List<StoryText.PullQuote> quotes, byte[] sha256) {

    /**
     * @param quotes as they stand in the plain text
     * @param pointer to the text in the request
     * @throws Problem INVALID_VALUE for a quote that is not in the text
     */
    static Composed of(StoryText.Words words, List<String> quotes, String pointer) {
        // Stories call nobody in: a name in one is a hint, not a mention.
        var rendered = Markdown.parse(words.markdown()).render(Map.of());
        var found = new ArrayList<StoryText.PullQuote>();
        var errors = new ArrayList<FieldError>();
        for (int i = 0; i < quotes.size(); i++) {
            int start = rendered.text().indexOf(quotes.get(i));
            if (start < 0 || quotes.get(i).isBlank()) {
                errors.add(FieldError.body(
                        pointer + "/pullQuotes/" + i, "These words are not in the text, letter by letter."));
            } else {
                int end = start + quotes.get(i).length();
                found.add(StoryText.PullQuote.in(rendered.text(), start, end));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because("A pull quote has to be a part of the text.", errors);
        }
        return new Composed(words, rendered, List.copyOf(found), hash(words, found));
    }

    /** The same without the quotes that are no longer in the text. */
    static Composed keeping(StoryText.Words words, List<StoryText.PullQuote> quotes) {
        var text = Markdown.parse(words.markdown()).render(Map.of()).text();
        return of(
                words,
                quotes.stream()
                        .map(StoryText.PullQuote::text)
                        .filter(text::contains)
                        .toList(),
                "");
    }

    private static byte[] hash(StoryText.Words words, List<StoryText.PullQuote> quotes) {
        return Sha256.of(Json.write(List.of(words, quotes)));
    }
}
