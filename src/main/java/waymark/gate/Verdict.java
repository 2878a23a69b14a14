package waymark.gate;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.cases.CaseCategory;
import waymark.cases.Cases;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.AccountId;

/**
 * What came of looking at a draft that is not refused.
 *
 * @param title as it may be published
 * @param markdown as it may be published: words that are to be unreadable are
 * @param holds why it has to wait, as codes that {@link Gate#explain} explains; none: it may be published
 * @param concerns what moderators should know, whether it waits or not
 * @param labels that it should have once it is published
 */
public record Verdict(
        Optional<String> title,
        Optional<String> markdown,
        List<String> holds,
        List<Concern> concerns,
        List<String> labels) {

    public boolean isHeld() {
        return !holds.isEmpty();
    }

    /** Tells moderators, who see one case about it however many concerns there are. */
    public void raise(DSLContext tx, Cases cases, Target target, AccountId author) {
        concerns.forEach(concern -> cases.raise(
                tx,
                Raise.of(target, author, concern.source, concern.category, concern.priority)
                        .paging(concern.page)));
    }

    /** @param page whether somebody on call should be told at once */
    public record Concern(Source source, Priority priority, CaseCategory category, boolean page) {}
}
