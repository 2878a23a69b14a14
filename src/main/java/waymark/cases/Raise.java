package waymark.cases;

import java.util.Optional;
import waymark.ids.AccountId;

/**
 * A reason to look at something.
 *
 * @param subject whose words or whose account it is
 * @param category picks the checklist and the replies that moderators are shown
 * @param page whether the certainty is high enough for the on-call pager
 * @param excluded who may not decide it, having decided what it is about
 */
public record Raise(
        Target target,
        AccountId subject,
        Source source,
        CaseCategory category,
        Priority priority,
        boolean page,
        Optional<AccountId> excluded) {

    public static Raise of(Target target, AccountId subject, Source source, CaseCategory category, Priority priority) {
        return new Raise(target, subject, source, category, priority, false, Optional.empty());
    }

    public Raise paging(boolean wanted) {
        return new Raise(target, subject, source, category, priority, wanted, excluded);
    }

    public Raise excluding(AccountId decider) {
        return new Raise(target, subject, source, category, priority, page, Optional.of(decider));
    }
}
