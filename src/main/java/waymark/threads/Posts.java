package waymark.threads;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.accounts.Mutes;
import waymark.following.AnswerClaims;
import waymark.following.Following;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.notifications.Happenings;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.text.Markdown;
import waymark.platform.text.Rendered;
import waymark.signposting.Examination;
import waymark.signposting.Matches;

/** What people say in threads. */
public final class Posts {

    private final Database db;
    private final Accounts accounts;
    private final Matches matches;
    private final Ids ids;
    private final Clock clock;

    public Posts(Database db, Accounts accounts, Matches matches, Ids ids, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.matches = matches;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Replies in a thread. The post gets the next number of the thread, which stays locked until the transaction ends, so
     * that numbers have no gaps.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE, THREAD_LOCKED, THREAD_MERGED, SLOW_MODE
     */
    Published reply(DSLContext tx, ThreadId thread, Member author, NewPost wanted, Examination examination) {
        var now = clock.instant();
        int number = ThreadStore.takeNumber(tx, thread, author, now)
                .orElseThrow(() -> ThreadRules.refusal(tx, thread, author));
        ThreadRules.requireOpen(tx, thread, author, now);
        // Looked at before, but what it quotes may have been changed since, and only now can nobody move it elsewhere.
        References.requireSound(tx, thread, wanted);
        return insert(tx, thread, number, author, wanted, now, examination);
    }

    /** The same with a reply that has waited: slow mode is for those who write, not for those who read it first. */
    Published replyAfterWaiting(
            DSLContext tx, ThreadId thread, Member author, NewPost wanted, Examination examination) {
        var now = clock.instant();
        int number = ThreadStore.takeNumber(tx, thread, author, now).orElseThrow(Problem::notFound);
        return insert(tx, thread, number, author, wanted, now, examination);
    }

    /** The opening post of a thread that was inserted in the same transaction, with words that were looked at. */
    Published open(DSLContext tx, ThreadId thread, Member author, String markdown, Examination examination) {
        var opening = new NewPost(markdown, null, null, null);
        return insert(tx, thread, 1, author, opening, clock.instant(), examination);
    }

    /**
     * The post, to its author and to moderators with the Markdown.
     *
     * @throws Problem NOT_FOUND
     */
    public PostView requireVisible(DSLContext tx, PostId id, Viewer viewer) {
        return findVisible(tx, id, viewer).orElseThrow(Problem::notFound);
    }

    /** The same, for those who can do without it. */
    public Optional<PostView> findVisible(DSLContext tx, PostId id, Viewer viewer) {
        return PostStore.findVisible(tx, id, viewer)
                .map(post -> viewer.is(post.authorId()) || viewer.mayModerate() ? post : post.withoutMarkdown());
    }

    /**
     * The post, held until the transaction ends.
     *
     * @throws Problem NOT_FOUND when it does not stand, or the member may not see it
     */
    public PostView lockVisible(DSLContext tx, PostId id, Member member) {
        return PostStore.lockVisible(tx, id, Viewer.of(member))
                .filter(post -> post.state() == ContentState.PUBLISHED)
                .orElseThrow(Problem::notFound);
    }

    /** A post with those around it, in their order. */
    public List<PostView> around(DSLContext tx, PostView post, int before, int after, Viewer viewer) {
        return PostStore.between(tx, post.thread(), post.number() - before, post.number() + after, viewer);
    }

    /** What a post said before, the latest first; to moderators. */
    public List<Revision> latestRevisions(DSLContext tx, PostId id, int most) {
        return RevisionStore.latest(tx, id, most);
    }

    /** The posts of a thread in the order of their numbers, from behind {@code after} on. */
    Page<PostView> page(DSLContext tx, ThreadId thread, int after, Viewer viewer, Paging paging) {
        return PostStore.page(tx, thread, after, viewer, paging);
    }

    /** What these posts are to the one who asks, by the id of the post. */
    Map<String, PostViewer> viewers(DSLContext tx, List<PostView> posts, Viewer viewer) {
        var marks = viewer.member()
                .map(me -> PostStore.marks(tx, me.id(), withQuoted(posts)))
                .orElseGet(Map::of);
        var muted = Mutes.among(tx, viewer, authors(posts));
        var closed = ThreadRules.closed(tx, posts, viewer);
        return posts.stream()
                .collect(Collectors.toMap(
                        post -> post.id().toString(),
                        post -> PostViewer.of(viewer, post, marks, muted, closed.contains(post.thread()))));
    }

    private static Set<PostId> withQuoted(List<PostView> posts) {
        return posts.stream()
                .flatMap(post -> Stream.concat(
                        Stream.of(post.id()), post.quotes().stream().map(PostView.Quote::post)))
                .collect(Collectors.toSet());
    }

    /** Of these posts and of those they quote. */
    private static Set<AccountId> authors(List<PostView> posts) {
        return posts.stream()
                .flatMap(post -> Stream.concat(
                        Stream.of(post.authorId()), post.quotes().stream().map(PostView.Quote::authorId)))
                .collect(Collectors.toSet());
    }

    PostViewer viewer(DSLContext tx, PostView post, Viewer viewer) {
        return viewers(tx, List.of(post), viewer).values().iterator().next();
    }

    /**
     * Changes what a post says, or whom it quotes: what was looked at. Call while holding the post's lock.
     *
     * @throws Problem INVALID_VALUE when what it quotes does not say so, or not any more
     */
    Published edit(DSLContext tx, PostView post, PostChange change, Examination examination) {
        change.quotes().ifPresent(quotes -> {
            References.requireVerbatim(tx, post.thread(), quotes);
            ReferenceStore.clearQuotes(tx, post.id());
            ReferenceStore.insertQuotes(tx, post.id(), quotes);
        });
        replace(tx, post, change.markdown().orElseGet(() -> post.markdown().orElseThrow()));
        matches.keep(tx, post.id(), post.authorId(), examination);
        Happenings.postEdited(tx, post.id(), post.authorId(), clock.instant());
        return new Published(post.thread(), post.id());
    }

    /**
     * A post of this member that stands, held until the transaction ends.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION
     */
    PostView lockMine(DSLContext tx, PostId id, Member member, Versions.Expected expected) {
        ThreadRules.holdForEditing(tx, id, member);
        var post = lockVisible(tx, id, member);
        requireMine(post, member);
        expected.require(post.version());
        return post;
    }

    /**
     * Takes a post back. The opening post of a thread that nobody has answered goes with its thread.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION
     */
    public void delete(PostId id, Member member, Versions.Expected expected) {
        db.run(tx -> {
            var thread = lockThreadOf(tx, id, member);
            var post = lockVisible(tx, id, member);
            requireMine(post, member);
            expected.require(post.version());
            var now = clock.instant();
            PostStore.delete(tx, id, now);
            if (post.number() == 1 && thread.awaitingFirstReply()) {
                ThreadStore.delete(tx, thread.id(), now);
            }
            ThreadStore.recount(tx, List.of(thread.id()));
        });
    }

    /**
     * Changes what somebody else's post says, by a moderator. What it said before becomes a revision; quotes stay. Whom it
     * mentions is found anew, what it says about how the author is not: these are not the author's words.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_VALUE
     */
    public PostView amend(DSLContext tx, PostId id, Member moderator, Versions.Expected expected, String markdown) {
        var post = lockVisible(tx, id, moderator);
        expected.require(post.version());
        requireWords(markdown);
        replace(tx, post, markdown);
        return requireVisible(tx, id, Viewer.of(moderator));
    }

    /**
     * What a post said as of a version, in Markdown; the present one too.
     *
     * @throws Problem NOT_FOUND
     */
    public String markdownAt(DSLContext tx, PostId id, int version, Member moderator) {
        var post = requireVisible(tx, id, Viewer.of(moderator));
        return version == post.version()
                ? post.markdown().orElseThrow()
                : RevisionStore.find(tx, id, version).orElseThrow(Problem::notFound);
    }

    /**
     * What a post said before.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED
     */
    public Page<Revision> revisions(PostId id, Member member, Paging paging) {
        return db.read(tx -> {
            var post = requireVisible(tx, id, Viewer.of(member));
            if (!member.mayModerate()) {
                requireMine(post, member);
            }
            return RevisionStore.page(tx, id, paging);
        });
    }

    private void replace(DSLContext tx, PostView post, String markdown) {
        var words = words(tx, markdown);
        var now = clock.instant();
        RevisionStore.keep(tx, post.id(), now);
        PostStore.replace(tx, post.id(), markdown, words.rendered(), now);
        PostStore.clearMentions(tx, post.id());
        PostStore.insertMentions(tx, post.id(), words.mentioned());
    }

    private Published insert(
            DSLContext tx,
            ThreadId thread,
            int number,
            Member author,
            NewPost wanted,
            Instant now,
            Examination examination) {
        var id = ids.post();
        var words = words(tx, wanted.markdown());
        PostStore.insert(tx, new PostStore.NewRow(id, thread, number, author.id(), wanted, words.rendered()), now);
        PostStore.insertMentions(tx, id, words.mentioned());
        ReferenceStore.insertQuotes(tx, id, wanted.quotesOrNone());
        matches.keep(tx, id, author.id(), examination);
        if (number == 1) {
            Following.started(tx, author.id(), thread, now);
        } else {
            Following.replied(tx, author.id(), thread, number, now);
            AnswerClaims.replied(tx, author.id(), thread);
        }
        Happenings.postWritten(tx, id, author.id(), now);
        return new Published(thread, id);
    }

    private Words words(DSLContext tx, String markdown) {
        var parsed = Markdown.parse(markdown);
        var mentioned = accounts.named(tx, parsed.namesMentioned());
        var usernames = mentioned.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().username()));
        return new Words(
                parsed.render(usernames),
                mentioned.values().stream().map(Accounts.Named::id).toList());
    }

    /** The thread first, then the post: everybody takes these locks in this order. */
    static ThreadView lockThreadOf(DSLContext tx, PostId id, Member member) {
        var viewer = Viewer.of(member);
        var thread = PostStore.findThread(tx, id, viewer).orElseThrow(Problem::notFound);
        var held = ThreadStore.lockVisible(tx, thread, viewer).orElseThrow(Problem::notFound);
        ThreadRules.requireStillIn(tx, id, thread, viewer);
        return held;
    }

    static void requireWords(String markdown) {
        if (markdown.isBlank()) {
            throw Problem.invalidValue("/markdown", "There are no words in this yet.");
        }
    }

    private static void requireMine(PostView post, Member member) {
        if (!post.authorId().equals(member.id())) {
            throw ProblemType.NOT_ALLOWED.because("This post was written by somebody else.");
        }
    }

    /** What a post says, rendered, and whom it mentions. */
    private record Words(Rendered rendered, List<AccountId> mentioned) {}
}
