package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A sentence with its cues, and what the sentences before it leave open: who is spoken of, and when. */
final class Scene {

    private static final int REACH_OF_DENIAL = 10;
    private static final int SHORT_ENTRY = 4;
    private static final int REACH_OF_A_DATE = 7;

    private enum Person {
        PATIENT,
        NOT_PATIENT
    }

    private final Sentence sentence;
    private final Map<Cue, List<PhraseIndex.Find<Cue>>> cues = new EnumMap<>(Cue.class);
    private final Person spokenOfBefore;
    private final boolean longAgoBefore;
    private final boolean nextTakesBack;

    /** The sentence before this one gave somebody else's words: a leaflet's list may go on. */
    private final boolean toldBefore;

    /** Somebody else than the author is in treatment: then even a grandson may be the patient. */
    private final boolean somebodyIsTreated;

    private Scene(
            Sentence sentence,
            List<PhraseIndex.Find<Cue>> finds,
            Person spokenOfBefore,
            boolean longAgoBefore,
            boolean nextTakesBack,
            boolean toldBefore,
            boolean somebodyIsTreated) {
        this.sentence = sentence;
        this.spokenOfBefore = spokenOfBefore;
        this.longAgoBefore = longAgoBefore;
        this.nextTakesBack = nextTakesBack;
        this.toldBefore = toldBefore;
        this.somebodyIsTreated = somebodyIsTreated;
        finds.forEach(find -> cues.computeIfAbsent(find.meaning(), unused -> new ArrayList<>())
                .add(find));
    }

    /** A text's sentences in their order, each with its cues. */
    static List<Scene> all(List<Sentence> sentences, List<List<PhraseIndex.Find<Cue>>> finds) {
        boolean somebodyIsTreated =
                finds.stream().flatMap(List::stream).anyMatch(find -> find.meaning() == Cue.THEIR_TREATMENT);
        var scenes = new ArrayList<Scene>();
        var person = Person.PATIENT;
        boolean longAgo = false;
        boolean told = false;
        for (int i = 0; i < sentences.size(); i++) {
            boolean takenBack = i + 1 < finds.size()
                    && finds.get(i + 1).stream()
                            .anyMatch(find -> find.meaning() == Cue.DENIED_AFTER && find.start() == 0);
            var scene = new Scene(sentences.get(i), finds.get(i), person, longAgo, takenBack, told, somebodyIsTreated);
            scenes.add(scene);
            person = scene.lastPerson();
            longAgo = scene.leavesLongAgo();
            told = scene.has(Cue.REPORTED) || (told && !scene.has(Cue.PATIENT));
        }
        return scenes;
    }

    Sentence sentence() {
        return sentence;
    }

    private boolean leavesLongAgo() {
        return (isLongAgo() || (longAgoBefore && !has(Cue.PRESENT_VERB))) && !has(Cue.NOW);
    }

    /** Whether a find counts. */
    boolean holds(Reading reading, int start, int end) {
        return switch (reading) {
            case ALWAYS -> true;
            case PRESENT -> !isOver(start);
            case FEELING -> !isDenied(start, start) && !isYours(start) && !isOver(start);
            case SYMPTOM ->
                !isInQuotationMarks(start, end)
                        && !isDenied(start, end)
                        && !isSupposed(start)
                        && !isOver(start)
                        && !isYours(start)
                        && !isOfNobodyInTreatment(start, end);
        };
    }

    private boolean isInQuotationMarks(int start, int end) {
        return sentence.tokens().subList(start, end + 1).stream().allMatch(token -> token.quoted);
    }

    /** Denied before it, or by a plain "no" between its words: poo normal, no blood. */
    private boolean isDenied(int start, int end) {
        if (isTakenBack(end)) {
            return true;
        }
        return all(Cue.DENIAL).stream()
                .filter(denial -> all(Cue.NO_DENIAL).stream().noneMatch(other -> overlap(denial, other)))
                .anyMatch(denial -> isWithin(denial, start, end) || isDeniedBy(denial, start));
    }

    /** "Thought I had a temperature, but no": in the same sentence, or at the beginning of the next. */
    private boolean isTakenBack(int end) {
        return nextTakesBack || all(Cue.DENIED_AFTER).stream().anyMatch(cue -> cue.start() > end);
    }

    private boolean isWithin(PhraseIndex.Find<Cue> denial, int start, int end) {
        var word = sentence.at(denial.start()).word;
        return start < denial.start() && denial.end() < end && (word.equals("no") || word.equals("without"));
    }

    private boolean isDeniedBy(PhraseIndex.Find<Cue> denial, int start) {
        return denial.end() < start && start - denial.end() <= REACH_OF_DENIAL && reaches(denial.end(), start);
    }

    /** Whether nothing between the two ends what was denied: a new clause, a turn, a comma that is not one of a list. */
    private boolean reaches(int from, int to) {
        if (isBetween(Cue.TURN, from, to) || isBetween(Cue.OWN_STATE, from, to)) {
            return false;
        }
        for (int i = from + 1; i <= to; i++) {
            var gap = sentence.at(i).gap;
            if (gap == Token.Gap.CLAUSE || (gap == Token.Gap.COMMA && !isListed(to))) {
                return false;
            }
        }
        return true;
    }

    /** No fever, chills or sweats: short entries, and an "or" at the end of them. */
    private boolean isListed(int index) {
        int first = index;
        while (first > 0 && sentence.at(first).gap == Token.Gap.NONE) {
            first--;
        }
        int last = index;
        while (last + 1 < sentence.size() && sentence.at(last + 1).gap == Token.Gap.NONE) {
            last++;
        }
        if (last - first >= SHORT_ENTRY) {
            return false;
        }
        for (int i = first; i < sentence.size() && !stands(Cue.DENIAL, i); i++) {
            if (sentence.at(i).word.equals("or") || sentence.at(i).word.equals("nor")) {
                return true;
            }
        }
        return false;
    }

    private boolean isSupposed(int start) {
        boolean supposed = has(Cue.ALL_SUPPOSED)
                || all(Cue.SUPPOSED).stream().anyMatch(cue -> cue.end() < start && isOneBreath(cue.end(), start));
        boolean told = all(Cue.REPORTED).stream()
                        .anyMatch(cue -> cue.start() < start && !isBetween(Cue.OWN_STATE, cue.end(), start))
                || all(Cue.GENERAL).stream()
                        .anyMatch(cue -> cue.start() <= start && !isBetween(Cue.OWN_STATE, cue.end(), start));
        boolean stillTold = toldBefore
                && !has(Cue.PATIENT)
                && !has(Cue.NOW)
                && !sentence.at(start).isNumber();
        boolean asked = has(Cue.ASKING_OTHERS) && !has(Cue.NOW) && !has(Cue.OWN_STATE);
        return supposed || told || stillTold || asked;
    }

    private boolean isOneBreath(int from, int to) {
        for (int i = from + 1; i <= to; i++) {
            if (sentence.at(i).gap != Token.Gap.NONE) {
                return false;
            }
        }
        return !isBetween(Cue.TURN, from, to);
    }

    private boolean isOver(int start) {
        if (has(Cue.NOW)) {
            return false;
        }
        boolean past = all(Cue.PAST_VERB).stream().anyMatch(verb -> verb.start() <= start + 4);
        if (isLongAgo()) {
            return past || !has(Cue.PRESENT_VERB);
        }
        return (past && !has(Cue.PRESENT_VERB) && longAgoBefore) || (past && (has(Cue.OVER) || has(Cue.IN_HOSPITAL)));
    }

    /** "Three weeks ago" alone is over; "three weeks ago" next to "my infusion" only counts the days since. */
    private boolean isLongAgo() {
        return has(Cue.LONG_AGO)
                || all(Cue.SOME_TIME_AGO).stream()
                        .anyMatch(ago -> all(Cue.MILESTONE).stream()
                                .noneMatch(milestone -> Math.abs(milestone.start() - ago.start()) <= REACH_OF_A_DATE));
    }

    private boolean isYours(int start) {
        return all(Cue.YOURS).stream()
                .anyMatch(
                        cue -> cue.end() < start && start - cue.end() <= SHORT_ENTRY && isOneBreath(cue.end(), start));
    }

    private boolean isOfNobodyInTreatment(int start, int end) {
        return !somebodyIsTreated && personAt(start, end) == Person.NOT_PATIENT;
    }

    /** Whoever was named last; a "he" or "she" leads further back. Across a comma only by such a word. */
    private Person personAt(int start, int end) {
        boolean pronoun = false;
        boolean apart = false;
        for (int i = end; i >= 0; i--) {
            if (stands(Cue.NOT_PATIENT, i)) {
                return apart && !pronoun ? Person.PATIENT : Person.NOT_PATIENT;
            }
            if (stands(Cue.PATIENT, i)) {
                return Person.PATIENT;
            }
            pronoun |= stands(Cue.PRONOUN, i);
            apart |= i <= start && sentence.at(i).gap != Token.Gap.NONE;
        }
        return pronoun ? spokenOfBefore : Person.PATIENT;
    }

    private Person lastPerson() {
        for (int i = sentence.size() - 1; i >= 0; i--) {
            if (stands(Cue.NOT_PATIENT, i)) {
                return Person.NOT_PATIENT;
            }
            if (stands(Cue.PATIENT, i)) {
                return Person.PATIENT;
            }
        }
        return all(Cue.PRONOUN).isEmpty() ? Person.PATIENT : spokenOfBefore;
    }

    private boolean stands(Cue cue, int index) {
        return all(cue).stream().anyMatch(find -> find.start() <= index && index <= find.end());
    }

    private boolean isBetween(Cue cue, int from, int to) {
        return all(cue).stream().anyMatch(find -> find.start() > from && find.start() <= to);
    }

    private static boolean overlap(PhraseIndex.Find<Cue> one, PhraseIndex.Find<Cue> other) {
        return one.start() <= other.end() && other.start() <= one.end();
    }

    private boolean has(Cue cue) {
        return cues.containsKey(cue);
    }

    private List<PhraseIndex.Find<Cue>> all(Cue cue) {
        return cues.getOrDefault(cue, List.of());
    }
}
