package waymark.platform.db.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import waymark.platform.db.embedded.EmbeddedPostgres.Durability;
import waymark.platform.db.embedded.HostUser.WayForRoot;

/** Making a database takes a second: the tests that stop theirs leave the folder "worn" to the next. */
@Timeout(120)
class EmbeddedPostgresTest {

    private static final List<WayForRoot> ANY_WAY = List.of(WayForRoot.values());

    @TempDir
    static Path folders;

    static Path programs;
    static EmbeddedPostgres shared;

    @BeforeAll
    static void startShared() throws IOException {
        Files.setPosixFilePermissions(folders, PosixFilePermissions.fromString("rwx--x--x"));
        programs = Files.createDirectory(folders.resolve("programs"));
        shared = start("shared", Durability.SAFE);
    }

    @AfterAll
    static void stopShared() {
        shared.close();
        shared.close();
    }

    @Test
    void safeWaitsForTheDisk() throws SQLException {
        assertEquals("on", answer(shared, "show fsync"));
        assertEquals("on", answer(shared, "show synchronous_commit"));
        assertEquals("on", answer(shared, "show full_page_writes"));
        assertEquals("on", answer(shared, "show data_checksums"));
    }

    @Test
    void theDatabaseDependsOnNoLocaleOfTheMachine() throws SQLException {
        assertEquals("UTF8 b C.UTF-8", answer(shared, """
                        select concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale)
                        from pg_database where datname = current_database()"""));
    }

    @Test
    void noOtherMachineCanConnect() throws IOException, SQLException {
        assertEquals("127.0.0.1", answer(shared, "show listen_addresses"));
        assertEquals("", answer(shared, "show unix_socket_directories"));
        for (var address : addressesOfThisMachine()) {
            try (var socket = new Socket()) {
                var target = new InetSocketAddress(address, shared.port());
                if (address.getHostAddress().equals("127.0.0.1")) {
                    socket.connect(target);
                } else {
                    assertThrows(IOException.class, () -> socket.connect(target), address.toString());
                }
            }
        }
    }

    private static List<InetAddress> addressesOfThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
    }

    @Test
    void theWrongPasswordIsRefused() throws SQLException {
        var refused = assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(shared.jdbcUrl("waymark"), shared.username(), "wrong"));
        assertEquals("28P01", refused.getSQLState());
        assertEquals(
                "scram-sha-256", answer(shared, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"));
    }

    @Test
    void thePasswordIsForItsOwnerOnly() throws IOException {
        var folder = folders.resolve("shared");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))));
        assertTrue(shared.password().matches("[0-9a-f]{64}"));
    }

    @Test
    void whatPeopleWroteIsNotInTheLog() throws Exception {
        try (var connection = connect(shared)) {
            run(connection, "create temp table secret (words text primary key)");
            run(connection, "insert into secret values ('my diagnosis')");
            assertThrows(SQLException.class, () -> run(connection, "insert into secret values ('my diagnosis')"));
            assertThrows(SQLException.class, () -> run(connection, "select to_tsquery('my diagnosis')"));
            assertThrows(
                    SQLException.class, () -> run(connection, "select nothing from secret where 'my diagnosis' = ''"));
        }
        var log = Files.readString(folders.resolve("shared/postgres.log"));
        assertTrue(log.contains("ready to accept connections"), log);
        assertFalse(log.contains("diagnosis"), log);
    }

    @Test
    void aSecondStartOnTheSameFolderIsRefused() throws Exception {
        var sentence = "Another Waymark is running on the folder "
                + folders.resolve("shared").toRealPath() + "; stop it or set WAYMARK_DATA to another folder.";
        assertEquals(sentence, refusal("shared"));
        assertEquals(sentence, refusal("shared"));
        var other = startElsewhere("shared");
        assertEquals(sentence, firstLine(other));
        assertEquals("1", answer(shared, "select 1"));
    }

    @Test
    void whatWasWrittenIsThereAfterClosingAndStartingAgain() throws SQLException {
        try (var server = start("worn", Durability.LOST_ON_CRASH)) {
            assertEquals("off", answer(server, "show fsync"));
            run(server, "create table note as select 'kept' as words");
        }
        try (var server = start("worn", Durability.SAFE)) {
            assertEquals("on", answer(server, "show fsync"));
            assertEquals("kept", answer(server, "select words from note"));
        }
    }

    @Test
    void theServerOfAKilledWaymarkIsStoppedAndItsDataKept() throws Exception {
        var killed = startElsewhere("orphan");
        var url = firstLine(killed);
        var password = Files.readString(folders.resolve("orphan/password"));
        var orphan = pidIn("orphan");
        try (var connection = DriverManager.getConnection(url, "waymark", password)) {
            run(connection, "create table note as select generate_series(1, 1000) as number");
            killed.destroyForcibly().waitFor();
            assertTrue(isRunning(orphan));
            run(connection, "insert into note values (1001)");
        }
        try (var server = start("orphan", Durability.SAFE)) {
            assertEquals("1001", answer(server, "select count(*) from note"));
            assertFalse(isRunning(orphan));
        }
    }

    @Test
    void aPidThatNowBelongsToAnotherProgramDoesItNoHarm() throws Exception {
        start("worn", Durability.LOST_ON_CRASH).close();
        var other = new ProcessBuilder("sleep", "300").start();
        try {
            var data = folders.resolve("worn/data");
            Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n" + data + "\n1\n5432\n\n127.0.0.1\n");
            try (var server = start("worn", Durability.LOST_ON_CRASH)) {
                assertEquals("1", answer(server, "select 1"));
            }
            assertTrue(other.isAlive());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aServerThatWasKilledRecovers() throws Exception {
        try (var server = start("worn", Durability.SAFE)) {
            run(server, "create table survivor as select 'kept' as words");
            ProcessHandle.of(pidIn("worn")).orElseThrow().destroyForcibly();
        }
        try (var server = start("worn", Durability.LOST_ON_CRASH)) {
            assertEquals("kept", answer(server, "select words from survivor"));
        }
    }

    @Test
    void whatAnInterruptedStartLeftBehindIsNotMistakenForFinished() throws IOException {
        var half = Files.createDirectories(folders.resolve("worn/data-1.unfinished/base"));
        Files.writeString(half.resolve("1"), "half a table");
        start("worn", Durability.LOST_ON_CRASH).close();
        assertFalse(Files.exists(half));
    }

    @Test
    void rootMayServeAsNobody() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"));
        var nobody = List.of(WayForRoot.NOBODY);
        try (var server =
                EmbeddedPostgres.start(folders.resolve("nobody"), Durability.LOST_ON_CRASH, programs, nobody)) {
            assertEquals("1", answer(server, "select 1"));
            assertEquals(
                    "nobody", Files.getOwner(folders.resolve("nobody/data")).getName());
        }
        Files.createDirectory(
                folders.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var refused = assertThrows(
                EmbeddedPostgresException.class,
                () -> EmbeddedPostgres.start(
                        folders.resolve("closed/inner"), Durability.LOST_ON_CRASH, programs, nobody));
        assertTrue(
                message(refused).startsWith("PostgreSQL would run as nobody and so may not enter"), refused::toString);
    }

    @Test
    void rootWithNoWayAroundIsToldWhatToDo() {
        assumeTrue(System.getProperty("user.name").equals("root"));
        var refused = assertThrows(
                EmbeddedPostgresException.class,
                () -> EmbeddedPostgres.start(folders.resolve("root"), Durability.SAFE, programs, List.of()));
        assertTrue(message(refused).startsWith("PostgreSQL refuses to run as root"), refused::toString);
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        var file = Files.createFile(folders.resolve("file"));
        assertEquals(
                "The path " + file + " is a file, not a folder; remove it or set WAYMARK_DATA to a folder.",
                refusal("file"));
    }

    @Test
    void dataOfAnotherVersionIsLeftAlone() throws IOException {
        var data = Files.createDirectories(folders.resolve("old/data"));
        Files.writeString(data.resolve("PG_VERSION"), "16\n");
        var refusal = refusal("old");
        assertTrue(refusal.contains("was made by PostgreSQL 16 but this Waymark brings PostgreSQL 18;"), refusal);
    }

    @Test
    void anUnknownMachineIsTold() {
        var processor = System.getProperty("os.arch");
        System.setProperty("os.arch", "abacus");
        try {
            var refusal = refusal("abacus");
            assertTrue(refusal.startsWith("This Waymark brings no PostgreSQL for "), refusal);
        } finally {
            System.setProperty("os.arch", processor);
        }
        assertFalse(Files.exists(folders.resolve("abacus")));
    }

    private static EmbeddedPostgres start(String folder, Durability durability) {
        return EmbeddedPostgres.start(folders.resolve(folder), durability, programs, ANY_WAY);
    }

    private static String refusal(String folder) {
        return message(assertThrows(EmbeddedPostgresException.class, () -> start(folder, Durability.SAFE)));
    }

    private static String message(Exception exception) {
        return String.valueOf(exception.getMessage());
    }

    /** Runs {@link Elsewhere} in a JVM of its own. */
    private static Process startElsewhere(String folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Elsewhere.class.getName(),
                        folders.resolve(folder).toString(),
                        programs.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        return String.valueOf(new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine());
    }

    private static long pidIn(String folder) throws IOException {
        return Long.parseLong(Files.readAllLines(folders.resolve(folder).resolve("data/postmaster.pid"))
                .get(0));
    }

    /** A process that has ended but was not yet forgotten by the system has no command any more. */
    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("waymark"), server.username(), server.password());
    }

    private static String answer(EmbeddedPostgres server, String query) throws SQLException {
        try (var connection = connect(server);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static void run(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = connect(server)) {
            run(connection, sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Serves until it is killed, or its parent is gone; says where, or why not. */
    static final class Elsewhere {

        public static void main(String[] args) throws Exception {
            try (var server =
                    EmbeddedPostgres.start(Path.of(args[0]), Durability.LOST_ON_CRASH, Path.of(args[1]), ANY_WAY)) {
                System.out.println(server.jdbcUrl("waymark"));
                System.in.read();
            } catch (EmbeddedPostgresException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
