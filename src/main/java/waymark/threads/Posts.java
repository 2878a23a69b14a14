package waymark.threads;

import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Accounts;
import waymark.accounts.Mutes;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
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
import waymark.signposting.Examined;
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
     * Replies in a thread, at once: what members send comes through {@link Contributions}, which asks the gate first. The
     * post gets the next number of the thread; the thread stays locked until the transaction
     * ends, so that numbers have no gaps.
     *
     * @throws Problem NOT_FOUND, INVALID_VALUE, THREAD_LOCKED, THREAD_MERGED, SLOW_MODE
     */
    public Written reply(DSLContext tx, ThreadId thread, Member author, NewPost wanted) {
        requireWords(wanted.markdown());
        // Takes a moment, in which nobody should have to wait for the thread.
        return reply(tx, thread, author, wanted, matches.examine(wanted.markdown()));
    }

    /** The same with words that were looked at. */
    Written reply(DSLContext tx, ThreadId thread, Member author, NewPost wanted, Examination examination) {
        var now = clock.instant();
        int number = ThreadStore.takeNumber(tx, thread, author, now)
                .orElseThrow(() -> ThreadRules.refusal(tx, thread, author));
        ThreadRules.requireOpen(tx, thread, author, now);
        return reply(tx, thread, number, author, wanted, examination, now);
    }

    /** The same with a reply that has waited: slow mode is for those who write, not for those who read it first. */
    Written replyAfterWaiting(DSLContext tx, ThreadId thread, Member author, NewPost wanted, Examination examination) {
        var now = clock.instant();
        int number = ThreadStore.takeNumber(tx, thread, author, now).orElseThrow(Problem::notFound);
        return reply(tx, thread, number, author, wanted, examination, now);
    }

    private Written reply(
            DSLContext tx,
            ThreadId thread,
            int number,
            Member author,
            NewPost wanted,
            Examination examination,
            Instant now) {
        var replyTo = Optional.ofNullable(wanted.replyTo());
        replyTo.ifPresent(answered -> requireAnswerable(tx, thread, answered));
        var post = insert(tx, thread, number, author, replyTo, wanted.markdown(), wanted.quotesOrNone(), now);
        return kept(tx, post, examination);
    }

    Examination examineOpening(String title, String markdown) {
        return matches.examine(Examined.opening(title, markdown));
    }

    /** The opening post of a thread that was inserted in the same transaction, with words that were looked at. */
    Written open(DSLContext tx, ThreadId thread, Member author, String markdown, Examination examination) {
        var post = insert(tx, thread, 1, author, Optional.empty(), markdown, List.of(), clock.instant());
        return kept(tx, post, examination);
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
        return PostStore.latestRevisions(tx, id, most);
    }

    /** The posts of a thread in the order of their numbers, from behind {@code after} on. */
    Page<PostView> page(DSLContext tx, ThreadId thread, int after, Viewer viewer, Paging paging) {
        return PostStore.page(tx, thread, after, viewer, paging);
    }

    /** What these posts are to the one who asks, by the id of the post. */
    Map<String, PostViewer> viewers(DSLContext tx, List<PostView> posts, Viewer viewer) {
        var liked = viewer.member()
                .map(me -> PostStore.liked(
                        tx, me.id(), posts.stream().map(PostView::id).toList()))
                .orElseGet(Set::of);
        var muted = Mutes.among(tx, viewer, authors(posts));
        var closed = ThreadRules.closed(tx, posts, viewer);
        return posts.stream()
                .collect(Collectors.toMap(
                        post -> post.id().toString(),
                        post -> PostViewer.of(
                                viewer, post, liked.contains(post.id()), muted, closed.contains(post.thread()))));
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
     * Changes what a post says, or whom it quotes, at once: what members send comes through {@link Contributions}, which
     * asks the gate first. What it said before becomes a revision.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION, INVALID_VALUE, THREAD_LOCKED
     */
    public Written edit(DSLContext tx, PostId id, Member member, Versions.Expected expected, PostChange change) {
        var post = lockMine(tx, id, member, expected);
        return edit(tx, post, member, change, examineChange(tx, post, change));
    }

    /** The same with words that were looked at. Call while holding the post's lock. */
    Written edit(DSLContext tx, PostView post, Member author, PostChange change, Examination examination) {
        change.quotes().ifPresent(quotes -> {
            requireVerbatim(tx, post.thread(), quotes);
            PostStore.clearQuotes(tx, post.id());
            PostStore.insertQuotes(tx, post.id(), quotes);
        });
        var markdown = change.markdown().orElseGet(() -> post.markdown().orElseThrow());
        replace(tx, post, markdown);
        return kept(tx, requireVisible(tx, post.id(), Viewer.of(author)), examination);
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
     * What a change would bring up; nothing when it leaves the words as they are.
     *
     * @throws Problem INVALID_VALUE when it leaves no words
     */
    Examination examineChange(DSLContext tx, PostView post, PostChange change) {
        if (!change.hasNewWords(post)) {
            return Examination.NOTHING_NEW;
        }
        var markdown = change.markdown().orElseThrow();
        requireWords(markdown);
        return matches.examine(
                post.number() == 1
                        ? Examined.opening(ThreadStore.requireTitle(tx, post.thread()), markdown)
                        : markdown);
    }

    /**
     * Looks whether a reply could stand there, for one that is not published yet.
     *
     * @throws Problem INVALID_VALUE
     */
    static void requireSound(DSLContext tx, ThreadId thread, NewPost wanted) {
        Optional.ofNullable(wanted.replyTo()).ifPresent(answered -> requireAnswerable(tx, thread, answered));
        requireVerbatim(tx, thread, wanted.quotesOrNone());
    }

    /** The same reply without what it answers and quotes and is gone by now. */
    static NewPost stillSound(DSLContext tx, ThreadId thread, NewPost wanted) {
        var replyTo = Optional.ofNullable(wanted.replyTo()).filter(number -> isAnswerable(tx, thread, number));
        return new NewPost(wanted.markdown(), replyTo.orElse(null), stillVerbatim(tx, thread, wanted.quotesOrNone()));
    }

    static List<NewPost.NewQuote> stillVerbatim(DSLContext tx, ThreadId thread, List<NewPost.NewQuote> quotes) {
        var quotable = quotable(tx, thread, quotes);
        return quotes.stream()
                .filter(quote -> says(quotable.get(quote.post()), quote.text()))
                .toList();
    }

    /**
     * Takes a post back. The opening post of a thread that nobody has answered goes with its thread.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, STALE_VERSION
     */
    public void delete(PostId id, Member member, Versions.Expected expected) {
        db.<Boolean>write(tx -> {
            var thread = lockThreadOf(tx, id, member);
            var post = lockVisible(tx, id, member);
            requireMine(post, member);
            expected.require(post.version());
            var now = clock.instant();
            PostStore.delete(tx, id, now);
            if (post.number() == 1 && thread.awaitingFirstReply()) {
                ThreadStore.delete(tx, thread.id(), now);
            }
            recount(tx, thread);
            return true;
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
                : PostStore.findRevision(tx, id, version).orElseThrow(Problem::notFound);
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
            return PostStore.revisions(tx, id, paging);
        });
    }

    private void replace(DSLContext tx, PostView post, String markdown) {
        var words = words(tx, markdown);
        PostStore.replace(tx, post, markdown, words.rendered(), clock.instant());
        PostStore.clearMentions(tx, post.id());
        PostStore.insertMentions(tx, post.id(), words.mentioned());
    }

    private PostView insert(
            DSLContext tx,
            ThreadId thread,
            int number,
            Member author,
            Optional<Integer> replyTo,
            String markdown,
            List<NewPost.NewQuote> quotes,
            Instant now) {
        requireVerbatim(tx, thread, quotes);
        var id = ids.post();
        var words = words(tx, markdown);
        PostStore.insert(
                tx, new PostStore.NewRow(id, thread, number, author.id(), replyTo, markdown, words.rendered()), now);
        PostStore.insertMentions(tx, id, words.mentioned());
        PostStore.insertQuotes(tx, id, quotes);
        return requireVisible(tx, id, Viewer.of(author));
    }

    private Written kept(DSLContext tx, PostView post, Examination examination) {
        matches.keep(tx, post.id(), post.authorId(), examination);
        return new Written(post, examination);
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

    static void recount(DSLContext tx, ThreadView thread) {
        ThreadStore.recount(tx, FORUM_THREAD.ID.eq(thread.id()));
    }

    static void requireWords(String markdown) {
        if (markdown.isBlank()) {
            throw Problem.invalidValue("/markdown", "There are no words in this yet.");
        }
    }

    private static void requireAnswerable(DSLContext tx, ThreadId thread, int number) {
        if (!isAnswerable(tx, thread, number)) {
            throw Problem.invalidValue("/replyTo", "There is no post of this number in this thread.");
        }
    }

    private static boolean isAnswerable(DSLContext tx, ThreadId thread, int number) {
        return !PostStore.standing(tx, thread, POST.NUMBER.eq(number)).isEmpty();
    }

    static void requireVerbatim(DSLContext tx, ThreadId thread, List<NewPost.NewQuote> quotes) {
        var quotable = quotable(tx, thread, quotes);
        for (int i = 0; i < quotes.size(); i++) {
            var quoted = quotable.get(quotes.get(i).post());
            if (quoted == null) {
                throw Problem.invalidValue("/quotes/" + i + "/post", "There is no such post in this thread.");
            }
            if (!says(quoted, quotes.get(i).text())) {
                throw Problem.invalidValue("/quotes/" + i + "/text", "The quoted post does not say this.");
            }
        }
    }

    private static Map<PostId, PostStore.Standing> quotable(
            DSLContext tx, ThreadId thread, List<NewPost.NewQuote> quotes) {
        return quotes.isEmpty()
                ? Map.of()
                : PostStore.standing(
                        tx,
                        thread,
                        POST.ID.in(quotes.stream().map(NewPost.NewQuote::post).toList()));
    }

    private static boolean says(PostStore.@Nullable Standing post, String quoted) {
        var words = spacesFolded(quoted);
        return post != null && !words.isEmpty() && spacesFolded(post.text()).contains(words);
    }

    private static String spacesFolded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static void requireMine(PostView post, Member member) {
        if (!post.authorId().equals(member.id())) {
            throw ProblemType.NOT_ALLOWED.because("This post was written by somebody else.");
        }
    }

    /**
     * A post that somebody has just written or changed.
     *
     * @param examination what came of looking at it; for its author only
     */
    public record Written(PostView post, Examination examination) {}

    /** What a post says, rendered, and whom it mentions. */
    private record Words(Rendered rendered, List<AccountId> mentioned) {}
}
