package waymark.gate;

import waymark.cases.CaseCategory;
import waymark.cases.Priority;
import waymark.cases.Source;
import waymark.gate.matching.PersonalData;

/** What moderators are told, and how soon they should look. */
final class Concerns {

    static final Verdict.Concern REVIEW = new Verdict.Concern(Source.REVIEW, Priority.P2, CaseCategory.REVIEW, false);

    private Concerns() {}

    static Verdict.Concern of(WatchedWord word) {
        boolean escalated = word.action() == WordAction.ESCALATE;
        return new Verdict.Concern(
                Source.WATCHED_WORD,
                escalated ? Priority.P1 : Priority.P2,
                CaseCategory.of(word.category()),
                escalated);
    }

    /** A number that stands there is read by more people with every hour; advertising only annoys them. */
    static Verdict.Concern of(PersonalData.Kind kind) {
        return kind == PersonalData.Kind.MANY_LINKS
                ? new Verdict.Concern(Source.REVIEW, Priority.P2, CaseCategory.SPAM, false)
                : new Verdict.Concern(Source.REVIEW, Priority.P1, CaseCategory.PERSONAL_DATA, false);
    }
}
