package waymark.signposting;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds wording that nothing here may have: diagnoses, reassurance, blame. */
public final class Lint {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<String> phrases;
    private final Optional<Pattern> forbidden;

    /** @param phrases a star at the end stands for any ending */
    Lint(List<String> phrases) {
        this.phrases = phrases;
        var alternatives = phrases.stream()
                .map(Lint::plain)
                .filter(phrase -> !phrase.isBlank())
                .map(phrase -> phrase.endsWith("*")
                        ? Pattern.quote(phrase.substring(0, phrase.length() - 1)) + "[\\p{L}\\p{N}]*"
                        : Pattern.quote(phrase))
                .collect(Collectors.joining("|"));
        forbidden = alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile("(?<![\\p{L}\\p{N}])(" + alternatives + ")(?![\\p{L}\\p{N}])"));
    }

    /** The same without these phrases, for texts that explain words and do not speak of a person. */
    public Lint except(Set<String> allowed) {
        return new Lint(
                phrases.stream().filter(phrase -> !allowed.contains(phrase)).toList());
    }

    /** The first of them in the text, in small letters; empty when all of it may be said. */
    public Optional<String> find(String text) {
        return forbidden
                .map(pattern -> pattern.matcher(plain(text)))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
    }

    private static String plain(String text) {
        return SPACES.matcher(text.toLowerCase(Locale.ROOT).replace('\u2019', '\''))
                .replaceAll(" ")
                .strip();
    }
}
