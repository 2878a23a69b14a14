package waymark.threads;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.cases.Cases;
import waymark.cases.Target;
import waymark.drafts.Drafts;
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
    private final Drafts drafts;

    public Contributions(
            Database db,
            Threads threads,
            Posts posts,
            Submissions submissions,
            Gate gate,
            Matches matches,
            Cases cases,
            Drafts drafts) {
        this.db = db;
        this.threads = threads;
        this.posts = posts;
        this.submissions = submissions;
        this.judging = new Judging(gate, matches);
        this.matches = matches;
        this.cases = cases;
        this.drafts = drafts;
    }

    /**
     * Starts a thread with its opening post.
     *
     * @throws Problem INVALID_VALUE, BLOCKED_WORDS
     */
    public Sent<Started> start(DSLContext tx, Member author, NewThread wanted) {
        var sound = Threads.requireSound(tx, wanted);
        var sent = send(
                tx,
                author,
                Payload.of(sound),
                new Heading(sound.title(), sound.category(), sound.tagsOrNone(), author.id()),
                judged -> {
                    var started = threads.start(tx, author, judged.said().newThread(), judged.examination());
                    return labelled(tx, started, judged);
                },
                (published, examination) -> started(tx, author, published, examination));
        clearDraft(tx, author, wanted.draft());
        return sent;
    }

    /**
     * Replies in a thread.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE, BLOCKED_WORDS, THREAD_LOCKED, THREAD_MERGED, SLOW_MODE
     */
    public Sent<Written> reply(DSLContext tx, ThreadId id, Member author, NewPost wanted) {
        Posts.requireWords(wanted.markdown());
        var thread = threads.requireVisible(tx, id, Viewer.of(author));
        if (!wanted.quotesOrNone().isEmpty()) {
            // Whoever leaves for good at this moment takes their words out of the posts of a thread at a time: what is
            // quoted is gone by now, or the quote is there when quotes are looked for, also one in a reply that has to
            // wait.
            var unused = ThreadStore.share(tx, id);
        }
        ThreadRules.requireStanding(thread);
        ThreadRules.requireUnlocked(thread, author);
        References.requireSound(tx, id, wanted);
        var sent = send(
                tx,
                author,
                Payload.of(id, wanted),
                Heading.of(thread),
                judged -> {
                    var replied = posts.reply(tx, id, author, judged.said().newPost(), judged.examination());
                    return labelled(tx, replied, judged);
                },
                (published, examination) -> written(tx, author, published, examination));
        clearDraft(tx, author, wanted.draft());
        return sent;
    }

    /**
     * Changes what a post says, or whom it quotes. A change of it that still waits is taken back: the newest counts.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION, INVALID_VALUE, BLOCKED_WORDS, THREAD_LOCKED
     */
    public Sent<Written> edit(PostId id, Member author, Versions.Expected expected, PostChange change) {
        return db.write(tx -> edit(tx, id, author, expected, change));
    }

    /** The same, as part of a transaction. */
    public Sent<Written> edit(DSLContext tx, PostId id, Member author, Versions.Expected expected, PostChange change) {
        submissions.lockEditsOf(tx, id);
        var post = posts.lockMine(tx, id, author, expected);
        if (!change.hasNewWords(post)) {
            var edited = posts.edit(tx, post, change, Examination.NOTHING_NEW);
            return Sent.published(written(tx, author, edited, Examination.NOTHING_NEW));
        }
        Posts.requireWords(change.markdown().orElseThrow());
        change.quotes().ifPresent(quotes -> References.requireVerbatim(tx, post.thread(), quotes));
        submissions.withdrawEditsOf(tx, id);
        return send(
                tx,
                author,
                Payload.of(post, change),
                ThreadStore.heading(tx, post.thread()),
                judged -> {
                    var edited = posts.edit(tx, post, judged.said().postChange(), judged.examination());
                    return labelled(tx, edited, judged);
                },
                (published, examination) -> written(tx, author, published, examination));
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
                    : Sent.published(changeAtOnce(tx, thread, member, change));
            if (sent.published().isPresent()) {
                threads.recordMove(tx, thread, member, change, Optional.empty());
            }
            return sent;
        });
    }

    /** Also of what waits: the submission has the words by now. */
    private void clearDraft(DSLContext tx, Member author, @Nullable String key) {
        if (key != null) {
            drafts.clear(tx, author.id(), key);
        }
    }

    private Changed changeAtOnce(DSLContext tx, ThreadView thread, Member member, ThreadChange change) {
        threads.change(tx, thread, change);
        return changed(tx, member, thread.id(), Examination.NOTHING_NEW);
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
                Heading.of(thread),
                judged -> {
                    threads.change(
                            tx,
                            thread,
                            change.titled(judged.said().threadChange().title()));
                    matches.keep(tx, opening.id(), opening.author(), judged.examination());
                    Labels.addTo(tx, opening.id(), judged.verdict().labels());
                    return new Published(thread.id(), opening.id());
                },
                (published, examination) -> changed(tx, member, thread.id(), examination));
    }

    private <T> Sent<T> send(
            DSLContext tx,
            Member author,
            Payload payload,
            Heading above,
            Function<Judged, Published> publish,
            BiFunction<Published, Examination, T> answer) {
        var judged = judging.of(tx, author, payload);
        if (judged.verdict().isHeld()) {
            return Sent.waiting(submissions.hold(tx, author, judged), judged.examination(), above);
        }
        var published = publish.apply(judged);
        judged.verdict().raise(tx, cases, Target.of(published.post()), author.id());
        return Sent.published(answer.apply(published, judged.examination()));
    }

    /** New and changed posts are of a version that nobody has seen yet, so labels do not make another one. */
    private static Published labelled(DSLContext tx, Published published, Judged judged) {
        LabelStore.add(tx, published.post(), judged.verdict().labels());
        return published;
    }

    private Started started(DSLContext tx, Member author, Published published, Examination examination) {
        var viewer = Viewer.of(author);
        return new Started(
                threads.requireVisible(tx, published.thread(), viewer),
                posts.requireVisible(tx, published.post(), viewer),
                examination);
    }

    private Written written(DSLContext tx, Member author, Published published, Examination examination) {
        return new Written(posts.requireVisible(tx, published.post(), Viewer.of(author)), examination);
    }

    private Changed changed(DSLContext tx, Member member, ThreadId id, Examination examination) {
        return new Changed(threads.requireVisible(tx, id, Viewer.of(member)), examination);
    }

    /**
     * A thread that somebody has just started.
     *
     * @param examination what came of looking at it; for its author only
     */
    public record Started(ThreadView thread, PostView post, Examination examination) {}

    /**
     * A post that somebody has just written or changed.
     *
     * @param examination what came of looking at it; for its author only
     */
    public record Written(PostView post, Examination examination) {}

    /** @param examination what came of looking at a new title of one's own; for its author only */
    public record Changed(ThreadView thread, Examination examination) {}
}
