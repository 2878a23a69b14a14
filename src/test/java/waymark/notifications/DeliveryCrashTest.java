package waymark.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.HAPPENING;
import static waymark.schema.Tables.MAIL;
import static waymark.schema.Tables.NOTIFICATION_BOX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import waymark.TestForum;
import waymark.platform.secret.Keyring;
import waymark.testing.Client;

/**
 * Everybody is told once, however often the servers that tell them are killed: two of them on one database, each killed at
 * random moments and started again. {@code -Ddelivery.kills} says how often at most in each of the three parts, {@code
 * -Ddelivery.seed} repeats the same moments, as far as the machine does.
 */
@Timeout(1_200)
class DeliveryCrashTest {

    private static final int MEMBERS = 50;
    private static final int POSTS = 100;
    private static final int KILLS = Integer.getInteger("delivery.kills", 4);
    private static final long SEED = Long.getLong("delivery.seed", System.nanoTime() % 1_000_000);

    private static final String KEYS = Keyring.fresh("delivery");

    private final TestForum forum = TestForum.withKeys(Keyring.parse(KEYS));
    private final Random random = new Random(SEED);
    private final List<Process> nodes = new ArrayList<>();
    private int kills;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void start() {
        forum.start();
        // The mails, too, are for those who are killed.
        forum.app().mailWorker().close();
    }

    @AfterEach
    void leaveNothingRunning() {
        nodes.forEach(Process::destroyForcibly);
        forum.stop();
    }

    @Test
    void fiveThousandAreToldAndWrittenToOnce() throws Exception {
        System.out.println("DeliveryCrashTest: -Ddelivery.seed=" + SEED + " -Ddelivery.kills=" + KILLS);
        for (int i = 0; i < MEMBERS; i++) {
            muchHappensIn(forum.thread(forum.member("starter-" + i)).thread(), forum.bob());
        }
        assertEquals(MEMBERS * POSTS, count("select count(*) from happening"));

        killAgainAndAgainUntil(() -> forum.db().read(tx -> tx.fetchCount(HAPPENING)) == 0, Duration.ZERO);
        int killedWhileTelling = kills;

        assertEquals(MEMBERS * POSTS, count("select count(*) from notification"));
        assertEquals(MEMBERS * POSTS, count("select count(distinct (account_id, post_id)) from notification"));
        // No number is missing, and none is there twice.
        assertEquals(
                MEMBERS,
                count(
                        "select count(*) from (select account_id from notification group by account_id having min(number) = 1"
                                + " and max(number) = " + POSTS + " and count(*) = " + POSTS + ") as whole"));

        kills = 0;
        killAgainAndAgainUntil(
                () -> forum.db().read(tx -> tx.fetchCount(NOTIFICATION_BOX, NOTIFICATION_BOX.MAIL_DUE_AT.isNotNull()))
                        == 0,
                Duration.ofHours(1));
        assertEquals(
                MEMBERS,
                count("select count(distinct account_id) from mail where kind = 'something-new' and account_id in"
                        + " (select account_id from notification)"));
        assertEquals(MEMBERS, count("select count(*) from mail where kind = 'something-new'"));
        kills = 0;
        killAgainAndAgainUntil(
                () -> forum.db().read(tx -> tx.fetchCount(MAIL, MAIL.DELIVERED_AT.isNull())) == 0, Duration.ofHours(2));
        try (var files = Files.list(folder)) {
            // Delivered at least once, and known again by the same Message-ID: one file each.
            assertEquals(
                    MEMBERS,
                    files.filter(file -> file.toString().endsWith(".eml")).count());
        }
        assertTrue(killedWhileTelling > 0, "all were told before anybody was killed");
        System.out.println("DeliveryCrashTest: killed " + killedWhileTelling + " times while members were told");
    }

    /** What a hundred replies leave, with nothing else around them. */
    private void muchHappensIn(String thread, Client author) {
        var reply = forum.reply(author, thread, "The first of many.");
        int unused = forum.db().write(tx -> {
            tx.execute("""
                    insert into post overriding user value
                      select (jsonb_populate_record(post, jsonb_build_object('id', gen_random_uuid(), 'number', n))).*
                        from post, generate_series(3, ?) as n where id = ?::uuid
                    """, POSTS + 1, reply);
            tx.execute(
                    "delete from happening where post_id in (select id from post where thread_id = ?::uuid)", thread);
            tx.execute("""
                    insert into happening (kind, post_id, actor_id, happened_at, due_at, attempts)
                      select 'post-written', id, author_id, created_at, created_at, 0 from post where number > 1
                        and thread_id = ?::uuid
                    """, thread);
            return tx.execute("update forum_thread set last_number = ? where id = ?::uuid", POSTS + 1, thread);
        });
    }

    private void killAgainAndAgainUntil(BooleanSupplier done, Duration ahead) throws Exception {
        nodes.clear();
        nodes.add(node(ahead));
        nodes.add(node(ahead));
        while (!done.getAsBoolean()) {
            int which = random.nextInt(2);
            // From before it has begun until some time after that; a process that ends by itself has failed.
            boolean ended = nodes.get(which).waitFor(500 + random.nextInt(4_000), TimeUnit.MILLISECONDS);
            assertTrue(!ended, "a server has ended by itself");
            if (!done.getAsBoolean() && kills < KILLS) {
                nodes.get(which).destroyForcibly().waitFor();
                kills++;
                nodes.set(which, node(ahead));
            }
        }
        for (var node : nodes) {
            node.destroyForcibly().waitFor();
        }
    }

    /** @param ahead of noon, when nobody wants to be left alone */
    private Process node(Duration ahead) throws IOException {
        var database = forum.databaseSettings();
        var zone = ZoneId.of("Europe/London");
        var now = Instant.now();
        var noon = now.atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.NOON)
                .atZone(zone)
                .toInstant();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeliveryNode.class.getName(),
                        database.url(),
                        database.username().orElse(""),
                        database.password().orElse(""),
                        KEYS,
                        folder.toString(),
                        String.valueOf(Duration.between(now, noon).plus(ahead).toSeconds()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("node-" + kills + "-" + System.nanoTime() + ".log")
                        .toFile())
                .start();
    }

    private int count(String query) {
        return forum.db().read(tx -> tx.fetchSingle(query)).into(Integer.class);
    }
}
