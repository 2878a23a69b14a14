package waymark.stories.hints;

import static waymark.stories.hints.HintKind.FULL_NAME;
import static waymark.stories.hints.HintKind.STAFF_NAMED;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import waymark.stories.hints.Names.Trust;

/** Doctors, nurses and everybody else who works there, by the titles and the words for their work beside a name. */
final class StaffNames {

    private static final Set<String> DOCTORS = Lexicon.words("dr drs prof professor doctor professors");
    private static final Set<String> COURTESY = Lexicon.words("mr mrs ms miss mx sir dame lady lord");
    private static final Set<String> CLINICAL = Lexicon.words(
            "surgeon surgery operation operated theatre clinic consultant biopsy ward appointment surgical "
                    + "team referred haematology oncology registrar neurologist scan results bloods blood cannula "
                    + "needle shift nights drip dressing dressings obs pharmacy trolley meals reception desk cleaned "
                    + "nursed uniform department");
    private static final Set<String> STRANGERS =
            Lexicon.words("lady woman man chap bloke lad girl person somebody someone gentleman fellow guy colleague "
                    + "assistant student volunteer");
    private static final Set<String> LINKS = Lexicon.words("is was called named being like especially particularly");
    private static final Set<String> TEAMS =
            Lexicon.words("team ward unit nurses pharmacy physio clinic reception theatre desk apheresis day-unit "
                    + "outpatients pharmacists dietetics bloods kitchen housekeeping lab icu itu");
    private static final Set<String> ON_DUTY = Lexicon.words("duty shift nights call");
    private static final Set<String> ARTICLES = Lexicon.words("the my our his her their a an that one");
    private static final int FAR = 12;
    private static final int NEAR = 4;

    private final Passage passage;
    private final List<Find> finds = new ArrayList<>();

    private StaffNames(Passage passage) {
        this.passage = passage;
    }

    static List<Find> in(Passage passage) {
        var names = new StaffNames(passage);
        for (int at = 0; at < passage.tokens().size(); at++) {
            names.lookAt(at);
        }
        return names.finds;
    }

    private void lookAt(int at) {
        var token = passage.token(at);
        var lower = token.lower();
        if (DOCTORS.contains(lower)) {
            titled(at);
        } else if (COURTESY.contains(lower)) {
            courteous(at);
        } else if (isTitledSister(at)) {
            titledOrNothing(at, Trust.CUE);
        }
        if (token.is("called") || token.is("named")) {
            calledSomething(at);
        }
        if (Lexicon.isStaff(passage.token(at - 1), token) && !isFamilySister(at)) {
            behindTheirWork(at);
            beforeTheirWork(at);
        } else if (TEAMS.contains(lower)) {
            beforeTheirTeam(at);
        } else if (ON_DUTY.contains(lower)) {
            onDuty(at);
        }
    }

    private void titled(int at) {
        boolean shortForm = !passage.token(at).is("doctor");
        titledOrNothing(at, shortForm ? Trust.TITLE : Trust.CUE);
    }

    private void titledOrNothing(int at, Trust trust) {
        int from = at + 1;
        while (from - at < NEAR
                && isTitle(passage.token(from))
                && passage.token(from).before() == Gap.SPACE) {
            from++;
        }
        if (passage.token(from).before() != Gap.SPACE) {
            return;
        }
        int end = passage.names().end(from, trust);
        if (end > from) {
            finds.add(passage.find(STAFF_NAMED, at, end));
            if (passage.token(at).is("drs") || passage.token(at).is("professors")) {
                others(end);
            }
        }
    }

    private static boolean isTitle(Token token) {
        return DOCTORS.contains(token.lower()) || COURTESY.contains(token.lower());
    }

    private void courteous(int at) {
        int end = passage.names().end(at + 1, Trust.TITLE);
        var name = passage.token(at + 1);
        boolean behindATitle = passage.token(at).before() == Gap.SPACE && isTitle(passage.token(at - 1));
        if (end <= at + 1 || name.before() != Gap.SPACE || behindATitle || !isACourtesy(passage.token(at), name)) {
            return;
        }
        finds.add(passage.find(isClinical(at, end) ? STAFF_NAMED : FULL_NAME, at, end));
    }

    /** "miss" and "lady" are also other words. */
    private static boolean isACourtesy(Token title, Token name) {
        boolean small = title.text().equals(title.lower());
        return small ? title.lower().startsWith("mr") : name.capital() || name.allCapitals();
    }

    /** Whether the sentence is about a clinic. */
    private boolean isClinical(int at, int end) {
        for (int i = at; i > at - FAR && passage.token(i).before() != Gap.BREAK; i--) {
            if (isClinicalWord(i - 1)) {
                return true;
            }
        }
        for (int i = end; i < end + FAR && passage.token(i).before() != Gap.BREAK; i++) {
            if (isClinicalWord(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isClinicalWord(int index) {
        var token = passage.token(index);
        return CLINICAL.contains(token.lower()) || Lexicon.isStaff(passage.token(index - 1), token);
    }

    private boolean isTitledSister(int at) {
        var token = passage.token(at);
        return (token.is("sister") && token.capital() && !isFamilySister(at)) || token.is("matron");
    }

    private boolean isFamilySister(int at) {
        var token = passage.token(at);
        if (!token.is("sister")) {
            return false;
        }
        return passage.token(at).before() == Gap.SPACE
                && Lexicon.isFamilyDeterminer(passage.token(at - 1).lower());
    }

    /** "My nurse Janet", "the physio, Tunde, made me", "a registrar called Priyanka", "the nurses, Ann and Femi". */
    private void behindTheirWork(int at) {
        int from = at + 1;
        while (from - at < NEAR && isPartOfTheWork(from)) {
            from++;
        }
        var next = passage.token(from);
        if (next.before() == Gap.SPACE && LINKS.contains(next.lower())) {
            boolean mayBeAQuality = next.is("is") || next.is("was");
            int name = from + 1;
            int end = passage.names().end(name, Trust.CUE);
            if (passage.token(name).before() == Gap.SPACE
                    && end > name
                    && (!mayBeAQuality || end > name + 1 || passage.names().isKnownFirstName(name))) {
                add(name, end);
            }
            return;
        }
        int end = passage.names().end(from, Trust.CUE);
        if (end == from) {
            return;
        }
        switch (next.before()) {
            case SPACE -> add(from, end);
            case OPENING, ASIDE -> add(from, end);
            case COMMA -> {
                if (isClosed(end) || isAList(end)) {
                    add(from, end);
                }
            }
            default -> {}
        }
    }

    private boolean isPartOfTheWork(int index) {
        var token = passage.token(index);
        return token.before() == Gap.SPACE
                && !token.capital()
                && (Lexicon.isStaff(passage.token(index - 1), token)
                        || token.is("specialist")
                        || token.is("assistant"));
    }

    private boolean isAList(int end) {
        return passage.token(end).before() == Gap.SPACE
                && passage.token(end).is("and")
                && passage.names().end(end + 1, Trust.CUE) > end + 1;
    }

    private boolean isClosed(int end) {
        var gap = passage.token(end).before();
        return gap != Gap.OTHER && gap != Gap.SPACE;
    }

    private void add(int from, int end) {
        finds.add(passage.find(STAFF_NAMED, from, end));
        others(end);
    }

    /** The others of a list. */
    private void others(int behind) {
        int at = behind;
        while (true) {
            var token = passage.token(at);
            boolean and = token.is("and") && (token.before() == Gap.SPACE || token.before() == Gap.COMMA);
            int from = and ? at + 1 : at;
            boolean joined = and
                    ? passage.token(from).before() == Gap.SPACE
                    : token.before() == Gap.AND || token.before() == Gap.COMMA;
            int end = joined ? passage.names().end(from, Trust.CUE) : from;
            boolean goesOn = passage.token(end).is("and") || passage.token(end).before() != Gap.SPACE || and;
            if (end == from || !goesOn || isSomebodyOfTheFamily(from)) {
                return;
            }
            finds.add(passage.find(STAFF_NAMED, from, end));
            at = end;
        }
    }

    private boolean isSomebodyOfTheFamily(int index) {
        return Lexicon.isOtherPerson(passage.token(index).lower());
    }

    /** "Marguerite, our transplant coordinator," and "Janet the ward sister". */
    private void beforeTheirWork(int at) {
        int article = passage.closestBefore(at, ARTICLES);
        if (article == at) {
            return;
        }
        if (passage.token(article - 1).is("of") && passage.token(article - 2).is("one")) {
            article -= 2;
        }
        var gap = passage.token(article).before();
        if (gap == Gap.COMMA || gap == Gap.SPACE || gap == Gap.OPENING || gap == Gap.ASIDE) {
            nameBefore(article, gap == Gap.SPACE, gap != Gap.SPACE && isClosed(at + 1));
        }
    }

    /** "Nadia from the CAR-T team". */
    private void beforeTheirTeam(int at) {
        for (int i = at; at - i <= NEAR && passage.token(i).before() == Gap.SPACE; i--) {
            var link = passage.token(i - 1);
            if (link.is("from")) {
                if (link.before() == Gap.SPACE) {
                    nameBefore(i - 1, true, false);
                }
                return;
            }
        }
    }

    /** "Bernice was on duty". */
    private void onDuty(int at) {
        var verb = passage.token(at - 2);
        if (passage.token(at - 1).is("on") && (verb.is("was") || verb.is("were") || verb.is("came") || verb.is("is"))) {
            nameBefore(at - 2, true, true);
        }
    }

    /**
     * @param close whether nothing stands between the name and the words behind it
     * @param added whether those words stand between commas, so that a name that nobody has heard of is one too
     */
    private void nameBefore(int behind, boolean close, boolean added) {
        int from = behind;
        while (behind - from < NEAR - 1
                && (from == behind || passage.token(from).before() == Gap.SPACE)
                && (passage.names().isKnownFirstName(from - 1)
                        || passage.names().isSurname(passage.token(from - 1)))) {
            from--;
        }
        while (from < behind && !added && !passage.names().isKnownFirstName(from)) {
            from++;
        }
        if (from < behind
                && (close || passage.token(behind).before() != Gap.SPACE)
                && !passage.isAPlace(from)
                && !isAWord(from, behind)
                && !isATitle(from - 1)
                && !isFamily(from - 1)) {
            finds.add(passage.find(STAFF_NAMED, from, behind));
        }
    }

    /** A sentence begins with it, and it may be any word. */
    private boolean isAWord(int from, int behind) {
        var token = passage.token(from);
        return behind - from == 1
                && token.before() == Gap.BREAK
                && (Lexicon.isCommon(token.lower())
                        || (token.lower().endsWith("ly") && !Lexicon.isFirstName(token.lower())));
    }

    /** "My husband Colin, a nurse, drove me". */
    private boolean isFamily(int index) {
        var token = passage.token(index);
        return passage.token(index + 1).before() == Gap.SPACE
                && (Lexicon.isOtherPerson(token.lower()) || Lexicon.isChild(passage.token(index - 1), token));
    }

    /** "The lady who took my bloods was called Perpetua". */
    private void calledSomething(int at) {
        int end = passage.names().end(at + 1, Trust.CUE);
        if (end == at + 1 || passage.token(at + 1).before() != Gap.SPACE) {
            return;
        }
        boolean clinical = false;
        for (int i = at; i > at - FAR && passage.token(i).before() != Gap.BREAK; i--) {
            var token = passage.token(i - 1);
            if (Lexicon.isStaff(passage.token(i - 2), token)) {
                add(at + 1, end);
                return;
            }
            if (Lexicon.isChild(passage.token(i - 2), token)) {
                return;
            }
            clinical |= CLINICAL.contains(token.lower());
            if (clinical && STRANGERS.contains(token.lower())) {
                add(at + 1, end);
                return;
            }
        }
    }

    private boolean isATitle(int index) {
        return isTitle(passage.token(index)) && passage.token(index + 1).before() == Gap.SPACE;
    }
}
