package waymark.threads;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.Cases;
import waymark.cases.Target;
import waymark.gate.Explanation;
import waymark.gate.Gate;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.ids.PostId;
import waymark.ids.SessionId;
import waymark.ids.SubmissionId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Examination;
import waymark.signposting.Matches;

/**
 * What was sent and waits for a moderator. It is in no table that others read, so nobody but its author and moderators can
 * come across it, and it has no number until it is published.
 *
 * <p>Locks are taken in this order: the submission, then the thread, then the post.
 */
public final class Submissions {

    private static final Logger log = LoggerFactory.getLogger(Submissions.class);

    private final Database db;
    private final Gate gate;
    private final Judging judging;
    private final Publishing publishing;
    private final Matches matches;
    private final Cases cases;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public Submissions(
            Database db,
            Threads threads,
            Posts posts,
            Gate gate,
            Matches matches,
            Cases cases,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.db = db;
        this.gate = gate;
        this.judging = new Judging(gate, matches);
        this.publishing = new Publishing(threads, posts, gate, matches, clock);
        this.matches = matches;
        this.cases = cases;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * For whoever decides: what was sent, in whatever state it is, with the Markdown and with why it waits.
     *
     * @throws Problem NOT_FOUND
     */
    public Submission requireFor(DSLContext tx, SubmissionId id) {
        return view(tx, SubmissionStore.find(tx, id).orElseThrow(Problem::notFound));
    }

    /** The same, held until the transaction ends; empty when there is none. */
    public Optional<Submission> hold(DSLContext tx, SubmissionId id) {
        return SubmissionStore.lock(tx, id).map(kept -> view(tx, kept));
    }

    /**
     * Publishes what waits, as its author and at this moment: a post gets the next number of its thread. Of those who approve
     * at the same time one does. What it quotes or answers and is gone by now is left out. The submission stays locked until
     * the transaction ends, and so does the thread.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, ALREADY_DECIDED when it does not wait, THREAD_LOCKED, THREAD_MERGED,
     *     NO_LONGER_FITS when its thread is gone or what it changes has been changed since
     */
    public Published approve(DSLContext tx, SubmissionId id, Member moderator, Versions.Expected expected) {
        var held = lockHeld(tx, id, expected);
        var published = publishing.publish(tx, held, authorOf(held), Examination.NOTHING_NEW);
        log.info("submission {} approved by {}", id, moderator.id());
        return published;
    }

    /**
     * Gives back what waits, with what a moderator says about it. It keeps its words, and its author may change it and send
     * it again.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, ALREADY_DECIDED when it does not wait
     */
    public Submission giveBack(DSLContext tx, SubmissionId id, Versions.Expected expected, String message) {
        var unused = lockHeld(tx, id, expected);
        if (!SubmissionStore.giveBack(tx, id, message, clock.instant())) {
            throw alreadyDecided();
        }
        return requireFor(tx, id);
    }

    /** What this member sent and did not take back, the newest first. */
    Page<Submission> mine(Member author, Paging paging) {
        return db.read(tx -> {
            var page = SubmissionStore.page(tx, author.id(), paging);
            var explanations = explanations(tx, page.items());
            var quotable = quotable(tx, page.items());
            return page.map(kept -> Submission.of(kept, explanations, quotable));
        });
    }

    /**
     * To its author, unless they have taken it back, and to moderators; that a moderator reads what nobody else sees is
     * written down.
     *
     * @throws Problem NOT_FOUND
     */
    Submission require(SubmissionId id, Member reader) {
        return db.write(tx -> {
            var kept = SubmissionStore.find(tx, id)
                    .filter(found -> mayRead(reader, found))
                    .orElseThrow(Problem::notFound);
            if (!kept.isOf(reader)) {
                audit.record(tx, AuditEntry.by(reader, "submission-read", "submission", id.value()));
            }
            return view(tx, kept);
        });
    }

    /**
     * Changes what waits or was given back, and sends it again: it is looked at as if it were new, and published when there
     * is nothing left that it has to wait for.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, ALREADY_DECIDED, INVALID_VALUE, BLOCKED_WORDS, NO_LONGER_FITS
     */
    Sent.Waiting change(SubmissionId id, Member author, Versions.Expected expected, SubmissionChange change) {
        return db.write(tx -> {
            var present = lockMine(tx, id, author, expected);
            var judged = judging.of(tx, author, change.applied(tx, present.payload()));
            var news = judged.said().equals(present.payload()) ? judged.withNothingNew() : judged;
            if (judged.verdict().isHeld()) {
                hold(tx, present, news);
            } else {
                SubmissionStore.replace(tx, id, news.said(), present.reasons(), clock.instant());
                var sent = SubmissionStore.find(tx, id).orElseThrow();
                var published = publishing.publish(tx, sent, author, news.examination());
                judged.verdict().raise(tx, cases, Target.of(published.post()), author.id());
            }
            var changed = requireFor(tx, id);
            var heading = heading(tx, changed);
            return new Sent.Waiting(changed, judged.examination(), heading.title(), heading.tags());
        });
    }

    /**
     * Takes back what waits or was given back.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, ALREADY_DECIDED
     */
    void withdraw(SubmissionId id, Member author, Versions.Expected expected) {
        db.run(tx -> {
            var unused = lockMine(tx, id, author, expected);
            SubmissionStore.withdraw(tx, SubmissionStore.is(id), clock.instant());
        });
    }

    /** Where it stands or is to stand, as far as that can be told. */
    Heading heading(DSLContext tx, Submission submission) {
        return submission.thread() == null
                ? new Heading(
                        Objects.requireNonNull(submission.title()),
                        Objects.requireNonNull(submission.category()),
                        Objects.requireNonNull(submission.tags()),
                        submission.authorId())
                : ThreadStore.heading(tx, submission.thread());
    }

    Submission hold(DSLContext tx, Member author, Judged judged) {
        var id = ids.submission();
        SubmissionStore.insert(
                tx, id, author.id(), judged.said(), judged.verdict().holds(), clock.instant());
        tell(tx, id, author.id(), judged);
        return requireFor(tx, id);
    }

    /** Before the post itself is locked: approving takes these locks in the same order. */
    void lockEditsOf(DSLContext tx, PostId post) {
        SubmissionStore.lockAll(tx, SubmissionStore.editsOf(post));
    }

    void withdrawEditsOf(DSLContext tx, PostId post) {
        SubmissionStore.withdraw(tx, SubmissionStore.editsOf(post), clock.instant());
    }

    /** Before the thread itself is locked: approving takes these locks in the same order. */
    void lockTitlesOf(DSLContext tx, ThreadId thread) {
        SubmissionStore.lockAll(tx, SubmissionStore.titlesOf(thread));
    }

    void withdrawTitlesOf(DSLContext tx, ThreadId thread) {
        SubmissionStore.withdraw(tx, SubmissionStore.titlesOf(thread), clock.instant());
    }

    private void hold(DSLContext tx, SubmissionStore.Kept present, Judged judged) {
        SubmissionStore.replace(
                tx, present.id(), judged.said(), judged.verdict().holds(), clock.instant());
        boolean nothingNew = present.state() == Submission.State.HELD
                && present.reasons().containsAll(judged.verdict().holds());
        if (nothingNew) {
            matches.keep(tx, present.id(), present.authorId(), judged.examination());
        } else {
            tell(tx, present.id(), present.authorId(), judged);
        }
    }

    private void tell(DSLContext tx, SubmissionId id, AccountId author, Judged judged) {
        matches.keep(tx, id, author, judged.examination());
        judged.verdict().raise(tx, cases, Target.of(id), author);
    }

    private static SubmissionStore.Kept lockHeld(DSLContext tx, SubmissionId id, Versions.Expected expected) {
        var kept = SubmissionStore.lock(tx, id).orElseThrow(Problem::notFound);
        if (kept.state() != Submission.State.HELD) {
            throw alreadyDecided();
        }
        expected.require(kept.version());
        return kept;
    }

    private static SubmissionStore.Kept lockMine(
            DSLContext tx, SubmissionId id, Member author, Versions.Expected expected) {
        var kept = SubmissionStore.lock(tx, id)
                .filter(found -> found.isOf(author) && found.state() != Submission.State.WITHDRAWN)
                .orElseThrow(Problem::notFound);
        if (kept.state() == Submission.State.APPROVED) {
            throw alreadyDecided();
        }
        expected.require(kept.version());
        return kept;
    }

    private static boolean mayRead(Member reader, SubmissionStore.Kept kept) {
        return reader.mayModerate() || (kept.isOf(reader) && kept.state() != Submission.State.WITHDRAWN);
    }

    /** Whoever wrote it, as if they were here: they have no session in what a moderator does. */
    private static Member authorOf(SubmissionStore.Kept kept) {
        return new Member(
                kept.authorId(),
                kept.author().username(),
                kept.author().role(),
                new SessionId(kept.authorId().value()),
                Optional.empty());
    }

    static Problem alreadyDecided() {
        return ProblemType.ALREADY_DECIDED.because("Read it again to see what became of it.");
    }

    private Submission view(DSLContext tx, SubmissionStore.Kept kept) {
        return Submission.of(kept, explanations(tx, List.of(kept)), quotable(tx, List.of(kept)));
    }

    /** Which of the posts that are quoted can be read by whoever quotes them: no quote outlives what it quotes. */
    private static Set<PostId> quotable(DSLContext tx, List<SubmissionStore.Kept> submissions) {
        var quoted = submissions.stream().flatMap(kept -> quoted(kept).stream()).toList();
        // They are of one author: what one member sent, or one submission alone.
        return quoted.isEmpty()
                ? Set.of()
                : SubmissionStore.visible(tx, quoted, Viewer.of(authorOf(submissions.get(0))));
    }

    private static List<PostId> quoted(SubmissionStore.Kept kept) {
        var quotes = kept.payload().quotes();
        return quotes == null
                ? List.of()
                : quotes.stream().map(NewPost.NewQuote::post).toList();
    }

    private Map<String, Explanation> explanations(DSLContext tx, List<SubmissionStore.Kept> submissions) {
        var codes = submissions.stream()
                .flatMap(kept -> kept.reasons().stream())
                .distinct()
                .toList();
        return gate.explain(tx, codes);
    }
}
