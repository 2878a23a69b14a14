package waymark.stories.hints;

import static waymark.stories.hints.HintKind.CHILD_NAME;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import waymark.stories.hints.Names.Trust;

/** Sons, daughters and grandchildren, by the words for them beside a name, and children by their age. */
final class ChildNames {

    private static final Set<String> AGES =
            Lexicon.words("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                    + "sixteen seventeen");
    private static final Set<String> BEFORE_AN_AGE = Lexicon.words(
            "aged age who is was who's just only turned turning nearly almost now then about she he she's " + "he's");
    private static final Set<String> BEHIND_AN_AGE =
            Lexicon.words("when and years year at then now by but yrs so while");
    private static final Set<String> ARTICLES = Lexicon.words("my our his her their the a");
    private static final Set<String> LITTLE = Lexicon.words("little wee tiny");
    private static final Set<String> LINKS = Lexicon.words("called named nicknamed");
    private static final Set<String> PARENTS = Lexicon.words(
            "mum mam mummy mother dad daddy father stepmum stepdad nan nana gran grandma grandad granddad "
                    + "grandpa grandmother grandfather");
    private static final String YEAR_OLD = "-year-old";
    private static final int NEAR = 4;
    private static final int YOUNGEST_ADULT = 18;

    private final Passage passage;
    private final List<Find> finds = new ArrayList<>();

    private ChildNames(Passage passage) {
        this.passage = passage;
    }

    static List<Find> in(Passage passage) {
        var names = new ChildNames(passage);
        for (int at = 0; at < passage.tokens().size(); at++) {
            names.lookAt(at);
        }
        return names.finds;
    }

    private void lookAt(int at) {
        var token = passage.token(at);
        if (Lexicon.isChild(passage.token(at - 1), token) && !token.possessive()) {
            behindTheWord(at);
            beforeTheWord(at);
        } else if (isAnAgeInOneWord(token.lower())) {
            nameBehind(at + 1);
            beforeTheWord(at);
        } else if (isAChildsAge(token.lower())) {
            behindTheAge(at);
        }
        if (PARENTS.contains(token.lower())) {
            beforeTheirParent(at);
        }
        if (LITTLE.contains(token.lower())) {
            behindLittle(at);
        } else if (token.is("two") || token.is("three") || token.is("four")) {
            beforeTheNumber(at);
        }
        if (passage.names().isKnownFirstName(at)
                || (isSomebodysName(at) && passage.names().couldBeAFirstName(at))) {
            withTheirAge(at);
        }
    }

    /** "Our Florrie", "her name is Solveig", "Juno, who was two". */
    private boolean isSomebodysName(int at) {
        var behind = passage.token(at + 1);
        if (behind.before() == Gap.COMMA && behind.is("who")) {
            return !isAPlaceOrAWord(at);
        }
        var before = passage.token(at - 1);
        boolean named =
                (before.is("is") || before.is("was")) && passage.token(at - 2).is("name");
        return passage.token(at).before() == Gap.SPACE
                && (named
                        || before.is("our")
                        || before.is("my")
                        || before.is("called")
                        || LITTLE.contains(before.lower()));
    }

    /** "Little Bertie", "our wee Florrie". */
    private void behindLittle(int at) {
        int name = at + 1;
        var before = passage.token(at - 1);
        boolean ours = passage.token(at).before() == Gap.SPACE && (before.is("my") || before.is("our"));
        boolean child = passage.names().isKnownFirstName(name)
                || (ours && passage.names().couldBeAFirstName(name));
        if (child && passage.token(name).before() == Gap.SPACE) {
            add(name, passage.names().end(name, Trust.CUE));
        }
    }

    /** "Maisie and Finn, my two, who". */
    private void beforeTheNumber(int at) {
        var article = passage.token(at - 1);
        var behind = passage.token(at + 1);
        boolean mine = article.is("my") || article.is("our");
        if (mine
                && passage.token(at).before() == Gap.SPACE
                && article.before() == Gap.COMMA
                && behind.before() != Gap.SPACE) {
            listBefore(at - 1);
        }
    }

    /** The names of a list that ends before a word. */
    private void listBefore(int behind) {
        int name = behind - 1;
        while (passage.names().couldBeAFirstName(name)) {
            finds.add(passage.find(CHILD_NAME, name, name + 1));
            var gap = passage.token(name).before();
            boolean and = gap == Gap.SPACE && passage.token(name - 1).is("and");
            if (!and && gap != Gap.COMMA && gap != Gap.AND) {
                return;
            }
            name -= and ? 2 : 1;
        }
    }

    /** "My son Jack", "our daughter, Ottilie, was", "the grandchildren: Ava, Noah and Zainab", "a boy called Teddy". */
    private void behindTheWord(int at) {
        int from = afterLinks(at + 1);
        var next = passage.token(from);
        int end = passage.names().end(from, Trust.CUE);
        if (end == from) {
            return;
        }
        boolean introduced = hasADeterminer(at) || from > at + 1;
        switch (next.before()) {
            case SPACE, OPENING, ASIDE -> {
                if (introduced || next.before() == Gap.ASIDE) {
                    add(from, end);
                }
            }
            case COMMA -> {
                var behind = passage.token(end);
                boolean closed = behind.before() != Gap.SPACE && behind.before() != Gap.OTHER;
                if (introduced && (closed || isAList(end) || behind.lower().startsWith("who"))) {
                    add(from, end);
                }
            }
            default -> {}
        }
    }

    private int afterLinks(int index) {
        int at = index;
        while (at - index < NEAR && passage.token(at).before() != Gap.BREAK && isALink(at)) {
            at++;
        }
        return passage.token(at - 1).is("is") || passage.token(at - 1).is("was") ? index : at;
    }

    private boolean isALink(int index) {
        var token = passage.token(index);
        return LINKS.contains(token.lower())
                || token.is("who")
                || token.is("who's")
                || token.is("whose")
                || token.is("name")
                || token.is("names")
                || token.is("are")
                || token.is("is")
                || token.is("was");
    }

    private boolean hasADeterminer(int at) {
        for (int i = at - 1; i >= at - NEAR && passage.token(i + 1).before() != Gap.BREAK; i--) {
            if (Lexicon.isDeterminer(passage.token(i).lower())
                    || passage.token(i).possessive()) {
                return true;
            }
        }
        return false;
    }

    private boolean isAList(int end) {
        var and = passage.token(end);
        return and.is("and") && passage.names().end(end + 1, Trust.CUE) > end + 1;
    }

    private void add(int from, int end) {
        finds.add(passage.find(CHILD_NAME, from, end));
        int at = afterAnAge(end);
        while (true) {
            var token = passage.token(at);
            boolean and = token.is("and")
                    && (token.before() == Gap.SPACE || token.before() == Gap.COMMA || token.before() == Gap.CLOSING);
            int name = and ? at + 1 : at;
            boolean joined = and
                    ? passage.token(name).before() == Gap.SPACE
                    : token.before() == Gap.AND
                            || token.before() == Gap.COMMA
                            || (at > end && token.before() == Gap.CLOSING);
            int to = joined ? passage.names().end(name, Trust.CUE) : name;
            boolean goesOn =
                    and || passage.token(to).is("and") || passage.token(to).before() != Gap.SPACE;
            if (to == name || !goesOn) {
                return;
            }
            finds.add(passage.find(CHILD_NAME, name, to));
            at = afterAnAge(to);
        }
    }

    /** "Ava (9), Noah, 6, and Zainab": what stands behind the age goes on. */
    private int afterAnAge(int index) {
        var age = passage.token(index);
        boolean added = age.before() == Gap.OPENING || age.before() == Gap.COMMA;
        if (added && isAChildsAge(age.lower())) {
            return index + 1;
        }
        return added && age.is("aged") && isAChildsAge(passage.token(index + 1).lower()) ? index + 2 : index;
    }

    /** "Ellie, my daughter," and "Ellie, our youngest". */
    private void beforeTheWord(int at) {
        int article = passage.closestBefore(at, ARTICLES);
        var gap = passage.token(article).before();
        boolean added = gap == Gap.COMMA || gap == Gap.OPENING || gap == Gap.ASIDE;
        if (article < at
                && added
                && passage.token(at + 1).before() != Gap.OTHER
                && !(passage.token(at + 1).before() == Gap.SPACE && isNotTheEnd(at + 1))
                && couldBeTheirs(article, at)
                && !isRelated(article - 2, article - 1)
                && !startsASentence(article - 1)) {
            listBefore(article);
        }
    }

    /** A name that nobody has heard of is one too between commas: "Rafferty, my eldest, understood". */
    private boolean couldBeTheirs(int article, int at) {
        int name = article - 1;
        boolean mine = passage.token(article).is("my") || passage.token(article).is("our");
        boolean closed = passage.token(at + 1).before() != Gap.SPACE;
        return passage.names().isKnownFirstName(name)
                || (mine && closed && passage.names().couldBeAFirstName(name) && !isAPlaceOrAWord(name));
    }

    private boolean isAPlaceOrAWord(int name) {
        return passage.isAPlace(name) || passage.token(name).lower().endsWith("ly");
    }

    private boolean startsASentence(int index) {
        return passage.token(index).before() == Gap.BREAK
                && Lexicon.isCommon(passage.token(index).lower());
    }

    /** A word behind it that makes another noun of it: "my daughter rang", but also "Colin, my son came". */
    private boolean isNotTheEnd(int index) {
        var token = passage.token(index);
        return !(token.is("and") || token.is("who") || token.is("is") || token.is("was") || token.is("had"));
    }

    /** Somebody else's name: "my husband Colin, the girls and I". */
    private boolean isRelated(int index, int name) {
        return passage.token(name).before() == Gap.SPACE
                && Lexicon.isOtherPerson(passage.token(index).lower());
    }

    private static boolean isAnAgeInOneWord(String lower) {
        return lower.endsWith(YEAR_OLD) && isAChildsAge(lower.substring(0, lower.length() - YEAR_OLD.length()));
    }

    /** "I am Tallulah's mother". */
    private void beforeTheirParent(int at) {
        var name = passage.token(at - 1);
        var before = passage.token(at - 2);
        boolean me = before.is("i'm")
                || before.is("as")
                || (before.is("am") && passage.token(at - 3).is("i"));
        if (me
                && name.possessive()
                && name.before() == Gap.SPACE
                && passage.names().couldBeAFirstName(at - 1)) {
            finds.add(passage.find(CHILD_NAME, at - 1, at));
        }
    }

    /** "Six-year-old Ellie". */
    private void behindTheAge(int at) {
        var next = passage.token(at + 1);
        boolean yearOld = next.is("year-old")
                || next.is("year-olds")
                || (next.is("year") && passage.token(at + 2).is("old"));
        if (yearOld && next.before() == Gap.SPACE) {
            int name = next.is("year") ? at + 3 : at + 2;
            nameBehind(name);
        }
    }

    private void nameBehind(int name) {
        if (passage.token(name).before() == Gap.SPACE) {
            int end = passage.names().end(name, Trust.CUE);
            if (end > name) {
                add(name, end);
            }
        }
    }

    /** "Ellie (6)", "Ellie, who is six", "Ellie was only six when". */
    private void withTheirAge(int at) {
        var next = passage.token(at + 1);
        if (isRelated(at - 1, at) || passage.token(at).possessive()) {
            return;
        }
        int age = at + 1;
        while (age - at <= NEAR
                && passage.token(age).before() != Gap.BREAK
                && BEFORE_AN_AGE.contains(passage.token(age).lower())) {
            age++;
        }
        if (!isAChildsAge(passage.token(age).lower())
                || (age > at + 1 && passage.token(age).before() != Gap.SPACE)) {
            return;
        }
        var behind = passage.token(age + 1);
        boolean inBrackets = next.before() == Gap.OPENING && behind.before() == Gap.CLOSING;
        boolean ended = behind.before() != Gap.SPACE && behind.before() != Gap.OTHER && behind.before() != Gap.ASIDE;
        boolean betweenCommas = next.before() == Gap.COMMA && ended;
        boolean said = next.before() == Gap.SPACE
                && age > at + 1
                && (ended || BEHIND_AN_AGE.contains(behind.lower()))
                && !behind.is("of");
        boolean inYears = (!behind.is("years") && !behind.is("year")) || isOld(age);
        if ((inBrackets || betweenCommas || said) && inYears) {
            finds.add(passage.find(CHILD_NAME, at, at + 1));
        }
    }

    private boolean isOld(int age) {
        return passage.token(age + 2).is("old") || passage.token(age + 2).is("of");
    }

    private static boolean isAChildsAge(String word) {
        if (AGES.contains(word)) {
            return true;
        }
        return word.matches("[0-9]{1,2}") && Integer.parseInt(word) < YOUNGEST_ADULT;
    }
}
