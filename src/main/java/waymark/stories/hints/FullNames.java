package waymark.stories.hints;

import static waymark.stories.hints.HintKind.FULL_NAME;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import waymark.stories.hints.Names.Trust;

/** First names with surnames, in the text and where the story is signed. */
final class FullNames {

    private static final Set<String> PLACES =
            Lexicon.words("road street avenue lane close house hospital hospice park centre trust foundation clinic "
                    + "building wing suite university college school church station unit charity gardens square bridge "
                    + "day infirmary institute drive terrace theatre stadium arms inn pub hotel award syndrome disease "
                    + "cup biscuits cake sponge nurses museum beach falls island islands cathedral");
    private static final Set<String> DOUBLED =
            Lexicon.words("anne ann jane lou rose beth jo joe mae ellen louise kate marie may lee grace");
    private static final Set<String> FAREWELLS =
            Lexicon.words("love wishes regards yours sincerely thanks hugs x xx xxx you faithfully");
    private static final Set<String> SPEAKING_OF =
            Lexicon.words("for with by met thank thanks knew told asked remember miss");
    private static final int LONGEST_SIGNATURE = 4;
    private static final int NEAR = 3;

    private final Passage passage;
    private final List<Find> finds = new ArrayList<>();

    private FullNames(Passage passage) {
        this.passage = passage;
    }

    static List<Find> in(Passage passage) {
        var names = new FullNames(passage);
        for (int at = 0; at < passage.tokens().size(); at++) {
            names.lookAt(at);
        }
        names.lookAtSignature();
        return names.finds;
    }

    /** The name that a story is signed with: nothing around it says what it is. */
    static List<Find> inSignature(Passage name) {
        var names = new FullNames(name);
        int end = name.tokens().size();
        if (end >= 2 && end <= LONGEST_SIGNATURE && names.isAllOneName(0, end, false)) {
            names.add(0, end);
        }
        return names.finds;
    }

    private void lookAt(int at) {
        if (passage.names().isKnownFirstName(at)) {
            int end = passage.names().end(at, Trust.CUE);
            if (!isSaint(at)) {
                addIfFull(at, end);
            }
        }
        if (isUnknownPair(at)) {
            addIfFull(at, passage.names().end(at, Trust.CUE));
        }
        if (isShouted(at)) {
            addIfFull(at, passage.names().end(at, Trust.CUE));
        }
        if (isIntroduced(at)) {
            introduced(at);
        }
    }

    /** Two words that are nothing else, where somebody is spoken of: "for Ifeanyi Chukwu". */
    private boolean isUnknownPair(int at) {
        var first = passage.token(at);
        var second = passage.token(at + 1);
        boolean names = passage.names().couldBeAFirstName(at)
                && passage.names().isSurname(second)
                && second.before() == Gap.SPACE
                && first.text().length() > 2
                && !first.possessive()
                && !passage.token(at + 2).capital();
        var before = passage.token(at - 1);
        boolean spokenOf =
                first.before() == Gap.SPACE ? SPEAKING_OF.contains(before.lower()) : first.before() == Gap.ASIDE;
        return names && spokenOf;
    }

    /** A name where capital letters say nothing has to begin with one that is nothing but a name. */
    private boolean isShouted(int at) {
        var token = passage.token(at);
        return (token.allCapitals() || (token.capital() && token.quiet()))
                && Lexicon.isFirstName(token.lower())
                && !Lexicon.isCommon(token.lower())
                && !isSaint(at);
    }

    private boolean isSaint(int at) {
        var before = passage.token(at - 1);
        return passage.token(at).before() == Gap.SPACE && (before.is("st") || before.is("saint") || before.is("santa"));
    }

    private void addIfFull(int from, int end) {
        if (end - from < 2 || isAPlace(from, end) || isTwoFirstNames(from, end) || isNobody(from)) {
            return;
        }
        add(from, end);
    }

    private void add(int from, int end) {
        finds.add(passage.find(FULL_NAME, from, end));
    }

    private boolean isAPlace(int from, int end) {
        var behind = passage.token(end);
        boolean place = behind.before() == Gap.SPACE && behind.capital() && PLACES.contains(behind.lower());
        return place || PLACES.contains(passage.token(end - 1).lower()) || isInAPlace(from);
    }

    private boolean isInAPlace(int from) {
        var before = passage.token(from - 1);
        return passage.token(from).before() == Gap.SPACE
                && before.capital()
                && (before.is("queen") || before.is("king") || before.is("prince"));
    }

    private boolean isTwoFirstNames(int from, int end) {
        return end - from == 2 && DOUBLED.contains(passage.token(from + 1).lower());
    }

    private boolean isNobody(int from) {
        return Lexicon.isNobody(
                passage.token(from).lower() + " " + passage.token(from + 1).lower());
    }

    /** Behind "my name is", "I'm", "called", "my husband". */
    private boolean isIntroduced(int at) {
        var token = passage.token(at);
        if (token.before() != Gap.SPACE && token.before() != Gap.COMMA) {
            return false;
        }
        var cue = passage.token(at - 1);
        if (token.before() == Gap.COMMA) {
            return Lexicon.isOtherPerson(cue.lower());
        }
        return switch (cue.lower()) {
            case "i'm", "name's" -> true;
            case "called", "named" -> isAPersonBefore(at - 1);
            case "is", "was" -> passage.token(at - 2).is("name");
            case "am" -> passage.token(at - 2).is("i");
            case "name" -> cue.possessive();
            default -> Lexicon.isOtherPerson(cue.lower());
        };
    }

    /** "A man called", but not "a chapter called". */
    private boolean isAPersonBefore(int at) {
        for (int i = at - 1; i >= at - NEAR && passage.token(i + 1).before() == Gap.SPACE; i--) {
            var lower = passage.token(i).lower();
            if (Lexicon.isOtherPerson(lower) || lower.equals("am")) {
                return true;
            }
        }
        return false;
    }

    private void introduced(int at) {
        int end = passage.names().end(at, Trust.CUE);
        if (end > at + 1) {
            addIfFull(at, end);
        } else if (end == at + 1 && isSmall(at)) {
            var surname = passage.token(end);
            boolean own = !Lexicon.isOtherPerson(passage.token(at - 1).lower())
                    || passage.token(at).before() == Gap.SPACE;
            if (own
                    && surname.before() == Gap.SPACE
                    && isSmall(end)
                    && surname.text().length() > 2
                    && !Lexicon.isCommon(surname.lower())
                    && !Lexicon.isStaff(passage.token(at), surname)
                    && !isVerb(surname.lower())) {
                add(at, end + 1);
            }
        }
    }

    private static boolean isVerb(String lower) {
        return lower.endsWith("ed") || lower.endsWith("ing");
    }

    private boolean isSmall(int at) {
        var token = passage.token(at);
        return token.letters() && token.text().equals(token.lower());
    }

    /** The last line, where it is nothing but a name. */
    private void lookAtSignature() {
        int end = passage.tokens().size();
        int from = end - 1;
        while (from > 0
                && end - from < LONGEST_SIGNATURE
                && passage.token(from).before() == Gap.SPACE
                && !FAREWELLS.contains(passage.token(from - 1).lower())) {
            from--;
        }
        boolean alone = passage.token(from).before() == Gap.BREAK
                || FAREWELLS.contains(passage.token(from - 1).lower());
        boolean farewell = FAREWELLS.contains(passage.token(from - 1).lower());
        if (from > 0
                && alone
                && end - from >= 2
                && (farewell || passage.names().isKnownFirstName(from))
                && isAllOneName(from, end, true)) {
            add(from, end);
        }
    }

    private boolean isAllOneName(int from, int end, boolean capitals) {
        for (int i = from; i < end; i++) {
            var token = passage.token(i);
            boolean joined = i == from || token.before() == Gap.SPACE;
            boolean aWord = Lexicon.isCommon(token.lower())
                    && !Lexicon.isFirstName(token.lower())
                    && !(i > from && Lexicon.isSurnameToo(token.lower()));
            boolean possessive = token.possessive();
            if (!joined
                    || aWord
                    || possessive
                    || !token.letters()
                    || token.text().length() < 2
                    || (capitals && !token.capital())
                    || Lexicon.isOtherPerson(token.lower())) {
                return false;
            }
        }
        return !isTwoFirstNames(from, end) && !isNobody(from);
    }
}
