package waymark.threads;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;
import static waymark.schema.Tables.POST_LIKE;
import static waymark.schema.Tables.POST_MENTION;
import static waymark.schema.Tables.POST_QUOTE;
import static waymark.schema.Tables.THREAD_TAG;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Accounts;
import waymark.accounts.Author;
import waymark.audit.Audit;
import waymark.cases.Cases;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Role;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Json;
import waymark.platform.http.Paging;
import waymark.platform.secret.Keyring;
import waymark.schema.tables.Account;
import waymark.schema.tables.Post;
import waymark.signposting.Directory;
import waymark.signposting.Examiner;
import waymark.signposting.ExaminerSettings;
import waymark.signposting.Matches;
import waymark.visibility.Visible;

/**
 * Ways to read the first page of a thread as a guest, for a benchmark that compares them. It is in this package because
 * the way the forum takes is closed to others. {@link #requireAlike} holds them against each other.
 */
public final class ReadingVariants {

    private static final int LIMIT = 20;

    /** Guests have muted nobody, so whose words are quoted makes no difference to them. */
    private static final AccountId UNASKED = new AccountId(new UUID(0, 0));

    private static final String THREAD_SQL = """
            select forum_thread.id, forum_thread.title, forum_thread.category_id,
              array(select thread_tag.tag_id from thread_tag where thread_tag.thread_id = forum_thread.id
                order by thread_tag.tag_id) as tags,
              account.username, account.role, forum_thread.created_at, forum_thread.last_post_at,
              forum_thread.post_count, forum_thread.awaiting_first_reply, forum_thread.locked_at,
              forum_thread.lock_reason, forum_thread.pinned_until, forum_thread.slow_mode_seconds,
              forum_thread.slow_mode_until, forum_thread.merged_into, forum_thread.deleted_at,
              forum_thread.removed_at, forum_thread.removal_reason, forum_thread.version, forum_thread.author_id
            from forum_thread
            join account on account.id = forum_thread.author_id
            where forum_thread.id = ?
              and forum_thread.category_id in (select category.id from category where category.members_only = false)
              and forum_thread.deleted_at is null and forum_thread.removed_at is null""";

    private static final String POSTS_SQL = """
            select post.id, post.thread_id, post.number, account.username, account.role, answered.id,
              post.reply_to_number,
              array(select account.username from post_mention join account on account.id = post_mention.account_id
                where post_mention.post_id = post.id order by account.username) as mentioned,
              array(select post_label.label_id from post_label where post_label.post_id = post.id
                order by post_label.label_id) as labels,
              post.html, post.plain_text, post.markdown,
              (select count(*) from post_like where post_like.post_id = post.id) as likes,
              post.created_at, post.edited_at, post.deleted_at, post.removed_at, post.removal_reason, post.version,
              post.author_id
            from post
            join forum_thread on forum_thread.id = post.thread_id
            join account on account.id = post.author_id
            left outer join post as answered
              on (answered.thread_id = post.thread_id and answered.number = post.reply_to_number)
            where post.thread_id = ? and post.number > ?
              and forum_thread.category_id in (select category.id from category where category.members_only = false)
              and forum_thread.deleted_at is null and forum_thread.removed_at is null
              and post.deleted_at is null and post.removed_at is null
            order by post.number asc
            fetch next ? rows only""";

    private static final String QUOTES_SQL = """
            select post_quote.post_id, post_quote.quoted_post_id, post.number, account.username, account.role,
              post_quote.quoted_text, (post.deleted_at is null and post.removed_at is null
                and forum_thread.category_id in (select category.id from category where category.members_only = false)
                and forum_thread.deleted_at is null and forum_thread.removed_at is null)
            from post_quote
            join post on post.id = post_quote.quoted_post_id
            join forum_thread on forum_thread.id = post.thread_id
            join account on account.id = post.author_id
            where post_quote.post_id in (%s)
            order by post_quote.post_id, post_quote.position""";

    /** The forum writes instants in UTC with a Z, and so this does. */
    private static final String JSON_SQL = """
            with shown as (
              select post.*, account.username, account.role, answered.id as answered_id,
                row_number() over (order by post.number) as place
              from post
              join account on account.id = post.author_id
              left outer join post as answered
                on (answered.thread_id = post.thread_id and answered.number = post.reply_to_number)
              where post.thread_id = ? and post.number > ? and post.deleted_at is null and post.removed_at is null
              order by post.number
              fetch next ? rows only)
            select json_build_object(
              'thread', json_build_object(
                'id', forum_thread.id, 'title', forum_thread.title, 'category', forum_thread.category_id,
                'tags', array(select tag_id from thread_tag where thread_id = forum_thread.id order by tag_id),
                'author', json_build_object('username', account.username, 'role', account.role),
                'createdAt', to_char(forum_thread.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'lastPostAt', to_char(forum_thread.last_post_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'postCount', forum_thread.post_count, 'awaitingFirstReply', forum_thread.awaiting_first_reply,
                'locked', forum_thread.locked_at is not null, 'lockReason', forum_thread.lock_reason,
                'pinnedUntil', to_char(forum_thread.pinned_until, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'slowMode', case when forum_thread.slow_mode_seconds is not null
                  then json_build_object('seconds', forum_thread.slow_mode_seconds,
                    'until', to_char(forum_thread.slow_mode_until, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end,
                'mergedInto', forum_thread.merged_into,
                'state', 'published', 'version', forum_thread.version),
              'posts', (
                select json_agg(
                  json_build_object(
                    'id', shown.id, 'thread', shown.thread_id, 'number', shown.number,
                    'author', json_build_object('username', shown.username, 'role', shown.role),
                    'replyTo', case when shown.reply_to_number is not null
                      then json_build_object('id', shown.answered_id, 'number', shown.reply_to_number) end,
                    'quotes', coalesce((
                      select json_agg(
                        json_build_object(
                          'post', post_quote.quoted_post_id, 'number', quoted.number,
                          'author', case when quoted.deleted_at is null and quoted.removed_at is null
                            then json_build_object('username', quotee.username, 'role', quotee.role) end,
                          'text', case when quoted.deleted_at is null and quoted.removed_at is null
                            then post_quote.quoted_text end)
                        order by post_quote.position)
                      from post_quote
                      join post as quoted on quoted.id = post_quote.quoted_post_id
                      join account as quotee on quotee.id = quoted.author_id
                      where post_quote.post_id = shown.id), '[]'::json),
                    'mentions', array(
                      select account.username
                      from post_mention join account on account.id = post_mention.account_id
                      where post_mention.post_id = shown.id order by account.username),
                    'labels', array(select label_id from post_label where post_id = shown.id order by label_id),
                    'html', shown.html, 'text', shown.plain_text,
                    'likes', (select count(*) from post_like where post_like.post_id = shown.id),
                    'createdAt', to_char(shown.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'editedAt', to_char(shown.edited_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    'state', 'published', 'version', shown.version)
                  order by shown.number) filter (where place <= %d)
                from shown),
              'goesOn', (select count(*) > %d from shown))
            from forum_thread
            join account on account.id = forum_thread.author_id
            where forum_thread.id = ?
              and forum_thread.category_id in (select category.id from category where category.members_only = false)
              and forum_thread.deleted_at is null and forum_thread.removed_at is null""".formatted(LIMIT, LIMIT);

    private static final Post ANSWERED = POST.as("answered");
    private static final Post QUOTED = POST.as("quoted");
    private static final Account OPENER = ACCOUNT.as("opener");
    private static final Account QUOTEE = ACCOUNT.as("quotee");
    private static final Account MENTIONED = ACCOUNT.as("mentioned");

    private static final Field<List<String>> TAGS = multiset(select(THREAD_TAG.TAG_ID)
                    .from(THREAD_TAG)
                    .where(THREAD_TAG.THREAD_ID.eq(FORUM_THREAD.ID))
                    .orderBy(THREAD_TAG.TAG_ID))
            .as("tags")
            .convertFrom(rows -> rows.map(row -> row.value1()));

    private static final Field<List<String>> MENTIONS = multiset(select(MENTIONED.USERNAME)
                    .from(POST_MENTION)
                    .join(MENTIONED)
                    .on(MENTIONED.ID.eq(POST_MENTION.ACCOUNT_ID))
                    .where(POST_MENTION.POST_ID.eq(POST.ID))
                    .orderBy(MENTIONED.USERNAME))
            .as("mentions")
            .convertFrom(rows -> rows.map(row -> row.value1()));

    private static final Field<List<String>> LABELS = multiset(select(POST_LABEL.LABEL_ID)
                    .from(POST_LABEL)
                    .where(POST_LABEL.POST_ID.eq(POST.ID))
                    .orderBy(POST_LABEL.LABEL_ID))
            .as("labels")
            .convertFrom(rows -> rows.map(row -> row.value1()));

    /** Without a look at the thread of the quoted post: in what is measured here, nothing was moved to another one. */
    private static final Field<Boolean> STANDS =
            field(QUOTED.DELETED_AT.isNull().and(QUOTED.REMOVED_AT.isNull())).as("stands");

    private static final Field<List<PostView.Quote>> QUOTES = multiset(select(
                            POST_QUOTE.QUOTED_POST_ID,
                            QUOTED.NUMBER,
                            QUOTEE.USERNAME,
                            QUOTEE.ROLE,
                            POST_QUOTE.QUOTED_TEXT,
                            STANDS)
                    .from(POST_QUOTE)
                    .join(QUOTED)
                    .on(QUOTED.ID.eq(POST_QUOTE.QUOTED_POST_ID))
                    .join(QUOTEE)
                    .on(QUOTEE.ID.eq(QUOTED.AUTHOR_ID))
                    .where(POST_QUOTE.POST_ID.eq(POST.ID))
                    .orderBy(POST_QUOTE.POSITION))
            .as("quotes")
            .convertFrom(rows -> rows.map(
                    row -> quote(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6())));

    private static final Field<Integer> LIKES = field(
                    selectCount().from(POST_LIKE).where(POST_LIKE.POST_ID.eq(POST.ID)))
            .as("likes");

    private final Database db;
    private final Threads threads;
    private final Posts posts;

    public ReadingVariants(Database db, Clock clock) {
        var ids = new Ids(clock);
        this.db = db;
        var directory = new Directory(db, clock);
        var examiner = new Examiner(directory::current, ExaminerSettings.DEFAULT);
        var matches = new Matches(db, examiner, new Cases(db, ids, clock), ids, clock);
        this.posts =
                new Posts(db, new Accounts(db, Keyring.parse(Keyring.fresh("none")), ids, clock), matches, ids, clock);
        this.threads = new Threads(db, posts, new Audit(clock), ids, clock);
    }

    /** As the forum reads it: three queries that jOOQ renders anew each time. */
    public ThreadPage present(ThreadId id) {
        var list = Paging.firstOf("/threads/" + id + "/posts");
        return db.read(tx -> {
            var thread = threads.requireVisible(tx, id, Viewer.GUEST);
            var page = posts.page(tx, id, 0, Viewer.GUEST, list);
            return new ThreadPage(thread, page.items(), page.next() != null);
        });
    }

    /** The same three queries as fixed text, on a connection of the same pool. */
    public ThreadPage plain(ThreadId id) {
        return db.read(tx -> tx.connectionResult(connection -> plain(connection, id)));
    }

    /** The same three queries as fixed text, with the columns read by position. */
    public static ThreadPage plain(Connection connection, ThreadId id) throws SQLException {
        var thread = plainThread(connection, id);
        var found = plainPosts(connection, id);
        boolean more = found.size() > LIMIT;
        var shown = more ? found.subList(0, LIMIT) : found;
        var quotes = plainQuotes(connection, shown);
        return new ThreadPage(
                thread,
                shown.stream()
                        .map(post -> post.withQuotes(quotes.getOrDefault(post.id(), List.of())))
                        .toList(),
                more);
    }

    /** One query, in which PostgreSQL makes the JSON; nothing of it becomes an object here. */
    public byte[] json(ThreadId id) {
        return db.read(tx -> tx.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(JSON_SQL)) {
                statement.setObject(1, id.value());
                statement.setInt(2, 0);
                statement.setInt(3, LIMIT + 1);
                statement.setObject(4, id.value());
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getBytes(1);
                }
            }
        }));
    }

    /** One query, in which jOOQ nests what belongs together. */
    public ThreadPage nested(ThreadId id) {
        return db.read(tx -> nested(tx, id));
    }

    /** What {@link #json} leaves out. */
    public byte[] written(ThreadPage page) throws IOException {
        return Json.MAPPER.writeValueAsBytes(page);
    }

    /** @throws IllegalStateException when two ways show something else */
    public void requireAlike(ThreadId id) throws IOException {
        var present = present(id);
        requireEqual(present, plain(id));
        requireEqual(present, nested(id));
        requireEqual(tree(written(present)), tree(json(id)));
    }

    /** Instants with as many digits as they need; PostgreSQL always writes six. */
    private static JsonNode tree(byte[] json) throws IOException {
        var text = new String(json, StandardCharsets.UTF_8);
        return Json.MAPPER.readTree(text.replaceAll("(\\.\\d*?)0+Z\"", "$1Z\""));
    }

    private static void requireEqual(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("not alike:\n" + expected + "\n" + found);
        }
    }

    private static ThreadView plainThread(Connection connection, ThreadId id) throws SQLException {
        try (var statement = connection.prepareStatement(THREAD_SQL)) {
            statement.setObject(1, id.value());
            try (var rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no thread " + id);
                }
                return new ThreadView(
                        new ThreadId(rows.getObject(1, UUID.class)),
                        rows.getString(2),
                        rows.getString(3),
                        texts(rows, 4),
                        author(rows.getString(5), rows.getString(6)),
                        instant(rows, 7),
                        instant(rows, 8),
                        rows.getInt(9),
                        rows.getBoolean(10),
                        instantOrNull(rows, 11) != null,
                        rows.getString(12),
                        instantOrNull(rows, 13),
                        slowMode(rows.getObject(14, Integer.class), instantOrNull(rows, 15)),
                        threadOrNull(rows.getObject(16, UUID.class)),
                        ContentState.of(instantOrNull(rows, 17), instantOrNull(rows, 18)),
                        Optional.ofNullable(rows.getString(19)),
                        rows.getInt(20),
                        new AccountId(rows.getObject(21, UUID.class)));
            }
        }
    }

    private static List<PostView> plainPosts(Connection connection, ThreadId id) throws SQLException {
        try (var statement = connection.prepareStatement(POSTS_SQL)) {
            statement.setObject(1, id.value());
            statement.setInt(2, 0);
            statement.setInt(3, LIMIT + 1);
            var posts = new ArrayList<PostView>(LIMIT + 1);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    posts.add(new PostView(
                            new PostId(rows.getObject(1, UUID.class)),
                            new ThreadId(rows.getObject(2, UUID.class)),
                            rows.getInt(3),
                            author(rows.getString(4), rows.getString(5)),
                            reference(rows.getObject(6, UUID.class), rows.getInt(7)),
                            List.of(),
                            texts(rows, 8),
                            texts(rows, 9),
                            rows.getString(10),
                            rows.getString(11),
                            // Column 12, the Markdown, is fetched by the forum too and shown to nobody here.
                            Optional.empty(),
                            rows.getInt(13),
                            instant(rows, 14),
                            instantOrNull(rows, 15),
                            ContentState.of(instantOrNull(rows, 16), instantOrNull(rows, 17)),
                            Optional.ofNullable(rows.getString(18)),
                            rows.getInt(19),
                            new AccountId(rows.getObject(20, UUID.class))));
                }
            }
            return posts;
        }
    }

    private static Map<PostId, List<PostView.Quote>> plainQuotes(Connection connection, List<PostView> posts)
            throws SQLException {
        var sql = QUOTES_SQL.formatted(String.join(", ", Collections.nCopies(posts.size(), "?")));
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < posts.size(); i++) {
                statement.setObject(i + 1, posts.get(i).id().value());
            }
            var quotes = new HashMap<PostId, List<PostView.Quote>>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    quotes.computeIfAbsent(new PostId(rows.getObject(1, UUID.class)), unused -> new ArrayList<>())
                            .add(quote(
                                    new PostId(rows.getObject(2, UUID.class)),
                                    rows.getInt(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getString(6),
                                    rows.getBoolean(7)));
                }
            }
            return quotes;
        }
    }

    private static ThreadPage nested(DSLContext tx, ThreadId id) {
        var shown = multiset(select(
                                POST.ID,
                                POST.THREAD_ID,
                                POST.NUMBER,
                                ACCOUNT.USERNAME,
                                ACCOUNT.ROLE,
                                ANSWERED.ID,
                                POST.REPLY_TO_NUMBER,
                                QUOTES,
                                MENTIONS,
                                LABELS,
                                POST.HTML,
                                POST.PLAIN_TEXT,
                                LIKES,
                                POST.CREATED_AT,
                                POST.EDITED_AT,
                                POST.DELETED_AT,
                                POST.REMOVED_AT,
                                POST.REMOVAL_REASON,
                                POST.VERSION,
                                POST.AUTHOR_ID)
                        .from(POST)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
                        .leftJoin(ANSWERED)
                        .on(ANSWERED.THREAD_ID.eq(POST.THREAD_ID))
                        .and(ANSWERED.NUMBER.eq(POST.REPLY_TO_NUMBER))
                        .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                        .and(POST.NUMBER.gt(0))
                        .and(Visible.standingPost())
                        .orderBy(POST.NUMBER)
                        .limit(LIMIT + 1))
                .as("posts")
                .convertFrom(rows -> rows.map(ReadingVariants::post));
        var row = tx.select(
                        FORUM_THREAD.ID,
                        FORUM_THREAD.TITLE,
                        FORUM_THREAD.CATEGORY_ID,
                        TAGS,
                        OPENER.USERNAME,
                        OPENER.ROLE,
                        FORUM_THREAD.CREATED_AT,
                        FORUM_THREAD.LAST_POST_AT,
                        FORUM_THREAD.POST_COUNT,
                        FORUM_THREAD.AWAITING_FIRST_REPLY,
                        FORUM_THREAD.LOCKED_AT,
                        FORUM_THREAD.LOCK_REASON,
                        FORUM_THREAD.PINNED_UNTIL,
                        FORUM_THREAD.SLOW_MODE_SECONDS,
                        FORUM_THREAD.SLOW_MODE_UNTIL,
                        FORUM_THREAD.MERGED_INTO,
                        FORUM_THREAD.DELETED_AT,
                        FORUM_THREAD.REMOVED_AT,
                        FORUM_THREAD.REMOVAL_REASON,
                        FORUM_THREAD.VERSION,
                        FORUM_THREAD.AUTHOR_ID,
                        shown)
                .from(FORUM_THREAD)
                .join(OPENER)
                .on(OPENER.ID.eq(FORUM_THREAD.AUTHOR_ID))
                .where(FORUM_THREAD.ID.eq(id))
                .and(Visible.threads(Viewer.GUEST))
                .fetchSingle();
        var posts = row.value22();
        return new ThreadPage(
                new ThreadView(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        author(row.value5(), row.value6()),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10(),
                        row.value11() != null,
                        row.value12(),
                        row.value13(),
                        slowMode(row.value14(), row.value15()),
                        row.value16(),
                        ContentState.of(row.value17(), row.value18()),
                        Optional.ofNullable(row.value19()),
                        row.value20(),
                        row.value21()),
                List.copyOf(posts.subList(0, Math.min(LIMIT, posts.size()))),
                posts.size() > LIMIT);
    }

    private static ThreadView.@Nullable SlowMode slowMode(@Nullable Integer seconds, @Nullable Instant until) {
        return seconds == null ? null : new ThreadView.SlowMode(seconds, until);
    }

    private static @Nullable ThreadId threadOrNull(@Nullable UUID id) {
        return id == null ? null : new ThreadId(id);
    }

    private static PostView post(Record row) {
        return new PostView(
                row.get(POST.ID),
                row.get(POST.THREAD_ID),
                row.get(POST.NUMBER),
                author(row.get(ACCOUNT.USERNAME), row.get(ACCOUNT.ROLE)),
                row.get(POST.REPLY_TO_NUMBER) == null
                        ? null
                        : new PostView.Reference(row.get(ANSWERED.ID), row.get(POST.REPLY_TO_NUMBER)),
                row.get(QUOTES),
                row.get(MENTIONS),
                row.get(LABELS),
                row.get(POST.HTML),
                row.get(POST.PLAIN_TEXT),
                Optional.empty(),
                row.get(LIKES),
                row.get(POST.CREATED_AT),
                row.get(POST.EDITED_AT),
                ContentState.of(row.get(POST.DELETED_AT), row.get(POST.REMOVED_AT)),
                Optional.ofNullable(row.get(POST.REMOVAL_REASON)),
                row.get(POST.VERSION),
                row.get(POST.AUTHOR_ID));
    }

    private static PostView.Quote quote(
            PostId post, int number, String username, String role, String text, boolean stands) {
        return stands
                ? new PostView.Quote(post, number, author(username, role), text, UNASKED)
                : new PostView.Quote(post, number, null, null, UNASKED);
    }

    private static PostView.@Nullable Reference reference(@Nullable UUID answered, int number) {
        return answered == null ? null : new PostView.Reference(new PostId(answered), number);
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        return Arrays.asList((String[]) rows.getArray(column).getArray());
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet rows, int column) throws SQLException {
        var found = rows.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    /** @param goesOn whether there are more posts than those */
    public record ThreadPage(ThreadView thread, List<PostView> posts, boolean goesOn) {}

    /** Without badge and memorial, which nobody in the data of the benchmark has. */
    private static Author author(String username, String role) {
        return new Author(username, Role.of(role), null, false);
    }
}
