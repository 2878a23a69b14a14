package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.MAIL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.platform.db.Database;
import waymark.privacy.ErasureReplays.Outcome;
import waymark.privacy.EveryKindOfContent;
import waymark.testing.CopiedDatabase;
import waymark.testing.TestDatabases;

/** A backup that is older than an erasure is put back, and who has left is gone from it again. */
class ReplayErasuresTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @ParameterizedTest
    @ValueSource(strings = {"anonymise", "remove-text", "remove-all"})
    void whoHasLeftIsGoneFromAnOlderBackupToo(String mode) throws Exception {
        var name = "heron-" + mode;
        var all = EveryKindOfContent.of(forum, name);
        all.settleAll();
        var account = forum.account(all.person);
        var backup = CopiedDatabase.of(forum.databaseSettings());
        confirm(all, name, mode);
        forum.clock().advance(Duration.ofMinutes(3));
        assertEquals(1, forum.erasureWork().run());
        var neutral = name(forum.db(), account.value());

        var list = forum.features().erasureReplays.export();
        assertFalse(String.join("", list).contains(name), "the list says who it was");
        try (var db = new Database(backup);
                var restored = new Features(db, forum.clock(), forum.settings())) {
            assertEquals(name, name(db, account.value()));
            var replayed = restored.erasureReplays.replay(list);
            assertEquals(List.of(), replayed.found());
            assertTrue(replayed.isClean(), replayed::toString);
            assertFalse(replayed.isAboutStrangers(), replayed::toString);
            assertEquals(1, replayed.counts().get(Outcome.ERASED));
            assertEquals(neutral, name(db, account.value()), "the name is another than before");

            var again = restored.erasureReplays.replay(list);
            assertEquals(Map.of(Outcome.KNOWN, list.size()), again.counts());
            assertEquals(list, restored.erasureReplays.export());
        } finally {
            TestDatabases.drop(backup);
        }
    }

    @Test
    void aBackupFromTheMiddleOfAnErasureIsTakenToItsEnd() throws Exception {
        var all = EveryKindOfContent.of(forum, "heron-middle");
        all.settleAll();
        confirm(all, "heron-middle", "remove-text");
        forum.erasureWork().beforePart(step -> {
            if (step.equals("stories")) {
                throw new IllegalStateException("the backup is made now");
            }
        });
        forum.clock().advance(Duration.ofMinutes(3));
        assertThrows(IllegalStateException.class, () -> forum.erasureWork().run());
        forum.erasureWork().beforePart(step -> {});
        var backup = CopiedDatabase.of(forum.databaseSettings());
        assertEquals(1, forum.erasureWork().run());
        var list = forum.features().erasureReplays.export();
        try (var db = new Database(backup);
                var restored = new Features(db, forum.clock(), forum.settings())) {
            var replayed = restored.erasureReplays.replay(list);
            assertEquals(List.of(), replayed.found());
            assertEquals(1, replayed.counts().get(Outcome.ERASED));
        } finally {
            TestDatabases.drop(backup);
        }
    }

    /** Whatever of it is cut off, and whoever takes it to its end: the person was told when it was done for the first time. */
    @Test
    void nobodyIsToldASecondTimeThatTheyAreErased() throws Exception {
        var all = EveryKindOfContent.of(forum, "heron-told");
        all.settleAll();
        var backup = CopiedDatabase.of(forum.databaseSettings());
        confirm(all, "heron-told", "remove-text");
        var midway = CopiedDatabase.of(forum.databaseSettings());
        forum.clock().advance(Duration.ofMinutes(3));
        assertEquals(1, forum.erasureWork().run());
        assertEquals(1, told("heron-told"));
        var list = forum.features().erasureReplays.export();
        for (var copy : List.of(backup, midway)) {
            try (var db = new Database(copy);
                    var restored = new Features(db, forum.clock(), forum.settings())) {
                int before = farewells(db);
                restored.erasureWork.beforePart(step -> {
                    if (step.equals("clear-notes")) {
                        throw new IllegalStateException("killed in " + step);
                    }
                });
                assertThrows(IllegalStateException.class, () -> restored.erasureReplays.replay(list));
                restored.erasureWork.beforePart(step -> {});

                // A server is started before the command is given again.
                assertEquals(1, restored.erasureWork.run());
                assertEquals(0, restored.erasureWork.run());
                assertTrue(restored.erasureReplays.replay(list).isClean());
                assertEquals(before, farewells(db));
            } finally {
                TestDatabases.drop(copy);
            }
        }
        assertEquals(1, told("heron-told"));
    }

    private static int farewells(Database db) {
        return db.<Integer>read(tx -> tx.fetchCount(MAIL, MAIL.KIND.eq("erasure-done")));
    }

    private static long told(String name) {
        return forum.mails().to(name + "@example.org").stream()
                .filter(letter -> letter.text().contains("This is the last"))
                .count();
    }

    @Test
    void whoJoinedAfterTheBackupIsNotInIt() {
        var all = forum.member("heron-late");
        all.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        var token = forum.mails().lastTo("heron-late@example.org").token();
        all.put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202);
        forum.clock().advance(Duration.ofMinutes(3));
        int unused = forum.erasureWork().run();
        var list = forum.features().erasureReplays.export();
        var empty = TestDatabases.create();
        try (var db = new Database(empty);
                var restored = new Features(db, forum.clock(), forum.settings())) {
            var replayed = restored.erasureReplays.replay(list);
            assertEquals(Map.of(Outcome.ABSENT, list.size()), replayed.counts());
            assertTrue(replayed.isClean());
            assertTrue(replayed.isAboutStrangers(), "it looks as if it were done");
        } finally {
            TestDatabases.drop(empty);
        }
    }

    @Test
    void aListThatIsNoneChangesNothing() {
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> forum.features().erasureReplays.replay(List.of("", "{}")));
        assertEquals("Line 2 of the list is not one of an export.", refused.getMessage());
    }

    private static void confirm(EveryKindOfContent all, String name, String mode) {
        all.person.post("/me/erasure", Map.of("mode", mode)).expect(202);
        var token = forum.mails().lastTo(name + "@example.org").token();
        all.person
                .put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202);
    }

    private static String name(Database db, UUID account) {
        return db.read(tx -> tx.select(ACCOUNT.USERNAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.coerce(UUID.class).eq(account))
                .fetchSingle(ACCOUNT.USERNAME));
    }
}
