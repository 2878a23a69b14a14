package waymark.stories.hints;

import java.util.Set;

/** How far a name goes that begins at a word. */
final class Names {

    /** How much the words before say that a name follows. */
    enum Trust {
        /** A title: what follows is a name, whatever its letters, unless it is a word of every day. */
        TITLE,
        /** "My nurse", "my son": what follows may be a name. */
        CUE
    }

    private static final int MOST_WORDS = 4;
    private static final int SHORTEST_SHOUTED = 3;
    private static final Set<String> PARTICLES = Set.of(
            "de", "da", "di", "du", "van", "der", "den", "von", "la", "le", "al", "el", "bin", "ap", "ab", "dos");
    private static final Set<String> NEVER_AFTER_A_TITLE =
            Set.of("google", "who", "martens", "no", "watson's", "strangelove");

    private final Tokens tokens;

    Names(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The index behind the last word of the name, or the given one where none begins. */
    int end(int from, Trust trust) {
        int first = from;
        while (tokens.get(first).initial() && first - from < MOST_WORDS - 1) {
            first++;
            if (!continuesLine(first)) {
                return from;
            }
        }
        if (first > from ? !isSurname(tokens.get(first)) : !begins(first, trust)) {
            return from;
        }
        int end = first + 1;
        while (end - from < MOST_WORDS
                && continuesLine(end)
                && !tokens.get(end - 1).possessive()) {
            int next = afterParticles(end);
            if (!continues(tokens.get(first), tokens.get(next))) {
                break;
            }
            end = next + 1;
        }
        return withoutTrailingInitial(first, end);
    }

    /** Whether a person could be called that, without anything around it that says so. */
    boolean isKnownFirstName(int index) {
        var token = tokens.get(index);
        return isCapital(token) && Lexicon.isFirstName(token.lower());
    }

    boolean isSurname(Token token) {
        return isCapital(token)
                && (!Lexicon.isCommon(token.lower())
                        || Lexicon.isSurnameToo(token.lower())
                        || (Lexicon.isFirstName(token.lower()) && !isMonth(token.lower())));
    }

    private boolean continuesLine(int index) {
        return tokens.get(index).before() == Gap.SPACE;
    }

    /** Whether the word is written as a name and is no other word, known or not. */
    boolean couldBeAFirstName(int index) {
        var token = tokens.get(index);
        return isCapital(token) && (!Lexicon.isCommon(token.lower()) || Lexicon.isFirstName(token.lower()));
    }

    private boolean begins(int index, Trust trust) {
        var token = tokens.get(index);
        var lower = token.lower();
        if (!token.letters() || token.text().length() < 2) {
            return false;
        }
        if (isCapital(token)) {
            return trust == Trust.TITLE
                    ? !NEVER_AFTER_A_TITLE.contains(lower)
                            && (!Lexicon.isCommon(lower) || Lexicon.isSurnameToo(lower) || Lexicon.isFirstName(lower))
                    : !Lexicon.isCommon(lower) || Lexicon.isFirstName(lower);
        }
        if (Lexicon.isCommon(lower) || (token.allCapitals() && lower.length() < SHORTEST_SHOUTED)) {
            return false;
        }
        return trust == Trust.TITLE || Lexicon.isFirstName(lower);
    }

    private int afterParticles(int index) {
        int at = index;
        while (at - index < 2 && PARTICLES.contains(tokens.get(at).text()) && continuesLine(at + 1)) {
            at++;
        }
        return at;
    }

    private boolean continues(Token first, Token next) {
        if (next.initial()) {
            return true;
        }
        if (isCapital(first)) {
            return isSurname(next);
        }
        // Without capital letters to go by, only a first name is followed by a surname.
        return Lexicon.isFirstName(first.lower())
                && next.letters()
                && next.text().length() > 1
                && (first.allCapitals() ? next.allCapitals() : first.capital() && next.capital())
                && !Lexicon.isCommon(next.lower());
    }

    private int withoutTrailingInitial(int first, int end) {
        int last = end;
        while (last - 1 > first && tokens.get(last - 1).initial()) {
            last--;
        }
        return last;
    }

    private static boolean isCapital(Token token) {
        return token.capital() && !token.quiet();
    }

    private static boolean isMonth(String lower) {
        return lower.equals("may") || lower.equals("june") || lower.equals("april") || lower.equals("august");
    }
}
