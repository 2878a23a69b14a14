package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.FORUM_THREAD;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.secret.Keyring;
import waymark.testing.Client;
import waymark.testing.TestDatabases;

/**
 * The program as an operator meets it, each time in a process of its own. A start costs seconds, so one forum on the
 * embedded server runs beside all of these tests, and what needs a database but not that server gets one of the tests'.
 */
@Timeout(120)
class CommandLineTest {

    private static final Path FOLDER = Path.of("target", "command-line-test").toAbsolutePath();
    private static final Path DATA = FOLDER.resolve("data");
    private static final String PASSWORD = "long enough for staff";
    private static final String KEYS = Keyring.fresh("test");

    private static @Nullable Program forum;

    /** What an operator does on the first day: an account for whoever looks after the forum, then the forum. */
    @BeforeAll
    static void serveAForumWhoseFirstAccountIsAnAdmin() throws IOException {
        Program.deleteTree(FOLDER);
        var settings = Map.of("WAYMARK_DATA", DATA.toString(), "WAYMARK_STAFF_PASSWORD", PASSWORD, "WAYMARK_PORT", "0");
        assertEquals(
                "The account first is made. Its role: admin.\n",
                createStaff(settings, "first", "admin").succeeded());
        forum = Program.start(settings, "serve").untilListening();
    }

    @AfterAll
    static void endIt() {
        running().close();
    }

    @Test
    void helpListsTheCommands() {
        var said = Program.run(Map.of(), "help").succeeded();

        for (var command : List.of(
                "serve",
                "migrate",
                "create-staff",
                "repair-counters",
                "reseal",
                "export-erasures",
                "replay-erasures",
                "verify-audit-log",
                "help")) {
            assertTrue(said.matches("(?s).*\n {2}" + command + " .*"), said);
        }
    }

    @Test
    void allWrongSettingsAreToldAtOnce() {
        var said = Program.run(
                        Map.of(
                                "WAYMARK_PORT", "abc",
                                "WAYMARK_RATE_LIMITS", "off",
                                "WAYMARK_HOST", "0.0.0.0",
                                "WAYMARK_DEMO", "true",
                                "WAYMARK_FOO", "1"),
                        "serve")
                .refused();

        assertEquals("These settings cannot be used:", said.lines().findFirst().orElse(""));
        for (var mistake : List.of(
                "WAYMARK_PORT has to be a whole number from 0 to 65535",
                "WAYMARK_RATE_LIMITS cannot be off where others can reach the server",
                "WAYMARK_DEMO cannot be true where others can reach the server",
                "WAYMARK_FOO is no setting")) {
            assertTrue(said.contains("\n  " + mistake), said);
        }
        assertEquals(5, said.lines().count(), said);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsTold() throws IOException {
        int nobodys;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodys = socket.getLocalPort();
        }
        var said = Program.run(
                        Map.of("WAYMARK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + nobodys + "/waymark"), "serve")
                .refused();

        assertTrue(said.startsWith("The PostgreSQL of WAYMARK_DATABASE_URL does not answer"), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Test
    void aTakenPortIsTold() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            on(TestDatabases.create(), (db, settings) -> {
                settings.put("WAYMARK_PORT", String.valueOf(socket.getLocalPort()));
                var said = Program.run(settings, "serve").refused();
                assertTrue(
                        said.endsWith("Something else is listening on 127.0.0.1:" + socket.getLocalPort()
                                + " already. Stop it, or set WAYMARK_PORT to another port.\n"),
                        said);
            });
        }
    }

    @Test
    void aFolderIsForOneWaymarkAtATime() throws IOException {
        var said = Program.run(Map.of("WAYMARK_DATA", DATA.toString(), "WAYMARK_PORT", "0"), "serve")
                .refused();

        assertEquals(
                "Another Waymark is running on the folder "
                        + DATA.resolve("postgres").toRealPath()
                        + "; stop it or set WAYMARK_DATA to another folder.\n",
                said);
        running().guest().get("//health/ready").expect(200);
    }

    @Test
    void whoeverWasMadeBeforeTheForumWasServedSignsIn() {
        assertEquals("admin", roleAfterSignIn(running().guest(), "first", PASSWORD));
    }

    @Test
    void theGreetingNamesNoDemoAccountsWhereThereAreNone() {
        running()
                .guest()
                .post("/sessions", Map.of("username", "ada", "password", "waymark-demo-2026"))
                .expectProblem(401, "wrong-credentials");
        assertFalse(running().out().contains("sign in"), running()::out);
    }

    @Test
    void eachNameIsGivenToStaffOnce() throws IOException {
        var secret = Files.writeString(FOLDER.resolve("staff-password"), PASSWORD + "\n");
        on(TestDatabases.create(), (db, settings) -> {
            settings.put("WAYMARK_STAFF_PASSWORD_FILE", secret.toString());
            assertEquals(
                    "The account Grace is made. Its role: moderator.\n",
                    createStaff(settings, "Grace", "moderator").succeeded());
            assertEquals(
                    "Somebody else has this name. Please choose another name.\n",
                    createStaff(settings, "grace", "another@example.org", "admin")
                            .refused());

            var named = createStaff(settings, "dr-hopper", "moderator").refused();
            assertTrue(named.contains("\n  /username: "), named);

            settings.remove("WAYMARK_STAFF_PASSWORD_FILE");
            settings.put("WAYMARK_STAFF_PASSWORD", "too short");
            var said = createStaff(settings, "hopper", "supporter").refused();
            assertTrue(said.contains("\n  /password: "), said);
            assertFalse(said.contains("too short"), said);

            serving(db, guest -> {
                assertEquals("moderator", roleAfterSignIn(guest, "grace", PASSWORD));
                guest.post("/sessions", Map.of("username", "hopper", "password", "too short"))
                        .expectProblem(401, "wrong-credentials");
            });
        });
    }

    @Test
    void migrateSaysHowMuchItDid() {
        on(TestDatabases.createEmpty(), (db, settings) -> {
            var first = Program.run(settings, "migrate").succeeded();
            assertTrue(first.matches("Migrations applied: [1-9][0-9]*\n"), first);
            assertEquals(
                    "Migrations applied: 0\n", Program.run(settings, "migrate").succeeded());
        });
    }

    @Test
    void repairCountersMendsWhatIsCountedWrong() {
        on(TestDatabases.create(), (db, settings) -> {
            App.loadDemo(db, Clock.systemUTC(), FeatureSettings.of(Keyring.parse(KEYS)));
            var before = counters(db);
            assertTrue(before.values().stream().anyMatch(count -> count > 1), before::toString);
            int spoilt = db.write(tx -> tx.update(FORUM_THREAD)
                    .set(FORUM_THREAD.POST_COUNT, 0)
                    .set(FORUM_THREAD.AWAITING_FIRST_REPLY, FORUM_THREAD.POST_COUNT.gt(1))
                    .execute());
            assertEquals(before.size(), spoilt);

            assertEquals(
                    "Threads counted again: " + before.size() + "\n",
                    Program.run(settings, "repair-counters").succeeded());
            assertEquals(before, counters(db));
        });
    }

    @Test
    void theAuditLogIsCheckedAgainstTheHeadThatWasWrittenDown() {
        on(TestDatabases.create(), (db, settings) -> {
            assertEquals(
                    "The audit log is intact.\nEntries that hold: 0\n",
                    Program.run(settings, "verify-audit-log").succeeded());

            record(db, 3);
            var said = Program.run(settings, "verify-audit-log").succeeded();
            assertTrue(
                    said.matches("The audit log is intact.\nEntries that hold: 3\n"
                            + "Head, to write down: --number=3 --hash=[0-9a-f]{64}\n"),
                    said);
            var head = said.substring(said.indexOf("--")).strip().split(" ", -1);
            record(db, 1);
            assertTrue(Program.run(settings, "verify-audit-log", head[0], head[1])
                    .succeeded()
                    .contains("Entries that hold: 4\n"));

            tamper(db, "delete from audit_entry where number > 2");
            var cut = Program.run(settings, "verify-audit-log", head[0], head[1]);
            assertEquals(1, cut.code());
            assertTrue(
                    cut.out()
                            .startsWith(
                                    "The audit log is BROKEN: entry 3 was written down, and the log ends before it.\n"
                                            + "Entries that hold: 2\nThe last of them: --number=2 --hash="),
                    cut::out);

            tamper(db, "update audit_entry set reason = 'spam' where number = 1");
            var changed = Program.run(settings, "verify-audit-log");
            assertEquals(1, changed.code());
            assertEquals(
                    "The audit log is BROKEN: entry 1 does not say what was written.\nEntries that hold: 0\n",
                    changed.out());
        });
    }

    @Test
    void aHeadIsGivenWhole() {
        var half = Program.run(Map.of(), "verify-audit-log", "--number=3");
        assertEquals(2, half.code());
        assertTrue(half.err().contains("--hash"), half::err);
        assertEquals(
                2,
                Program.run(Map.of(), "verify-audit-log", "--number=3", "--hash=abc")
                        .code());
    }

    @Test
    void aForumWithTheDemoAccountsIsNotServedToOthers() {
        on(TestDatabases.create(), (db, settings) -> {
            App.loadDemo(db, Clock.systemUTC(), FeatureSettings.of(Keyring.parse(KEYS)));
            settings.putAll(Map.of("WAYMARK_HOST", "0.0.0.0", "WAYMARK_PORT", "0"));

            var said = Program.run(settings, "serve").refused();
            assertTrue(said.startsWith("This database holds the demo accounts, whose password everybody knows,"), said);
            assertEquals(1, said.lines().count(), said);
        });
    }

    @Test
    void resealLetsGoOfAnOlderKey() {
        on(TestDatabases.create(), (db, settings) -> {
            settings.put("WAYMARK_STAFF_PASSWORD", PASSWORD);
            assertTrue(createStaff(settings, "keeper", "admin").succeeded().contains("keeper"));
            settings.remove("WAYMARK_STAFF_PASSWORD");
            settings.put("WAYMARK_KEYS", Keyring.fresh("next") + "," + KEYS);

            assertEquals("Sealed anew: 1\n", Program.run(settings, "reseal").succeeded());
            assertEquals("Sealed anew: 0\n", Program.run(settings, "reseal").succeeded());
        });
    }

    private static void record(Database db, int entries) {
        var audit = new Audit(Clock.systemUTC());
        for (int i = 0; i < entries; i++) {
            var entry = AuditEntry.byTheServer("post-checked", "post", new UUID(1, i));
            db.<Boolean>write(tx -> {
                audit.record(tx, entry);
                return true;
            });
        }
    }

    /** As somebody does who owns the database. */
    private static void tamper(Database db, String sql) {
        db.<Boolean>write(tx -> {
            tx.execute("alter table audit_entry disable trigger user");
            tx.execute(sql);
            tx.execute("alter table audit_entry enable trigger user");
            return true;
        });
    }

    private static Program running() {
        return Objects.requireNonNull(forum);
    }

    private static Ended createStaff(Map<String, String> settings, String name, String role) {
        return createStaff(settings, name, name + "@example.org", role);
    }

    private static Ended createStaff(Map<String, String> settings, String name, String email, String role) {
        return Program.run(settings, "create-staff", "--username", name, "--email", email, "--role", role);
    }

    private static String roleAfterSignIn(Client guest, String name, String password) {
        return guest.post("/sessions", Map.of("username", name, "password", password))
                .expect(201)
                .text("/account/role");
    }

    /** Per thread, how many posts stand; negative when nobody has answered its author. */
    private static Map<String, Integer> counters(Database db) {
        return db.read(tx -> tx.selectFrom(FORUM_THREAD)
                .fetchMap(
                        row -> row.get(FORUM_THREAD.ID).toString(),
                        row -> row.get(FORUM_THREAD.AWAITING_FIRST_REPLY)
                                ? -row.get(FORUM_THREAD.POST_COUNT)
                                : row.get(FORUM_THREAD.POST_COUNT)));
    }

    /** Serves a database in this JVM, which is quicker. */
    private static void serving(Database db, Consumer<Client> visit) {
        var settings = Config.from(Map.of("WAYMARK_PORT", "0", "WAYMARK_RATE_LIMITS", "off", "WAYMARK_KEYS", KEYS));
        try (var app = new App(db, settings.server(), Clock.systemUTC(), settings.features())) {
            app.start();
            visit.accept(new Client(app.port(), Optional.empty()));
        }
    }

    private interface Visit {
        void to(Database db, Map<String, String> settings);
    }

    /** Lends a database of the tests' server, and the settings that lead the program to it. */
    private static void on(DatabaseSettings database, Visit visit) {
        try (var db = new Database(database)) {
            visit.to(
                    db,
                    new HashMap<>(Map.of(
                            // Written as other programs write it.
                            "WAYMARK_DATABASE_URL", database.url().replace("jdbc:postgresql:", "postgres:"),
                            "WAYMARK_DATABASE_USER", database.username().orElseThrow(),
                            "WAYMARK_DATABASE_PASSWORD", database.password().orElseThrow(),
                            "WAYMARK_KEYS", KEYS)));
        }
        TestDatabases.drop(database);
    }

    /** How a run ended and what it said. */
    record Ended(int code, String out, String err) {

        /** What it said to its user, when all went well. */
        String succeeded() {
            assertEquals(0, code, this::toString);
            return out;
        }

        /** What it said went wrong: in words for the operator, and with nothing on standard output. */
        String refused() {
            assertEquals(1, code, this::toString);
            assertEquals("", out);
            assertFalse(err.matches("(?s).*(\n\\s+at |Exception|\\.java:).*"), err);
            return err;
        }
    }

    /** The program in a process of its own. */
    static final class Program implements AutoCloseable {

        private static final Path FOLDER = Path.of("target", "programs").toAbsolutePath();
        private static final Duration PATIENCE = Duration.ofSeconds(90);
        private static final Duration GLANCE = Duration.ofMillis(20);

        private final Process process;
        private final Path out;
        private final Path err;

        private Program(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** Starts it with these settings only, whatever the environment of the tests has. */
        static Program start(Map<String, String> settings, String... arguments) {
            try {
                Files.createDirectories(FOLDER);
                var out = Files.createTempFile(FOLDER, arguments[0] + "-", ".out");
                var err = Files.createTempFile(FOLDER, arguments[0] + "-", ".err");
                var builder = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                // Most of these processes do little more than start, and a start takes half as long
                                // without the compiler that is meant for the long run.
                                "-XX:TieredStopAtLevel=1",
                                // Not the one of the tests, which is on the class path, too.
                                "-Dlogback.configurationFile=logback.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.command().addAll(List.of(arguments));
                builder.environment().keySet().removeIf(name -> name.startsWith("WAYMARK_"));
                builder.environment().putAll(settings);
                return new Program(builder.start(), out, err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Runs it to its end. */
        static Ended run(Map<String, String> settings, String... arguments) {
            try (var program = start(settings, arguments)) {
                assertTrue(program.endsWithin(PATIENCE), () -> "still at it: " + program);
                return new Ended(program.process.exitValue(), program.out(), program.err());
            }
        }

        Process process() {
            return process;
        }

        String out() {
            return contentOf(out);
        }

        String err() {
            return contentOf(err);
        }

        /** Whether it ends before so much time has passed. */
        boolean endsWithin(Duration time) {
            try {
                return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** Waits for something that it does while it runs. */
        Program until(String what, BooleanSupplier done) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!done.getAsBoolean()) {
                assertFalse(endsWithin(GLANCE), () -> "it ended before " + what + ": " + this);
                assertTrue(System.nanoTime() < end, () -> what + " takes too long: " + this);
            }
            return this;
        }

        Program untilListening() {
            return until("it listened", () -> out().contains("Waymark is listening"));
        }

        /** A guest of the forum that it serves, on the port that it told. */
        Client guest() {
            var url = out().lines().findFirst().orElseThrow();
            return new Client(Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)), Optional.empty());
        }

        /** Ends it the usual way or, when it does not end so, by force. */
        @Override
        public void close() {
            process.destroy();
            if (!endsWithin(PATIENCE)) {
                process.destroyForcibly();
            }
        }

        @Override
        public String toString() {
            return process.info().commandLine().map(it -> "running").orElse("ended") + "\n" + out() + err();
        }

        static void deleteTree(Path tree) throws IOException {
            if (Files.notExists(tree)) {
                return;
            }
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        }

        private static String contentOf(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
