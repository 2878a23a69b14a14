package waymark.benchmark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import waymark.platform.db.DatabaseSettings;
import waymark.testing.Connections;

/** The jar as an operator runs it, in a process of its own with the embedded database. */
final class RunningForum implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String DATABASE = "waymark";

    private final Process process;
    private final Path data;
    private final int port;
    private final Duration untilReady;
    private final Thread stopOnExit;

    private RunningForum(Process process, Path data, int port, Duration untilReady, Thread stopOnExit) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.untilReady = untilReady;
        this.stopOnExit = stopOnExit;
    }

    /** Starts the jar and waits until it says that it is ready. */
    static RunningForum start(Path jar, Path data, Path log) throws IOException, InterruptedException {
        int port = freePort();
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(java.toString(), "-jar", jar.toString(), "serve")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("WAYMARK_"));
        environment.put("WAYMARK_PORT", String.valueOf(port));
        environment.put("WAYMARK_DATA", data.toString());
        environment.put("WAYMARK_RATE_LIMITS", "off");
        environment.put("WAYMARK_DEMO", "true");
        var begin = System.nanoTime();
        var process = builder.start();
        var stopOnExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stopOnExit);
        while (!isReady(port)) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroy();
                throw new IllegalStateException("the server does not start; see " + log);
            }
            Thread.sleep(10);
        }
        return new RunningForum(process, data, port, Duration.ofNanos(System.nanoTime() - begin), stopOnExit);
    }

    int port() {
        return port;
    }

    Duration untilReady() {
        return untilReady;
    }

    /** A connection of our own to its database. */
    Connection connect() throws IOException, SQLException {
        return Connections.open(database());
    }

    DatabaseSettings database() throws IOException {
        return new DatabaseSettings(
                "jdbc:postgresql://127.0.0.1:" + lineOfPidFile(4) + "/" + DATABASE,
                Optional.of(DATABASE),
                Optional.of(Files.readString(data.resolve("postgres/password")).strip()),
                2,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }

    /** What its Java process holds in memory, in MB. */
    long residentMegabytes() throws IOException {
        return kilobytes(process.pid(), "status", "VmRSS:").orElseThrow() / 1024;
    }

    /** What the processes of its database hold together, in MB; memory that they share is counted once. */
    long databaseMegabytes() throws IOException {
        long kilobytes = 0;
        var postmaster =
                ProcessHandle.of(Long.parseLong(lineOfPidFile(1).strip())).orElseThrow();
        var pids = postmaster.descendants().map(ProcessHandle::pid).toList();
        for (long pid : pids) {
            kilobytes += kilobytes(pid, "smaps_rollup", "Pss:").orElse(0L);
        }
        return (kilobytes + kilobytes(postmaster.pid(), "smaps_rollup", "Pss:").orElseThrow()) / 1024;
    }

    /** Tells it to end, as an operator would, and waits until it and its database have. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server, pid " + process.pid() + ", does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("was told to end before the server had ended", e);
        }
        Runtime.getRuntime().removeShutdownHook(stopOnExit);
        if (Files.exists(pidFile())) {
            throw new IllegalStateException("the server ended and left its database running: " + pidFile());
        }
    }

    private static boolean isReady(int port) {
        try (var wire = Wire.to(port)) {
            return wire.send(Wire.request("GET", "/health/ready", "", new byte[0]))
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path pidFile() {
        return data.resolve("postgres/data/postmaster.pid");
    }

    private String lineOfPidFile(int number) throws IOException {
        return Files.readAllLines(pidFile()).get(number - 1);
    }

    /** Empty when the process has ended meanwhile. */
    private static Optional<Long> kilobytes(long pid, String file, String line) throws IOException {
        var path = Path.of("/proc", String.valueOf(pid), file);
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        return Files.readAllLines(path).stream()
                .filter(found -> found.startsWith(line))
                .map(found -> Long.parseLong(found.replaceAll("\\D", "")))
                .findFirst();
    }
}
