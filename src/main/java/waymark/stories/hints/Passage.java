package waymark.stories.hints;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import waymark.gate.matching.PersonalData;

/**
 * One part of a story, cut into its words.
 *
 * @param contacts personal data that is recognised by its shape
 * @param tokens without those of web addresses and e-mail addresses, which are not words
 */
record Passage(Part part, Reading reading, List<Find> contacts, Tokens tokens, Names names) {

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:https?://|www\\.)[^\\s<>\")\\]]+");
    private static final char BLOT = '/';
    private static final Set<String> BEFORE_PLACES = Lexicon.words("in at near from to around outside");
    private static final int NEAR = 4;

    static Passage of(Part part, String raw, PersonalData.Known known) {
        var reading = Reading.of(raw);
        var contacts = contacts(reading.text(), known);
        var tokens = Tokens.of(blotted(reading.text(), contacts));
        return new Passage(part, reading, contacts, tokens, new Names(tokens));
    }

    Token token(int index) {
        return tokens.get(index);
    }

    /** The last of these words before that one, with nothing but some other words between; the given index without any. */
    int closestBefore(int index, Set<String> words) {
        for (int at = index; index - at < NEAR && token(at).before() == Gap.SPACE; at--) {
            if (words.contains(token(at - 1).lower())) {
                return at - 1;
            }
        }
        return index;
    }

    /** Whether the words before say that a name is one of a place. */
    boolean isAPlace(int name) {
        return token(name).before() == Gap.SPACE
                && BEFORE_PLACES.contains(token(name - 1).lower());
    }

    /** The words from one index to before another. */
    Find find(HintKind kind, int from, int to) {
        return new Find(kind, tokens.get(from).start(), tokens.get(to - 1).end());
    }

    Hint hint(Find find) {
        return new Hint(find.kind(), part, reading.start(find.start()), reading.end(find.end()));
    }

    private static List<Find> contacts(String text, PersonalData.Known known) {
        var contacts = new ArrayList<Find>();
        for (var place : PersonalData.places(text, known)) {
            switch (place.kind()) {
                case PHONE -> contacts.add(new Find(HintKind.PHONE, place.start(), place.end()));
                case EMAIL -> contacts.add(new Find(HintKind.EMAIL, place.start(), place.end()));
                case POSTCODE -> contacts.add(new Find(HintKind.POSTCODE, place.start(), place.end()));
                case NHS_NUMBER -> contacts.add(new Find(HintKind.NHS_NUMBER, place.start(), place.end()));
                case MANY_LINKS -> {}
            }
        }
        return contacts;
    }

    private static String blotted(String text, List<Find> contacts) {
        var words = new StringBuilder(text);
        ADDRESS.matcher(text).results().forEach(match -> blot(words, match.start(), match.end()));
        contacts.stream()
                .filter(find -> find.kind() == HintKind.EMAIL)
                .forEach(find -> blot(words, find.start(), find.end()));
        return words.toString();
    }

    private static void blot(StringBuilder words, int start, int end) {
        for (int i = start; i < end; i++) {
            words.setCharAt(i, BLOT);
        }
    }
}
