package waymark.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.cases.CaseCategory;
import waymark.cases.Cases;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.Ids;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.ids.ThreadId;
import waymark.notifications.Happenings;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.signposting.Examination;
import waymark.signposting.Matches;

/**
 * What people tell the moderators about. Nothing is hidden because it was reported, the person it is about is not told, and
 * nobody is told who reported it.
 */
public final class Reports {

    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_SHOWN = 100;

    private final Database db;
    private final Cases cases;
    private final Matches matches;
    private final Ids ids;
    private final Clock clock;

    public Reports(Database db, Cases cases, Matches matches, Ids ids, Clock clock) {
        this.db = db;
        this.cases = cases;
        this.matches = matches;
        this.ids = ids;
        this.clock = clock;
    }

    List<Reason> reasons() {
        return db.read(ReasonStore::all);
    }

    /**
     * Takes a report, with what the reported thing says now, and raises a case.
     *
     * @param batched whether {@link #raiseBatched} is to raise the case, together with those of other such reports
     * @throws Problem INVALID_VALUE, NOT_FOUND when the target does not stand, or the reporter may not see it
     */
    Filed file(DSLContext tx, Viewer reporter, NewReport wanted, boolean batched) {
        var reason = requireReason(tx, wanted);
        // Takes a moment, in which nobody should have to wait for anything.
        var examination = wanted.words().map(matches::examine).orElse(Examination.NOTHING_NEW);
        var urgency = matches.urgency(examination);
        var priority = mostUrgent(reason, wanted, urgency);
        var now = clock.instant();
        var reported = find(tx, wanted.target(), reporter, now).orElseThrow(Problem::notFound);
        var snapshot = SnapshotStore.keep(tx, ids.uuid(), reported, now);
        var account = reporter.member().map(Member::id);
        var raise = raise(reported.target(), reported.subject(), reason.category(), priority)
                .paging(urgency.map(Matches.Urgency::page).orElse(false));
        var raised = batched ? Optional.<CaseId>empty() : Optional.of(caseFor(tx, raise, account, reason));
        var receipt = Receipt.make();
        ReportStore.insert(
                tx,
                new ReportStore.NewRow(
                        ids.uuid(), receipt, account, reported, wanted, priority, snapshot, raised, now));
        return new Filed(receipt.text(), reason.code(), ReportState.RECEIVED, now, examination);
    }

    /** @throws Problem NOT_FOUND for a receipt that nobody was given */
    ReportView require(Receipt receipt) {
        return db.read(tx -> ReportStore.find(tx, receipt)).orElseThrow(Problem::notFound);
    }

    /** What this member has reported, the newest first. */
    Page<OwnReport> of(Member member, Paging paging) {
        return db.read(tx -> ReportStore.page(tx, member.id(), paging));
    }

    /** The newest reports in a case, at most a hundred of them, without anything that leads to who made them. */
    public List<CaseReport> of(DSLContext tx, CaseId id) {
        return ReportStore.in(tx, id, MOST_SHOWN);
    }

    /** What it said whenever it was reported, the newest first, at most a hundred of them. */
    public List<Snapshot> snapshots(DSLContext tx, Target target) {
        return SnapshotStore.of(tx, target, MOST_SHOWN);
    }

    /**
     * How often this person and what they wrote were reported, rightly: only reports count that led to something. That
     * somebody was worried about them is not held against them.
     */
    public List<ReasonCount> countAgainst(DSLContext tx, AccountId subject) {
        return ReportStore.countAgainst(tx, subject);
    }

    /**
     * Tells the reporters in a case what came of it. Those who were told before keep what they were told. Call it in the
     * transaction that brings the case to an end, while holding the case: who reports the same thing meanwhile waits for it,
     * and opens the case again.
     */
    public void settle(DSLContext tx, CaseId id, Outcome outcome) {
        var now = clock.instant();
        Happenings.reportsSettled(tx, ReportStore.settle(tx, id, outcome, now), now);
    }

    /**
     * Raises cases for reports that came faster than their reporters may report: one for each thing, as urgent as the most
     * urgent of them. Several servers may do it at once; each report is raised once.
     *
     * @return for how many things
     */
    public int raiseBatched() {
        int raised = 0;
        for (var target : db.read(tx -> ReportStore.unraised(tx, MOST_AT_ONCE))) {
            if (db.write(tx -> raiseBatched(tx, target))) {
                raised++;
            }
        }
        return raised;
    }

    private boolean raiseBatched(DSLContext tx, Target target) {
        var waiting = ReportStore.lockUnraised(tx, target);
        if (waiting.isEmpty()) {
            return false;
        }
        var first = waiting.get(0);
        var id = cases.raise(tx, raise(target, first.subject(), first.category(), first.priority()));
        ReportStore.putInto(tx, id, waiting);
        return true;
    }

    /** Somebody who says the same again adds to the case, and does not call for everybody a second time. */
    private CaseId caseFor(DSLContext tx, Raise raise, Optional<AccountId> reporter, Reason reason) {
        return reporter.flatMap(account ->
                        ReportStore.lockCaseOfSame(tx, account, raise.target(), reason.code(), raise.priority()))
                .orElseGet(() -> cases.raise(tx, raise));
    }

    private static Raise raise(Target target, AccountId subject, CaseCategory category, Priority priority) {
        return Raise.of(target, subject, Source.REPORT, category, priority);
    }

    private static Optional<Reported> find(DSLContext tx, Pointer wanted, Viewer reporter, Instant now) {
        return switch (wanted.type()) {
            case POST -> ReportedStore.findPost(tx, new PostId(wanted.id().orElseThrow()), reporter);
            case THREAD -> ReportedStore.findThread(tx, new ThreadId(wanted.id().orElseThrow()), reporter);
            case MEMBER -> ReportedStore.findMember(tx, wanted.username().orElseThrow(), reporter);
            case STORY -> ReportedStore.findStory(tx, new StoryId(wanted.id().orElseThrow()), reporter, now);
            // The contract has no place for others.
            default -> Optional.empty();
        };
    }

    private static Reason requireReason(DSLContext tx, NewReport wanted) {
        if (!wanted.target().fits()) {
            throw Problem.invalidValue("/target", "A member is given by username, anything else by id.");
        }
        var reason = ReasonStore.all(tx).stream()
                .filter(each -> each.code().equals(wanted.reason()))
                .findFirst()
                .orElseThrow(() -> Problem.invalidValue("/reason", "There is no reason of this name."));
        if (reason.needsMessage() && wanted.words().isEmpty()) {
            throw Problem.invalidValue("/message", "Please say in a few words what we should look at.");
        }
        requireStatutoryCategory(reason, wanted.statutoryCategory());
        return reason;
    }

    private static void requireStatutoryCategory(Reason reason, @Nullable String wanted) {
        boolean needed = !reason.statutoryCategories().isEmpty();
        if (needed && wanted == null) {
            throw Problem.invalidValue("/statutoryCategory", "Please choose what comes closest.");
        }
        if (!needed && wanted != null) {
            throw Problem.invalidValue("/statutoryCategory", "This reason has nothing to choose from.");
        }
        if (needed
                && reason.statutoryCategories().stream()
                        .noneMatch(each -> each.code().equals(wanted))) {
            throw Problem.invalidValue("/statutoryCategory", "There is no such choice.");
        }
    }

    private static Priority mostUrgent(Reason reason, NewReport wanted, Optional<Matches.Urgency> urgency) {
        var chosen = reason.statutoryCategories().stream()
                .filter(each -> each.code().equals(wanted.statutoryCategory()))
                .map(Reason.StatutoryCategory::priority);
        var found = urgency.map(Matches.Urgency::priority).stream();
        return Stream.concat(Stream.of(reason.priority()), Stream.concat(chosen, found))
                .min(Priority::compareTo)
                .orElseThrow();
    }

    /**
     * A report as its reporter is told of it, once.
     *
     * @param reason its code
     * @param examination what came of looking at the message; for the reporter only
     */
    record Filed(
            String receipt,
            String reason,
            ReportState state,
            Instant reportedAt,
            @JsonIgnore Examination examination) {}
}
