package waymark.threads;

import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import waymark.cases.Cases;
import waymark.cases.Target;
import waymark.gate.Gate;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.signposting.Examination;
import waymark.signposting.Matches;

/** What members send: published at once as a rule, and kept waiting for a moderator where the gate says so. */
public final class Contributions {

    private final Database db;
    private final Threads threads;
    private final Posts posts;
    private final Submissions submissions;
    private final Judging judging;
    private final Matches matches;
    private final Cases cases;

    public Contributions(
            Database db,
            Threads threads,
            Posts posts,
            Submissions submissions,
            Gate gate,
            Matches matches,
            Cases cases) {
        this.db = db;
        this.threads = threads;
        this.posts = posts;
        this.submissions = submissions;
        this.judging = new Judging(gate, matches);
        this.matches = matches;
        this.cases = cases;
    }

    /**
     * Starts a thread with its opening post.
     *
     * @throws Problem INVALID_VALUE, BLOCKED_WORDS
     */
    public Sent<Threads.Started> start(DSLContext tx, Member author, NewThread wanted) {
        var sound = Threads.requireSound(tx, wanted);
        return send(
                tx,
                author,
                Payload.of(sound),
                new ThreadStore.Place(sound.title(), sound.category(), sound.tagsOrNone(), author.id()),
                said -> {
                    var started = threads.start(tx, author, said.payload.newThread(), said.judged.examination());
                    var labelled = labelled(tx, started.post(), author, said);
                    return new Threads.Started(started.thread(), labelled, started.examination());
                },
                started -> started.post().id());
    }

    /**
     * Replies in a thread.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE, BLOCKED_WORDS, THREAD_LOCKED, THREAD_MERGED, SLOW_MODE
     */
    public Sent<Posts.Written> reply(DSLContext tx, ThreadId id, Member author, NewPost wanted) {
        Posts.requireWords(wanted.markdown());
        var thread = threads.requireVisible(tx, id, Viewer.of(author));
        if (!wanted.quotesOrNone().isEmpty()) {
            // Whoever leaves for good at this moment takes their words out of the posts of a thread at a time: what is
            // quoted
            // is gone by now, or the quote is there when quotes are looked for, also one in a reply that has to wait.
            var unused = ThreadStore.share(tx, id);
        }
        if (thread.state() != ContentState.PUBLISHED) {
            throw Problem.notFound();
        }
        ThreadRules.requireNotMerged(thread);
        ThreadRules.requireUnlocked(thread, author);
        References.requireSound(tx, id, wanted);
        return send(
                tx,
                author,
                Payload.of(id, wanted),
                ThreadStore.Place.of(thread),
                said -> labelled(
                        tx,
                        posts.reply(tx, id, author, said.payload.newPost(), said.judged.examination()),
                        author,
                        said),
                written -> written.post().id());
    }

    /**
     * Changes what a post says, or whom it quotes. A change of it that still waits is taken back: the newest counts.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION, INVALID_VALUE, BLOCKED_WORDS, THREAD_LOCKED
     */
    public Sent<Posts.Written> edit(PostId id, Member author, Versions.Expected expected, PostChange change) {
        return db.write(tx -> edit(tx, id, author, expected, change));
    }

    /** The same, as part of a transaction. */
    public Sent<Posts.Written> edit(
            DSLContext tx, PostId id, Member author, Versions.Expected expected, PostChange change) {
        submissions.lockEditsOf(tx, id);
        var post = posts.lockMine(tx, id, author, expected);
        boolean newWords = change.hasNewWords(post);
        if (newWords) {
            Posts.requireWords(change.markdown().orElseThrow());
        }
        change.quotes().ifPresent(quotes -> References.requireVerbatim(tx, post.thread(), quotes));
        if (!newWords) {
            return Sent.published(posts.edit(tx, post, author, change, Examination.NOTHING_NEW));
        }
        submissions.withdrawEditsOf(tx, id);
        return send(
                tx,
                author,
                Payload.of(post, change),
                ThreadStore.requirePlace(tx, post.thread()),
                said -> labelled(
                        tx,
                        posts.edit(tx, post, author, said.payload.postChange(), said.judged.examination()),
                        author,
                        said),
                written -> written.post().id());
    }

    /**
     * Changes title, tags or category. A change of the title that still waits is taken back: the newest counts.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION, INVALID_VALUE, BLOCKED_WORDS, THREAD_LOCKED, THREAD_MERGED
     */
    public Sent<Changed> change(ThreadId id, Member member, Versions.Expected expected, ThreadChange wanted) {
        return db.write(tx -> {
            submissions.lockTitlesOf(tx, id);
            var thread = threads.lockEditable(tx, id, member, expected, wanted);
            var change = wanted.titled(wanted.title().map(Threads::requireTitle));
            var sent = change.hasNewTitle(thread)
                    ? retitle(tx, thread, member, change)
                    : Sent.published(new Changed(threads.change(tx, thread, member, change), Examination.NOTHING_NEW));
            if (sent.published().isPresent()) {
                threads.recordMove(tx, thread, member, change, Optional.empty());
            }
            return sent;
        });
    }

    private Sent<Changed> retitle(DSLContext tx, ThreadView thread, Member member, ThreadChange change) {
        change.tags().ifPresent(tags -> Threads.requireTags(tx, tags));
        submissions.withdrawTitlesOf(tx, thread.id());
        // Held too, so that title and post cannot both change without being looked at together.
        var opening = PostStore.lockOpening(tx, thread.id());
        return send(
                tx,
                member,
                Payload.of(thread, change),
                ThreadStore.Place.of(thread),
                said -> {
                    var titled = change.titled(said.payload.threadChange().title());
                    var changed = threads.change(tx, thread, member, titled);
                    matches.keep(tx, opening.id(), opening.author(), said.judged.examination());
                    Labels.addTo(tx, opening.id(), said.judged.verdict().labels());
                    return new Changed(changed, said.judged.examination());
                },
                changed -> opening.id());
    }

    private Posts.Written labelled(DSLContext tx, Posts.Written written, Member author, Said said) {
        return new Posts.Written(labelled(tx, written.post(), author, said), written.examination());
    }

    /** New and changed posts are of a version that nobody has seen yet, so labels do not make another one. */
    private PostView labelled(DSLContext tx, PostView post, Member author, Said said) {
        var labels = said.judged.verdict().labels();
        if (labels.isEmpty()) {
            return post;
        }
        LabelStore.add(tx, post.id(), labels);
        return posts.requireVisible(tx, post.id(), Viewer.of(author));
    }

    private <T> Sent<T> send(
            DSLContext tx,
            Member author,
            Payload payload,
            ThreadStore.Place place,
            Function<Said, T> publish,
            Function<T, PostId> post) {
        var judged = judging.of(tx, author, payload);
        var said = new Said(payload.as(judged.verdict()), judged);
        if (judged.verdict().isHeld()) {
            var submission = submissions.hold(tx, author, said.payload, judged);
            return Sent.waiting(submission, judged.examination(), place.title(), place.tags());
        }
        var published = publish.apply(said);
        judged.verdict().raise(tx, cases, Target.of(post.apply(published)), author.id());
        return Sent.published(published);
    }

    /** What may be published of what somebody sent. */
    private record Said(Payload payload, Judged judged) {}

    /** @param examination what came of looking at a new title of one's own; for its author only */
    public record Changed(ThreadView thread, Examination examination) {}
}
