package waymark.platform.db.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The server process of one data folder. Call while holding the folder's lock. */
final class Postmaster {

    /** Whose the pid in the data folder is. */
    private enum Holder {
        /** Nobody's, or nobody's we could be sure of: PostgreSQL checks again. */
        NOBODY,
        OUR_SERVER,
        /**
         * Another program's, which was given it after a crash, as happens in containers; or that of a process which has
         * ended but still counts as there. PostgreSQL alone would refuse to start.
         */
        NOT_OUR_SERVER
    }

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);
    /** After a crash the server first replays its log; stopping it half-way would only begin that anew. */
    private static final Duration PATIENCE_AFTER_CRASH = Duration.ofMinutes(10);

    private static final Duration RETRYING = Duration.ofSeconds(10);

    /** Each connection has a process, which may outlive a killed server until its statement is done. */
    private static final String KILLED_ONE_LIVES_ON = "pre-existing shared memory block";

    private static final int LAST_WORDS = 600;

    private final Path folder;
    private final Path data;
    private final Path pidFile;
    private final Path log;
    private final PostgresPrograms programs;
    private boolean stopped;

    Postmaster(Path folder, PostgresPrograms programs) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.pidFile = data.resolve("postmaster.pid");
        this.log = folder.resolve("postgres.log");
        this.programs = programs;
    }

    /**
     * Stops the server that a killed Waymark left behind, if there is one, then starts ours and waits until it takes
     * connections.
     *
     * @param settings each {@code name=value}, without blanks
     * @return the port it listens on
     */
    synchronized int start(List<String> settings) throws IOException {
        keepLastLog();
        var end = System.nanoTime() + RETRYING.toNanos();
        while (!stopped) {
            var patience = Files.exists(pidFile) ? PATIENCE_AFTER_CRASH : USUAL_PATIENCE;
            makeWay();
            Files.deleteIfExists(log);
            var port = freePort();
            var result = pgCtl("start", patience, "-l", log.toString(), "-o", options(port, settings));
            if (result.succeeded()) {
                return port;
            }
            var words = Files.exists(log) && Files.size(log) > 0 ? Files.readString(log) : result.output();
            if (System.nanoTime() > end || !mayWorkNextTime(words)) {
                stopIfRunning();
                throw notStarted(patience, result.output(), words);
            }
        }
        throw new IOException("Waymark was told to end");
    }

    /** One start's log is kept beside the present one; the two never grow without end. */
    private void keepLastLog() throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void makeWay() throws IOException {
        switch (holder()) {
            case OUR_SERVER -> stopIfRunning();
            case NOT_OUR_SERVER -> Files.delete(pidFile);
            case NOBODY -> {}
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** On the command line they outrank every file in the data folder. */
    private static String options(int port, List<String> settings) {
        return "-c port=" + port + " -c " + String.join(" -c ", settings);
    }

    private static boolean mayWorkNextTime(String words) {
        return Stream.of(
                        // Somebody was quicker to take the port.
                        "Address already in use",
                        // One of our own threads, say, has just been given the pid of the old server.
                        "postmaster.pid\" already exists",
                        KILLED_ONE_LIVES_ON)
                .anyMatch(words::contains);
    }

    private EmbeddedPostgresException notStarted(Duration patience, String pgCtl, String words) {
        if (words.contains(KILLED_ONE_LIVES_ON)) {
            return new EmbeddedPostgresException(
                    "Processes of a PostgreSQL that was killed are still at work in the folder "
                            + folder
                            + "; wait until they have ended (their names begin with \"postgres:\") and start Waymark"
                            + " again.");
        }
        var late = pgCtl.contains("did not start in time") ? " within " + patience.toSeconds() + " seconds" : "";
        return EmbeddedPostgresException.of(
                folder, "did not start" + late, words.substring(Math.max(0, words.length() - LAST_WORDS)));
    }

    /** Stops the server for good, cutting off whoever is connected. Does nothing when it is not running. */
    synchronized void stop() throws IOException {
        stopped = true;
        stopIfRunning();
    }

    private void stopIfRunning() throws IOException {
        if (holder() == Holder.NOT_OUR_SERVER) {
            return;
        }
        var result = pgCtl("stop", USUAL_PATIENCE, "-m", "fast");
        if (!result.succeeded() && holder() == Holder.OUR_SERVER) {
            throw EmbeddedPostgresException.of(
                    folder, "did not stop within " + USUAL_PATIENCE.toSeconds() + " seconds", result.output());
        }
    }

    private Program.Result pgCtl(String action, Duration patience, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(action, "-D", data.toString(), "-w", "-t", "" + patience.toSeconds()));
        arguments.addAll(List.of(more));
        return programs.run(patience.plusSeconds(10), "pg_ctl", arguments);
    }

    private Holder holder() throws IOException {
        String pid;
        try {
            pid = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        } catch (NoSuchFileException e) {
            return Holder.NOBODY;
        }
        if (!pid.matches("[0-9]{1,18}")) {
            return Holder.NOT_OUR_SERVER;
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .map(this::holder)
                .orElse(Holder.NOBODY);
    }

    private Holder holder(ProcessHandle process) {
        if (isZombie(process)) {
            return Holder.NOT_OUR_SERVER;
        }
        var program =
                process.info().command().map(path -> Path.of(path).getFileName().toString());
        if (program.isPresent() && !program.get().startsWith("postgres")) {
            return Holder.NOT_OUR_SERVER;
        }
        try {
            // The server's working folder is its data folder.
            return Files.isSameFile(Path.of("/proc", "" + process.pid(), "cwd"), data)
                    ? Holder.OUR_SERVER
                    : Holder.NOT_OUR_SERVER;
        } catch (IOException noSuchFileOrNotForUs) {
            var arguments = List.of(process.info().arguments().orElse(new String[0]));
            return arguments.contains(data.toString()) ? Holder.OUR_SERVER : Holder.NOBODY;
        }
    }

    /** It ended, but nobody fetched its exit status: in a container the first process often fetches none. */
    private static boolean isZombie(ProcessHandle process) {
        try {
            var status = Files.readString(Path.of("/proc", "" + process.pid(), "stat"));
            return status.startsWith(" Z", status.lastIndexOf(')') + 1);
        } catch (IOException noSuchFile) {
            return false;
        }
    }
}
