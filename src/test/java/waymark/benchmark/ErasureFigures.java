package waymark.benchmark;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import waymark.TestForum;
import waymark.testing.Client;

/** How long it takes to erase somebody with a thousand posts, and somebody with ten thousand, from the same forum. */
final class ErasureFigures {

    private static final int FEW = 1_000;
    private static final int MANY = 10_000;
    private static final int IN_A_THREAD = 50;

    /** Holds it: whom nobody holds forgets how it was set. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql.core.v3.QueryExecutorImpl");

    private static final AtomicLong STATEMENTS = new AtomicLong();

    private ErasureFigures() {}

    public static void main(String[] arguments) {
        var forum = new TestForum();
        forum.start();
        try {
            count();
            // For warming up, and so that there is something of others.
            write(forum, forum.bob(), 2_000);
            for (int i = 0; i < 3; i++) {
                var unused = erase(forum, "early-" + i, 300);
            }
            for (var mode : new String[] {"anonymise", "remove-text", "remove-all"}) {
                var few = erase(forum, "few-" + mode, FEW, mode);
                var many = erase(forum, "many-" + mode, MANY, mode);
                System.out.printf(
                        Locale.ROOT,
                        "%s: %,d posts in %.0f ms with %,d statements, %,d posts in %.0f ms with %,d: %.1f times the time,"
                                + " %.1f times the statements%n",
                        mode,
                        FEW,
                        few.milliseconds,
                        few.statements,
                        MANY,
                        many.milliseconds,
                        many.statements,
                        many.milliseconds / few.milliseconds,
                        (double) many.statements / few.statements);
            }
        } finally {
            forum.stop();
        }
    }

    private static Figures erase(TestForum forum, String name, int posts) {
        return erase(forum, name, posts, "remove-text");
    }

    private static Figures erase(TestForum forum, String name, int posts, String mode) {
        var person = forum.member(name);
        write(forum, person, posts);
        person.post("/me/erasure", Map.of("mode", mode)).expect(202);
        var token = forum.mails().lastTo(name + "@example.org").token();
        var receipt = person.put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202)
                .text("/receipt");
        forum.clock().advance(Duration.ofMinutes(3));
        long before = STATEMENTS.get();
        long begin = System.nanoTime();
        int finished = forum.erasureWork().run();
        var figures = new Figures((System.nanoTime() - begin) / 1e6, STATEMENTS.get() - before);
        var told = forum.guest().get("/erasure-receipts/" + receipt).expect(200);
        if (finished != 1 || !told.at("/erasure/check/clean").asBoolean()) {
            throw new IllegalStateException("it is not erased: " + told.body());
        }
        return figures;
    }

    /** Threads of theirs with all the posts in them; every tenth was changed, and is quoted by the next. */
    private static void write(TestForum forum, Client person, int posts) {
        var author = forum.account(person).value();
        for (int written = 0; written < posts; written += IN_A_THREAD) {
            var thread = forum.thread(person, "Thread " + written).thread();
            int unused = forum.db().write(tx -> {
                int inserted =
                        tx.execute("""
                        insert into post (id, thread_id, number, author_id, markdown, html, plain_text, renderer_version,
                            created_at, version)
                          select gen_random_uuid(), ?::uuid, 1 + number, ?, words, '<p>' || words || '</p>', words, 1, ?::timestamptz, 1
                          from (select number, 'On day ' || number || ' ' || md5(random()::text) || ' I slept a little longer.' as words
                            from generate_series(1, ?) as number) as written
                        """, thread, author, forum.clock().instant().toString(), IN_A_THREAD - 1);
                tx.execute("""
                        insert into post_revision (post_id, version, markdown, html, replaced_at)
                          select id, version, markdown, html, created_at from post where thread_id = ?::uuid and number % 10 = 0
                        """, thread);
                return inserted
                        + tx.execute("""
                        insert into post_quote (post_id, position, quoted_post_id, quoted_text)
                          select next.id, 0, post.id, post.plain_text from post join post next
                            on next.thread_id = post.thread_id and next.number = post.number + 1
                            where post.thread_id = ?::uuid and post.number % 10 = 0
                        """, thread)
                        + tx.execute(
                                "update forum_thread set last_number = ?, post_count = ? where id = ?::uuid",
                                IN_A_THREAD,
                                IN_A_THREAD,
                                thread);
            });
        }
    }

    /** The driver says what it sends when it is asked to; nothing is written of it. */
    private static void count() {
        DRIVER.setLevel(Level.FINEST);
        DRIVER.setUseParentHandlers(false);
        DRIVER.addHandler(new Handler() {
            @Override
            public void publish(LogRecord said) {
                if (String.valueOf(said.getMessage()).contains("FE=> Execute(")) {
                    STATEMENTS.incrementAndGet();
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    private record Figures(double milliseconds, long statements) {}
}
