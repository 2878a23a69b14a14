package waymark.moderation;

import java.util.Optional;
import waymark.cases.HeldCase;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.access.Member;
import waymark.platform.http.Versions;

/**
 * What a moderator is about to decide, and about what.
 *
 * @param caseId the case that is decided with it; empty where there is none
 * @param subject whose words or whose account it is about
 * @param expected version of the target that the moderator has read
 */
record Ruling(
        Optional<CaseId> caseId,
        Member moderator,
        Target target,
        AccountId subject,
        Versions.Expected expected,
        NewDecision wanted) {

    static Ruling on(HeldCase held, Member moderator, NewDecision wanted) {
        return new Ruling(Optional.of(held.id()), moderator, held.target(), held.subject(), wanted.expected(), wanted);
    }

    /** Without a case. */
    static Ruling of(
            Member moderator, Target target, AccountId subject, Versions.Expected expected, NewDecision wanted) {
        return new Ruling(Optional.empty(), moderator, target, subject, expected, wanted);
    }

    Action action() {
        return wanted.action();
    }
}
