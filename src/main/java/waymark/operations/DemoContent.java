package waymark.operations;

import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.DEMO_CONTENT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Accounts;
import waymark.accounts.NewAccount;
import waymark.accounts.Passwords;
import waymark.ids.PostId;
import waymark.ids.SessionId;
import waymark.ids.ThreadId;
import waymark.likes.Likes;
import waymark.operations.DemoForum.DemoPost;
import waymark.operations.DemoForum.DemoThread;
import waymark.operations.DemoStories.DemoStory;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.http.Versions;
import waymark.threads.Contributions;
import waymark.threads.NewPost;
import waymark.threads.NewThread;
import waymark.threads.PostChange;
import waymark.threads.Sent;

/**
 * Invented members, threads and stories for a first look. They are written by the same classes that write what real members
 * write, in one transaction and in the order of time, with a clock that is set back.
 */
public final class DemoContent {

    /** Of the accounts below; the other invented members cannot sign in. */
    public static final String PASSWORD = "waymark-demo-2026";

    private static final Map<String, Role> ACCOUNTS = Map.of(
            "ada", Role.MEMBER,
            "ben", Role.MEMBER,
            "cleo", Role.MEMBER,
            "sol", Role.SUPPORTER,
            "mo", Role.MODERATOR,
            "max", Role.MODERATOR,
            "rue", Role.ADMIN);

    /** In the domain that RFC 2606 keeps free for examples; it also marks these accounts as the demo's. */
    private static final String EMAIL_DOMAIN = "@demo.waymark.example";

    /** An address that begins like the name of the account would be a hint beside each story. */
    private static final String EMAIL_START = "demo-";

    private final Database db;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Contributions contributions;
    private final Likes likes;
    private final DemoBookshelf bookshelf;
    private final DemoClock clock;

    /** @param clock the one that the other parts were made with */
    public DemoContent(
            Database db,
            Accounts accounts,
            Passwords passwords,
            Contributions contributions,
            Likes likes,
            DemoBookshelf bookshelf,
            DemoClock clock) {
        this.db = db;
        this.accounts = accounts;
        this.passwords = passwords;
        this.contributions = contributions;
        this.likes = likes;
        this.bookshelf = bookshelf;
        this.clock = clock;
    }

    /** Whether this database holds accounts whose password everybody can read. */
    public static boolean isIn(Database db) {
        return db.read(tx -> tx.fetchExists(DEMO_CONTENT));
    }

    /** Loads the content into a database that has no account yet; leaves any other as it is. */
    public void loadIfEmpty(Instant now) {
        if (db.read(tx -> tx.fetchExists(ACCOUNT))) {
            return;
        }
        var forum = DemoForum.load();
        var stories = DemoStories.load();
        var knownHash = passwords.hash(PASSWORD);
        var unknownHash = passwords.hashOfNothing();
        db.run(tx -> {
            tx.insertInto(DEMO_CONTENT).set(DEMO_CONTENT.LOADED_AT, now).execute();
            new Loading(tx, now).load(forum, stories, knownHash, unknownHash);
        });
    }

    /** One loading, and whom and what it has made so far. */
    private final class Loading {

        private final DSLContext tx;
        private final Instant now;
        private final Map<String, Member> members = new HashMap<>();
        private final Map<String, ThreadId> startedThreads = new HashMap<>();
        private final Map<String, PostId> writtenPosts = new HashMap<>();

        Loading(DSLContext tx, Instant now) {
            this.tx = tx;
            this.now = now;
        }

        void load(DemoForum forum, DemoStories stories, String knownHash, String unknownHash) {
            clock.set(now.minus(oldest(forum, stories)).minusSeconds(1));
            ACCOUNTS.forEach((username, role) -> join(username, role, knownHash));
            forum.members().forEach(member -> join(member.username(), Role.MEMBER, unknownHash));
            Stream.concat(events(forum).stream(), bookshelf.events(tx, stories, now, members).stream())
                    .sorted(Comparator.comparing(DemoEvent::at))
                    .forEach(event -> {
                        clock.set(event.at());
                        event.happen().run();
                    });
        }

        private void join(String username, Role role, String passwordHash) {
            var consents = accounts.wordings(tx).stream()
                    .map(wording -> new NewAccount.ConsentGiven(wording.purpose(), wording.version()))
                    .toList();
            var wanted = new NewAccount(username, EMAIL_START + username + EMAIL_DOMAIN, passwordHash, consents);
            var account = accounts.createStaff(tx, wanted, role);
            members.put(
                    username,
                    new Member(
                            account.id(),
                            username,
                            role,
                            new SessionId(account.id().value()),
                            Optional.empty()));
        }

        private List<DemoEvent> events(DemoForum forum) {
            var events = new ArrayList<DemoEvent>();
            for (var thread : forum.threads()) {
                for (int i = 0; i < thread.posts().size(); i++) {
                    addEvents(events, thread, i + 1, thread.posts().get(i));
                }
            }
            return events;
        }

        private void addEvents(List<DemoEvent> events, DemoThread thread, int number, DemoPost post) {
            var written = now.minus(post.age());
            events.add(new DemoEvent(written, () -> write(thread, number, post)));
            orNone(post.edits())
                    .forEach(edit -> events.add(
                            new DemoEvent(now.minus(edit.age()), () -> edit(thread, number, post, edit.markdown()))));
            // Likes trickle in over the time between the post and now.
            var likers = orNone(post.likes());
            var pause = post.age().dividedBy(likers.size() + 2L);
            for (int i = 0; i < likers.size(); i++) {
                var liker = likers.get(i);
                events.add(new DemoEvent(
                        written.plus(pause.multipliedBy(i + 1L)),
                        () -> likes.add(tx, require(members, liker), require(writtenPosts, thread.key() + number))));
            }
        }

        private void write(DemoThread thread, int number, DemoPost post) {
            var author = require(members, post.author());
            if (number == 1) {
                var started = published(contributions.start(
                        tx,
                        author,
                        new NewThread(thread.title(), thread.category(), thread.tags(), post.markdown(), null)));
                startedThreads.put(thread.key(), started.thread().id());
                writtenPosts.put(thread.key() + number, started.post().id());
                return;
            }
            var quotes = orNone(post.quotes()).stream()
                    .map(quote ->
                            new NewPost.NewQuote(require(writtenPosts, thread.key() + quote.post()), quote.text()))
                    .toList();
            var reply = published(contributions.reply(
                    tx,
                    require(startedThreads, thread.key()),
                    author,
                    new NewPost(post.markdown(), post.replyTo(), quotes, null)));
            writtenPosts.put(thread.key() + number, reply.post().id());
        }

        private void edit(DemoThread thread, int number, DemoPost post, String markdown) {
            var unused = published(contributions.edit(
                    tx,
                    require(writtenPosts, thread.key() + number),
                    require(members, post.author()),
                    Versions.Expected.ANY,
                    new PostChange(Optional.of(markdown), Optional.empty())));
        }
    }

    private static <T> T published(Sent<T> sent) {
        return sent.published()
                .orElseThrow(() -> new IllegalStateException("the demo content has words that wait for a moderator"));
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Duration oldest(DemoForum forum, DemoStories stories) {
        var posts = forum.threads().stream()
                .flatMap(thread -> thread.posts().stream())
                .map(DemoPost::age);
        return Stream.concat(posts, stories.stories().stream().map(DemoStory::age))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    static <T> T require(Map<String, T> known, String key) {
        return Optional.ofNullable(known.get(key))
                .orElseThrow(
                        () -> new IllegalStateException("the demo content names " + key + ", which it does not have"));
    }
}
