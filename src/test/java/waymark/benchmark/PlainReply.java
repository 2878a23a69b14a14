package waymark.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import waymark.ids.ThreadId;

/**
 * What a reply with an Idempotency-Key asks of the database, statement for statement, and nothing of what the server does
 * around it: no HTTP, no JSON, no Markdown, no encryption. The SQL was written by hand after what jOOQ renders.
 */
final class PlainReply {

    private static final AtomicLong NUMBER = new AtomicLong();

    private static final String SESSION = """
            select account.id, account.username, account.role, session.id
            from session join account on account.id = session.account_id
            where session.token_sha256 = ? and session.expires_at > ?""";

    private static final String KEY_LOCK = "select pg_try_advisory_xact_lock(?)";

    private static final String EARLIER_ANSWER = """
            select request_mac, answer from stored_answer
            where owner = ? and key_sha256 = ? and stored_at >= ?""";

    private static final String NEXT_NUMBER = """
            update forum_thread
            set last_number = last_number + 1, post_count = post_count + 1, last_post_at = greatest(last_post_at, ?),
              awaiting_first_reply = (awaiting_first_reply = true and author_id = ?)
            where id = ? and deleted_at is null and removed_at is null
            returning last_number""";

    private static final String POST = """
            insert into post (id, thread_id, number, author_id, reply_to_number, markdown, html, plain_text,
              renderer_version, created_at, version)
            values (?, ?, ?, ?, null, ?, ?, ?, 1, ?, 1)""";

    private static final String WRITTEN = """
            select post.id, post.thread_id, post.number, account.username, account.role, answered.id,
              post.reply_to_number,
              array(select account.username from post_mention join account on account.id = post_mention.account_id
                where post_mention.post_id = post.id order by account.username),
              post.html, post.plain_text, post.markdown,
              (select count(*) from post_like where post_like.post_id = post.id),
              post.created_at, post.edited_at, post.deleted_at, post.removed_at, post.removal_reason, post.version,
              post.author_id
            from post
            join forum_thread on forum_thread.id = post.thread_id
            join account on account.id = post.author_id
            left outer join post as answered
              on answered.thread_id = post.thread_id and answered.number = post.reply_to_number
            where post.id = ?
              and ((forum_thread.deleted_at is null and forum_thread.removed_at is null)
                or (forum_thread.author_id = ? and forum_thread.deleted_at is null))
              and ((post.deleted_at is null and post.removed_at is null)
                or (post.author_id = ? and post.deleted_at is null))""";

    private static final String QUOTES = """
            select post_quote.post_id, post_quote.quoted_post_id, post.number, account.username, account.role,
              post_quote.quoted_text, (post.deleted_at is null and post.removed_at is null)
            from post_quote
            join post on post.id = post_quote.quoted_post_id
            join account on account.id = post.author_id
            where post_quote.post_id in (?)
            order by post_quote.post_id, post_quote.position""";

    private static final String LIKED = "select post_id from post_like where account_id = ? and post_id in (?)";

    private static final String ANSWER = """
            insert into stored_answer (owner, key_sha256, request_mac, answer, stored_at) values (?, ?, ?, ?, ?)
            on conflict (owner, key_sha256) do update
            set request_mac = excluded.request_mac, answer = excluded.answer, stored_at = excluded.stored_at""";

    private final byte[] tokenSha256;
    private final String markdown;
    private final String html;
    private final String text;
    private final byte[] answer;

    /** @param answerBytes as long as the encrypted answers of the server are */
    PlainReply(String token, String markdown, String html, String text, int answerBytes) {
        this.tokenSha256 = sha256(token);
        this.markdown = markdown;
        this.html = html;
        this.text = text;
        // Encrypted bytes cannot be compressed, and how much is written depends on it.
        this.answer = new byte[answerBytes];
        new Random(1).nextBytes(answer);
    }

    /** Writes one reply; waits for the disk as the server does. */
    void write(Connection db, ThreadId thread) throws SQLException {
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        var key = sha256("plain-" + NUMBER.incrementAndGet() + "-" + now);
        var author = holder(db, now);
        db.setAutoCommit(false);
        try {
            requireFree(db, author, key, now);
            var id = UUID.randomUUID();
            insertPost(db, id, thread, takeNumber(db, thread, author, now), author, now);
            readBack(db, id, author);
            store(db, author, key, now);
            db.commit();
        } catch (SQLException | RuntimeException e) {
            db.rollback();
            throw e;
        } finally {
            db.setAutoCommit(true);
        }
    }

    private UUID holder(Connection db, OffsetDateTime now) throws SQLException {
        try (var statement = db.prepareStatement(SESSION)) {
            statement.setBytes(1, tokenSha256);
            statement.setObject(2, now);
            try (var rows = statement.executeQuery()) {
                require(rows.next());
                return rows.getObject(1, UUID.class);
            }
        }
    }

    private static void requireFree(Connection db, UUID author, byte[] key, OffsetDateTime now) throws SQLException {
        try (var statement = db.prepareStatement(KEY_LOCK)) {
            statement.setLong(1, ByteBuffer.wrap(key).getLong());
            try (var rows = statement.executeQuery()) {
                require(rows.next() && rows.getBoolean(1));
            }
        }
        try (var statement = db.prepareStatement(EARLIER_ANSWER)) {
            statement.setString(1, author.toString());
            statement.setBytes(2, key);
            statement.setObject(3, now.minusDays(1));
            try (var rows = statement.executeQuery()) {
                require(!rows.next());
            }
        }
    }

    private static int takeNumber(Connection db, ThreadId thread, UUID author, OffsetDateTime now) throws SQLException {
        try (var statement = db.prepareStatement(NEXT_NUMBER)) {
            statement.setObject(1, now);
            statement.setObject(2, author);
            statement.setObject(3, thread.value());
            try (var rows = statement.executeQuery()) {
                require(rows.next());
                return rows.getInt(1);
            }
        }
    }

    private void insertPost(Connection db, UUID id, ThreadId thread, int number, UUID author, OffsetDateTime now)
            throws SQLException {
        try (var statement = db.prepareStatement(POST)) {
            statement.setObject(1, id);
            statement.setObject(2, thread.value());
            statement.setInt(3, number);
            statement.setObject(4, author);
            statement.setString(5, markdown);
            statement.setString(6, html);
            statement.setString(7, text);
            statement.setObject(8, now);
            require(statement.executeUpdate() == 1);
        }
    }

    private static void readBack(Connection db, UUID id, UUID author) throws SQLException {
        try (var statement = db.prepareStatement(WRITTEN)) {
            statement.setObject(1, id);
            statement.setObject(2, author);
            statement.setObject(3, author);
            try (var rows = statement.executeQuery()) {
                require(rows.next() && !rows.getString(9).isEmpty());
            }
        }
        try (var statement = db.prepareStatement(QUOTES)) {
            statement.setObject(1, id);
            try (var rows = statement.executeQuery()) {
                require(!rows.next());
            }
        }
        try (var statement = db.prepareStatement(LIKED)) {
            statement.setObject(1, author);
            statement.setObject(2, id);
            try (var rows = statement.executeQuery()) {
                require(!rows.next());
            }
        }
    }

    private void store(Connection db, UUID author, byte[] key, OffsetDateTime now) throws SQLException {
        try (var statement = db.prepareStatement(ANSWER)) {
            statement.setString(1, author.toString());
            statement.setBytes(2, key);
            statement.setBytes(3, key);
            statement.setBytes(4, answer);
            statement.setObject(5, now);
            require(statement.executeUpdate() == 1);
        }
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new IllegalStateException("the database answered something else than it answers the server");
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
