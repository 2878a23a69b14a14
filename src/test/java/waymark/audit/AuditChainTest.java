package waymark.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Whoever changes the log is found out, also somebody who may do everything in the database. */
class AuditChainTest {

    /** More than one batch of those who go along the chain. */
    private static final int ENTRIES = 2_100;

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Audit audit = new Audit(forum.clock());

    @BeforeEach
    void thereIsALog() {
        var entries = LongStream.rangeClosed(1, ENTRIES)
                .mapToObj(AuditChainTest::entry)
                .toList();
        forum.db().<Boolean>write(tx -> {
            audit.record(tx, entries);
            return true;
        });
    }

    @AfterEach
    void beginAnew() {
        tamper("delete from audit_entry");
    }

    @Test
    void anIntactLogSaysSoAndTellsItsHead() {
        var found = verify("");

        assertTrue(found.at("/verification/intact").asBoolean());
        assertEquals(ENTRIES, found.at("/verification/entries").asInt());
        assertEquals(ENTRIES, found.at("/verification/head/number").asInt());
        assertEquals(hashOf(ENTRIES), found.text("/verification/head/hash"));
        assertFalse(found.at("/verification").has("broken"));
        assertTrue(verify(remembering(found)).at("/verification/intact").asBoolean());

        var log = admin().get("/audit-log?action=audit-log-verified").expect(200);
        assertEquals(List.of("intact", "intact"), log.texts("/items", "/reason"));
    }

    @Test
    void anEmptyLogIsIntactAndHasNoHead() {
        tamper("delete from audit_entry");
        var found = verify("").at("/verification");
        assertTrue(found.path("intact").asBoolean());
        assertEquals(0, found.path("entries").asInt());
        assertFalse(found.has("head"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set reason = 'other' where number = 1",
                "delete from audit_entry where number = 1",
                "delete from audit_entry where false",
                "truncate audit_entry",
                "truncate audit_entry cascade"
            })
    void theDatabaseItselfRefusesToChangeIt(String sql) {
        var refusal = assertThrows(DataAccessException.class, () -> forum.db().write(tx -> tx.execute(sql)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("the audit log is append-only"), refusal::toString);
        assertTrue(verify("").at("/verification/intact").asBoolean());
    }

    @ParameterizedTest
    @CsvSource({
        "reason = 'spam', changed",
        "reason = null, changed",
        "actor_id = null, changed",
        "action = 'post-restored', changed",
        "target_type = 'thread', changed",
        "target_id = null, changed",
        "case_id = null, changed",
        "at = at + interval '1 microsecond', changed",
        "before_sha256 = after_sha256, changed",
        "after_sha256 = null, changed",
        "hash = after_sha256, changed",
        "previous_hash = hash, other-predecessor"
    })
    void aChangedEntryIsNamed(String change, String what) {
        tamper("update audit_entry set " + change + " where number = 1500");
        requireBroken(verify(""), 1500, what, 1499);
    }

    @Test
    void anEntryThatWasWrittenAnewWithItsHashIsNamedByTheNext() {
        var forged = Link.after(
                new Link.End(1499, bytesOf(1499)), entry(77), forum.clock().instant());
        tamper("delete from audit_entry where number = 1500");
        insert(forged);
        requireBroken(verify(""), 1501, "other-predecessor", 1500);
    }

    @Test
    void anEntryTakenOutOfTheMiddleIsNamed() {
        tamper("delete from audit_entry where number = 1000");
        requireBroken(verify(""), 1000, "missing", 999);
    }

    @Test
    void theFirstOfSeveralIsNamed() {
        tamper("update audit_entry set reason = 'spam' where number in (3, 2000)");
        requireBroken(verify(""), 3, "changed", 2);
        tamper("delete from audit_entry where number = 1");
        requireBroken(verify(""), 1, "missing", 0);
    }

    @Test
    void anEndThatWasCutOffShowsToWhoeverRememberedIt() {
        var remembered = remembering(verify(""));
        tamper("delete from audit_entry where number >= 2090");

        assertTrue(verify("").at("/verification/intact").asBoolean());
        requireBroken(verify(remembered), ENTRIES, "remembered-missing", 2090);
    }

    @Test
    void aLogThatWasWrittenAnewShowsToWhoeverRememberedIt() {
        var remembered = remembering(verify(""));
        tamper("delete from audit_entry");
        forum.clock().advance(Duration.ofSeconds(1));
        thereIsALog();

        assertTrue(verify("").at("/verification/intact").asBoolean());
        requireBroken(verify(remembered), ENTRIES, "remembered-changed", ENTRIES - 1);
    }

    @Test
    void aBrokenLogIsWrittenDownAsBrokenAndGoesOn() {
        tamper("delete from audit_entry where number = 1000");
        var unused = verify("");
        var log = admin().get("/audit-log?action=audit-log-verified").expect(200);
        assertEquals("broken", log.text("/items/0/reason"));
        assertEquals(ENTRIES + 1, log.at("/items/0/number").asInt());
    }

    @Test
    void thirtyWhoRecordAtOnceLeaveNoGap() {
        Together.times(
                30,
                i -> forum.db().<Boolean>write(tx -> {
                    audit.record(tx, entry(i));
                    return true;
                }));
        var found = verify("").at("/verification");
        assertTrue(found.path("intact").asBoolean(), found::toString);
        assertEquals(ENTRIES + 30, found.path("entries").asInt());
    }

    @Test
    void whatWasRolledBackLeavesNoGap() {
        assertThrows(
                IllegalStateException.class,
                () -> forum.db().<Boolean>write(tx -> {
                    audit.record(tx, entry(1));
                    throw new IllegalStateException("the rest of the transaction failed");
                }));
        assertEquals(ENTRIES, verify("").at("/verification/entries").asInt());
        var after = verify("").at("/verification");
        assertTrue(after.path("intact").asBoolean());
        assertEquals(ENTRIES + 1, after.path("entries").asInt());
    }

    /** A clock may be finer than the table, and then the hash has to be of what the table keeps. */
    @Test
    void aFinerClockMakesNoDifference() {
        var at = Instant.parse("2026-03-10T12:00:00.123456789Z");
        var everything = new AuditEntry(
                Optional.of(new AccountId(new UUID(1, 2))),
                "post-removed",
                "post",
                Optional.of(new UUID(3, 4)),
                Optional.of(new CaseId(new UUID(5, 6))),
                Optional.of("abuse"),
                Optional.of("before"),
                Optional.of("after"));
        var nothing = AuditEntry.byTheServer("post-checked", "post", new UUID(7, 8));
        var first = Link.after(new Link.End(ENTRIES, bytesOf(ENTRIES)), everything, at);
        insert(first);
        insert(Link.after(first.end(), nothing, at));

        var found = verify("").at("/verification");
        assertTrue(found.path("intact").asBoolean(), found::toString);
        assertEquals(ENTRIES + 2, found.path("entries").asInt());
    }

    private static AuditEntry entry(long i) {
        return AuditEntry.by(new AccountId(new UUID(9, i)), "post-removed", "post", new UUID(1, i))
                .because("abuse")
                .in(new CaseId(new UUID(2, i)))
                .changed("What it said: " + i, "");
    }

    private static void requireBroken(Answer found, int number, String what, int entries) {
        assertFalse(found.at("/verification/intact").asBoolean());
        assertEquals(number, found.at("/verification/broken/number").asInt());
        assertEquals(what, found.text("/verification/broken/what"));
        assertEquals(entries, found.at("/verification/entries").asInt());
        assertEquals(entries, found.at("/verification/head/number").asInt());
    }

    private static String remembering(Answer found) {
        return "?number=" + found.at("/verification/head/number").asInt() + "&hash="
                + found.text("/verification/head/hash");
    }

    private static Answer verify(String query) {
        return admin().get("/audit-log/verification" + query).expect(200);
    }

    private static Client admin() {
        return forum.signedIn("ada-the-admin", Role.ADMIN);
    }

    private static String hashOf(long number) {
        return HexFormat.of().formatHex(bytesOf(number));
    }

    private static byte[] bytesOf(long number) {
        return forum.db()
                .read(tx -> tx.select(AUDIT_ENTRY.HASH)
                        .from(AUDIT_ENTRY)
                        .where(AUDIT_ENTRY.NUMBER.eq(number))
                        .fetchSingle(AUDIT_ENTRY.HASH));
    }

    private static void insert(Link link) {
        forum.db().<Boolean>write(tx -> {
            AuditStore.insert(tx, link);
            return true;
        });
    }

    /** As somebody does who owns the database. */
    private static void tamper(String sql) {
        forum.db().<Boolean>write(tx -> {
            tx.execute("alter table audit_entry disable trigger audit_entry_append_only");
            tx.execute(sql);
            tx.execute("alter table audit_entry enable trigger audit_entry_append_only");
            return true;
        });
    }
}
