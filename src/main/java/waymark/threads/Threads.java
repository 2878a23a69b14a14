package waymark.threads;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Examination;

/** Conversations: starting, changing and ending them. */
public final class Threads {

    private static final int SHORTEST_TITLE = 5;

    private final Database db;
    private final Posts posts;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public Threads(Database db, Posts posts, Audit audit, Ids ids, Clock clock) {
        this.db = db;
        this.posts = posts;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** Starts a thread, which is sound, with its opening post. */
    Published start(DSLContext tx, Member author, NewThread sound, Examination examination) {
        var id = ids.thread();
        ThreadStore.insert(tx, id, author, sound.title(), sound.category(), clock.instant());
        ThreadStore.setTags(tx, id, sound.tagsOrNone());
        return posts.open(tx, id, author, sound.markdown(), examination);
    }

    /**
     * A new thread as it would stand.
     *
     * @throws Problem INVALID_VALUE
     */
    static NewThread requireSound(DSLContext tx, NewThread wanted) {
        var title = requireTitle(wanted.title());
        var category = requireCategory(tx, wanted.category());
        var tags = requireTags(tx, wanted.tagsOrNone());
        Posts.requireWords(wanted.markdown());
        return new NewThread(title, category, tags, wanted.markdown(), wanted.draft());
    }

    /** @throws Problem NOT_FOUND */
    public ThreadView requireVisible(DSLContext tx, ThreadId id, Viewer viewer) {
        return require(findVisible(tx, id, viewer));
    }

    /** The same, for those who can do without it. */
    public Optional<ThreadView> findVisible(DSLContext tx, ThreadId id, Viewer viewer) {
        return ThreadStore.findVisible(tx, id, viewer).map(thread -> thread.asOf(clock.instant()));
    }

    /**
     * Changes title, tags or category of a thread that {@link #lockEditable} gave.
     *
     * @throws Problem INVALID_VALUE
     */
    void change(DSLContext tx, ThreadView thread, ThreadChange change) {
        var title = change.title().map(Threads::requireTitle).orElse(thread.title());
        var category =
                change.category().map(wanted -> requireCategory(tx, wanted)).orElse(thread.category());
        ThreadRules.requireNotMadePublic(tx, thread.category(), category, "/category");
        change.tags().ifPresent(tags -> ThreadStore.setTags(tx, thread.id(), requireTags(tx, tags)));
        ThreadStore.change(tx, thread.id(), title, category);
    }

    /**
     * Writes down that a thread was moved, when it was. Last in the transaction: it holds the audit log.
     *
     * @param before the thread as it was
     * @param reason of the moderator who moved it, a code
     */
    void recordMove(DSLContext tx, ThreadView before, Member member, ThreadChange change, Optional<String> reason) {
        change.category().ifPresent(category -> {
            var moved = AuditEntry.by(
                            member, "thread-moved", "thread", before.id().value())
                    .changed(before.category(), category);
            audit.record(tx, reason.map(moved::because).orElse(moved));
        });
    }

    /**
     * A thread that this member may change so, held until the transaction ends.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION, THREAD_LOCKED, THREAD_MERGED
     */
    ThreadView lockEditable(
            DSLContext tx, ThreadId id, Member member, Versions.Expected expected, ThreadChange change) {
        var thread = lock(tx, id, member);
        requireMayEdit(thread, member, change);
        expected.require(thread.version());
        ThreadRules.requireUnlocked(thread, member);
        return thread;
    }

    /**
     * Takes a thread back, by its author while nobody else has posted in it.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION, THREAD_HAS_REPLIES, THREAD_MERGED
     */
    public void delete(ThreadId id, Member member, Versions.Expected expected) {
        db.run(tx -> {
            var thread = lock(tx, id, member);
            if (!thread.authorId().equals(member.id())) {
                throw notYours();
            }
            expected.require(thread.version());
            if (!thread.awaitingFirstReply()) {
                throw ProblemType.THREAD_HAS_REPLIES.because("You can delete each of your own posts in it.");
            }
            ThreadStore.delete(tx, id, clock.instant());
        });
    }

    /** Counts again what the threads keep counted that somebody wrote in, whose words went out of sight or came back. */
    public void recountThoseOf(DSLContext tx, AccountId author) {
        ThreadStore.recountThoseOf(tx, author);
    }

    /**
     * Counts again what threads keep counted, in all of them.
     *
     * @return how many threads there are
     */
    public int repairCounters() {
        return db.write(ThreadStore::recountAll);
    }

    /** A thread that stands on its own, held until the transaction ends. Before any post: everybody locks in this order. */
    static ThreadView lock(DSLContext tx, ThreadId id, Member member) {
        var thread = require(ThreadStore.lockVisible(tx, id, Viewer.of(member)));
        ThreadRules.requireStanding(thread);
        return thread;
    }

    private static void requireMayEdit(ThreadView thread, Member member, ThreadChange change) {
        boolean mine = thread.authorId().equals(member.id());
        if (!mine && !member.mayModerate()) {
            throw notYours();
        }
        if (change.category().isPresent() && !member.mayModerate()) {
            throw ProblemType.NOT_ALLOWED.because(
                    "A moderator can move the thread; please ask one.",
                    List.of(FieldError.body("/category", "Only a moderator can change this.")));
        }
    }

    static String requireTitle(String wanted) {
        var title = wanted.strip();
        if (title.codePointCount(0, title.length()) < SHORTEST_TITLE) {
            throw Problem.invalidValue("/title", "This needs at least " + SHORTEST_TITLE + " characters.");
        }
        return title;
    }

    static String requireCategory(DSLContext tx, String id) {
        if (!VocabularyStore.hasCategory(tx, id)) {
            throw Problem.invalidValue("/category", "There is no category of this name.");
        }
        return id;
    }

    static List<String> requireTags(DSLContext tx, List<String> tags) {
        var existing = VocabularyStore.existing(tx, tags);
        var unknown = tags.stream().filter(tag -> !existing.contains(tag)).toList();
        if (!unknown.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because(
                    "Please choose from the list of tags.",
                    unknown.stream()
                            .map(tag -> FieldError.body("/tags/" + tags.indexOf(tag), "There is no tag of this name."))
                            .toList());
        }
        return tags;
    }

    private static ThreadView require(Optional<ThreadView> thread) {
        return thread.orElseThrow(Problem::notFound);
    }

    private static Problem notYours() {
        return ProblemType.NOT_ALLOWED.because("This thread was started by somebody else.");
    }
}
