package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ERASURE;
import static waymark.schema.Tables.MAIL;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.CommandLineTest.Program;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.secret.Keyring;
import waymark.privacy.ErasureCheck;
import waymark.privacy.EveryKindOfContent;
import waymark.testing.CopiedDatabase;
import waymark.testing.TestDatabases;

/** The list of erasures and an older backup, as an operator has them: each command in a process of its own. */
@Timeout(300)
class ErasureCommandsTest {

    private static final String NAME = "heron-7";
    private static final String KEYS = Keyring.fresh("test");
    private static final Path FOLDER =
            Path.of("target", "erasure-commands-test").toAbsolutePath();

    @RegisterExtension
    static final TestForum forum = TestForum.withKeys(Keyring.parse(KEYS));

    @BeforeAll
    static void thereIsAnEmptyFolder() throws Exception {
        Program.deleteTree(FOLDER);
        Files.createDirectories(FOLDER);
    }

    @Test
    void whoHasLeftIsErasedFromAnOlderBackupEvenWhenTheCommandIsKilledAndToldOnce() throws Exception {
        var all = EveryKindOfContent.of(forum, NAME);
        all.settleAll();
        var backup = CopiedDatabase.of(forum.databaseSettings());
        leave(all);
        var list = FOLDER.resolve("erasures.jsonl").toString();
        assertEquals(
                "Erasures in the list: 1\n",
                Program.run(settings(forum.databaseSettings()), "export-erasures", list)
                        .succeeded());
        assertFalse(Files.readString(Path.of(list)).contains(NAME));

        try (var db = new Database(backup)) {
            killInTheMiddle(backup, db, list);
            assertTrue(isFound(db), "it was over before it was killed");

            var said = Program.run(settings(backup), "replay-erasures", list).succeeded();
            assertEquals("erased again: 1\nNothing is left.\n", said);
            assertFalse(isFound(db));
            assertEquals(0, db.<Integer>read(tx -> tx.fetchCount(MAIL, MAIL.KIND.eq("erasure-done"))));

            said = Program.run(settings(backup), "replay-erasures", list).succeeded();
            assertEquals("erased in this database already: 1\nNothing is left.\n", said);
            assertEquals(
                    Files.readString(Path.of(list)),
                    exported(backup),
                    "the next backup would be erased by another list");
            itSaysThatItIsAboutNobodyHere(list);
        } finally {
            TestDatabases.drop(backup);
        }
    }

    private static void itSaysThatItIsAboutNobodyHere(String list) {
        var another = TestDatabases.create();
        try {
            var ended = Program.run(settings(another), "replay-erasures", list);
            assertEquals(1, ended.code(), ended::toString);
            assertEquals("""
                    not in this database: 1
                    Nothing was erased: nobody of this list is in this database. Is it the right list, and the right database?
                    """, ended.out());
        } finally {
            TestDatabases.drop(another);
        }
    }

    /** It is at work on something that somebody else holds, so that it cannot be over. */
    private static void killInTheMiddle(DatabaseSettings backup, Database db, String list) {
        db.<Boolean>write(tx -> {
            tx.execute("lock table staff_note in share mode");
            try (var program = Program.start(settings(backup), "replay-erasures", list)) {
                var unused = program.until(
                        "it came to the notes",
                        () -> db.<Boolean>read(other -> other.fetchExists(ERASURE, ERASURE.STEP.eq("notes"))));
                program.process().destroyForcibly();
                assertTrue(program.endsWithin(Duration.ofSeconds(30)));
            }
            return true;
        });
    }

    private static void leave(EveryKindOfContent all) {
        all.person.post("/me/erasure", Map.of("mode", "remove-text")).expect(202);
        var token = forum.mails().lastTo(NAME + "@example.org").token();
        all.person
                .put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202);
        forum.clock().advance(Duration.ofMinutes(3));
        assertEquals(1, forum.erasureWork().run());
    }

    private static String exported(DatabaseSettings database) throws Exception {
        var again = FOLDER.resolve("again.jsonl");
        assertEquals(
                "Erasures in the list: 1\n",
                Program.run(settings(database), "export-erasures", again.toString())
                        .succeeded());
        return Files.readString(again);
    }

    private static boolean isFound(Database db) {
        var sought = new ErasureCheck.Sought(NAME, List.of(NAME + "@example.org"), List.of());
        return !new ErasureCheck(db).search(sought).isEmpty();
    }

    private static Map<String, String> settings(DatabaseSettings database) {
        return new HashMap<>(Map.of(
                "WAYMARK_DATABASE_URL", database.url().replace("jdbc:postgresql:", "postgres:"),
                "WAYMARK_DATABASE_USER", database.username().orElseThrow(),
                "WAYMARK_DATABASE_PASSWORD", database.password().orElseThrow(),
                "WAYMARK_KEYS", KEYS));
    }
}
