package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.operations.DemoContent;
import waymark.operations.Resealing;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.problem.Problem;
import waymark.platform.secret.Keyring;
import waymark.testing.TestClock;
import waymark.testing.TestDatabases;

/** Whose addresses lie here, nobody can read who has the database and not the keys. */
class SealedEmailTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String OLD = Keyring.fresh("k1");
    private static final String NEW = Keyring.fresh("k2");
    private static final AccountId FIRST = AccountId.of("019a0000-0000-7000-8000-00000000000a");
    private static final AccountId SECOND = AccountId.of("019a0000-0000-7000-8000-00000000000b");

    @Test
    void noAddressCanBeReadInTheDatabase() {
        assertEquals("merlin@example.org", forum.member("merlin").get("/me").text("/account/email"));

        assertFalse(places(forum.db(), "merlin").isEmpty());
        assertEquals(List.of(), places(forum.db(), "merlin@"));
        assertEquals(List.of(), places(forum.db(), "@example.org"));
    }

    @Test
    void addressesFromBeforeAreSealedAndStillFound() {
        var settings = TestDatabases.createEmpty();
        migrateToBefore(settings);
        try (var db = new Database(settings)) {
            int unused = db.write(tx -> tx.execute("""
                    insert into account (id, username, email, password_hash, role, created_at) values
                      ('019a0000-0000-7000-8000-00000000000a', 'finch', 'Finch@example.org', 'x', 'member', now()),
                      ('019a0000-0000-7000-8000-00000000000b', 'other', 'finch@example.org', 'x', 'member', now()),
                      ('019a0000-0000-7000-8000-00000000000c', 'tern', 'tern@example.org', 'x', 'member', now())
                    """));
            assertFalse(places(db, "tern@").isEmpty());
            unused = TestDatabases.migrate(settings, Keyring.parse(OLD));

            var accounts = accounts(db, OLD);
            assertEquals("Finch@example.org", accounts.requireAccount(FIRST).email());
            assertTrue(accounts.requireAccount(FIRST).emailVerified());
            assertEquals("finch@example.org", accounts.requireAccount(SECOND).email());
            assertFalse(accounts.requireAccount(SECOND).emailVerified(), "only one can have it");
            assertEquals(List.of(), places(db, "example.org"));
            assertFalse(DemoContent.isIn(db));
        }
        TestDatabases.drop(settings);
    }

    @Test
    void aDemoFromBeforeIsStillKnownToBeOne() {
        var settings = TestDatabases.createEmpty();
        migrateToBefore(settings);
        try (var db = new Database(settings)) {
            int unused = db.write(tx -> tx.execute("""
                    insert into account (id, username, email, password_hash, role, created_at) values
                      ('019a0000-0000-7000-8000-00000000000a', 'ada', 'demo-ada@demo.waymark.example', 'x', 'member',
                        now())
                    """));
            unused = TestDatabases.migrate(settings);
            assertTrue(DemoContent.isIn(db));
        }
        TestDatabases.drop(settings);
    }

    @Test
    void afterSealingAnewTheOlderKeyCanGo() {
        var settings = TestDatabases.create();
        try (var db = new Database(settings)) {
            IntStream.range(0, 450).forEach(i -> create(db, OLD, "member-" + i, "member-" + i + "@example.org"));
            var both = NEW + "," + OLD;
            create(db, both, "newer", "newer@example.org");

            assertEquals(450, resealing(db, both).run());
            assertEquals(0, resealing(db, both).run());

            var one = db.read(tx -> tx.select(ACCOUNT.ID)
                    .from(ACCOUNT)
                    .where(ACCOUNT.USERNAME.eq("member-7"))
                    .fetchSingle(ACCOUNT.ID));
            assertEquals(
                    "member-7@example.org",
                    accounts(db, NEW).requireAccount(one).email());
            assertThrows(RuntimeException.class, () -> accounts(db, OLD).requireAccount(one));
            assertTrue(isTaken(db, NEW, "MEMBER-7@example.org"));
        }
        TestDatabases.drop(settings);
    }

    @Test
    void secretsThatAreNoTextAreSealedAnewToo() {
        var settings = TestDatabases.create();
        try (var db = new Database(settings)) {
            create(db, OLD, "siskin", "siskin@example.org");
            var secret = new byte[] {(byte) 0xC3, (byte) 0x28, 0, (byte) 0xFF, 7};
            var account = db.read(tx -> tx.select(ACCOUNT.ID).from(ACCOUNT).fetchSingle(ACCOUNT.ID));
            var sealed = Keyring.parse(OLD).seal("totp", secret);
            boolean unused = db.write(tx -> SecondFactorStore.begin(tx, account, sealed, Instant.EPOCH));

            var keys = Keyring.parse(NEW + "," + OLD);
            assertEquals(1, new Resealing(db, keys, List.of(SecondFactors.SEALED)).run());
            var anew = db.read(tx -> SecondFactorStore.find(tx, account)).orElseThrow();
            assertArrayEquals(secret, Keyring.parse(NEW).openBytes("totp", anew.secret()));
        }
        TestDatabases.drop(settings);
    }

    @Test
    void anAddressIsTheSameUnderAnyKey() {
        var settings = TestDatabases.create();
        try (var db = new Database(settings)) {
            create(db, OLD, "siskin", "siskin@example.org");
            assertTrue(isTaken(db, NEW + "," + OLD, "siskin@example.org"));
            assertThrows(Problem.class, () -> create(db, NEW + "," + OLD, "second", "Siskin@example.org"));
        }
        TestDatabases.drop(settings);
    }

    private static boolean isTaken(Database db, String keys, String address) {
        var hashes = new EmailSeal(Keyring.parse(keys)).hashes(address);
        return db.read(tx -> AccountStore.isVerified(tx, hashes));
    }

    private static void create(Database db, String keys, String username, String address) {
        var accounts = accounts(db, keys);
        var unused = db.write(tx -> {
            var consents = accounts.wordings(tx).stream()
                    .map(wording -> new NewAccount.ConsentGiven(wording.purpose(), wording.version()))
                    .toList();
            return accounts.createStaff(tx, new NewAccount(username, address, "x", consents), Role.MEMBER);
        });
    }

    private static Accounts accounts(Database db, String keys) {
        var clock = new TestClock();
        return new Accounts(db, Keyring.parse(keys), new Ids(clock), clock);
    }

    private static Resealing resealing(Database db, String keys) {
        return new Resealing(db, Keyring.parse(keys), List.of(Accounts.SEALED_EMAIL));
    }

    /** The tables in which a text stands, as it is or in bytes. */
    private static List<String> places(Database db, String text) {
        var bytes = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return db.read(tx -> tx
                .fetch("select table_name from information_schema.tables where table_schema = 'public'")
                .getValues(0, String.class)
                .stream()
                .filter(table -> tx.fetch("select t::text from \"" + table + "\" t").getValues(0, String.class).stream()
                        .map(row -> row.toLowerCase(Locale.ROOT))
                        .anyMatch(row -> row.contains(text) || row.contains(bytes)))
                .toList());
    }

    private static void migrateToBefore(DatabaseSettings settings) {
        var unused = Flyway.configure()
                .dataSource(
                        settings.url(),
                        settings.username().orElse(null),
                        settings.password().orElse(null))
                .locations("classpath:db/migration")
                .target("026?")
                .load()
                .migrate();
    }
}
