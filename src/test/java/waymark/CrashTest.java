package waymark;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waymark.CommandLineTest.Program;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.ContractCheck;
import waymark.testing.Together;

/**
 * What a crash costs: nothing that was acknowledged, and nothing twice. The real program is killed while people write,
 * and started again. {@code -Dcrash.kills} says how often, {@code -Dcrash.seed} repeats the same moments, as far as the
 * machine does.
 *
 * <p>A kill leaves what the operating system holds in memory, so this does not tell what a power cut costs; for that,
 * EmbeddedPostgresTest looks at the settings.
 */
@Timeout(1_800)
class CrashTest {

    private static final int KILLS = Integer.getInteger("crash.kills", 10);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);

    private static final Path DATA = Path.of("target", "crash-test").toAbsolutePath();
    private static final String PASSWORD = "waymark-demo-2026";
    /** Two for each account, so that keys of one owner meet. */
    private static final List<String> WRITERS = List.of("ada", "ben", "cleo", "ada", "ben", "cleo");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Requests in flight are given 20 seconds. */
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(25);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private static final Set<String> TRY_AGAIN = Set.of("503 unavailable", "409 idempotency-key-in-use");

    private final Random random = new Random(SEED);
    private final int port = portThatNobodyIsGiven();
    private final List<Program> started = new ArrayList<>();

    /** Done while there is a server to write to. */
    private volatile CompletableFuture<Void> open = new CompletableFuture<>();

    private volatile boolean enough;

    private String thread = "";
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();
    /** Replays of answers that had not reached their writer. */
    private final AtomicInteger foundWritten = new AtomicInteger();

    @BeforeAll
    static void beginWithoutData() throws IOException {
        Program.deleteTree(DATA);
    }

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(program -> kill(program, true));
    }

    @Test
    void whatWasAcknowledgedIsThereOnceHoweverOftenEverythingIsKilled() throws Exception {
        long began = System.nanoTime();
        System.out.println("CrashTest: -Dcrash.seed=" + SEED + " -Dcrash.kills=" + KILLS);
        var executor = Executors.newFixedThreadPool(WRITERS.size());
        try {
            var program = serve().untilListening();
            var writers = beginToWrite(executor);
            Runnable lookAtTraces = () -> {};
            for (int i = 1; i <= KILLS; i++) {
                boolean everything = i % 2 == 1;
                boolean whileStarting = i % 5 == 3;
                if (whileStarting) {
                    letPass(program, 3_000);
                } else {
                    program.untilListening();
                    lookAtTraces.run();
                    open.complete(null);
                    untilSomebodyWasAcknowledged(program, writers);
                    letPass(program, 2_000);
                    open = new CompletableFuture<>();
                }
                var database = databaseProcesses();
                kill(program, everything);
                if (whileStarting) {
                    lookAtTraces = () -> {};
                } else {
                    assertTrue(everything || isRunning(database.get(0)), "the database was to outlive the program");
                    lookAtTraces = () -> requireTracesOfKill(everything, database.get(0));
                }
                program = serve();
            }
            program.untilListening();
            lookAtTraces.run();
            open.complete(null);
            untilSomebodyWasAcknowledged(program, writers);
            endInOrder(program);

            program = serve().untilListening();
            assertTrue(logOfDatabase().contains("database system was shut down at"), logOfDatabase());
            assertFalse(logOfDatabase().contains("was not properly shut down"), logOfDatabase());
            enough = true;
            open.complete(null);
            for (var writer : writers) {
                writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            requireEveryReplyOnce(Duration.ofNanos(System.nanoTime() - began));
            endInOrder(program);
        } finally {
            enough = true;
            open.complete(null);
            executor.shutdownNow();
        }
    }

    @Test
    void toldToEndWhileItStartsItLeavesNoDatabaseBehind() {
        // Connected, it has much to do yet; before that, it waits for the database to come up.
        var program = serve().until("it was connected", CrashTest::isConnected);
        assertFalse(program.out().contains("listening"), "it was quicker than this test");
        endInOrder(program);
    }

    private Program serve() {
        var program = Program.start(
                Map.of(
                        "WAYMARK_PORT",
                        String.valueOf(port),
                        "WAYMARK_DATA",
                        DATA.toString(),
                        "WAYMARK_DEMO",
                        "true",
                        "WAYMARK_RATE_LIMITS",
                        "off"),
                "serve");
        started.add(program);
        return program;
    }

    /** SIGTERM. */
    private void endInOrder(Program program) {
        var database = databaseProcesses();
        assertTrue(isRunning(database.get(0)));

        program.process().destroy();
        // For a moment people go on writing to a program that is leaving.
        boolean ended = program.endsWithin(Duration.ofMillis(100));
        open = new CompletableFuture<>();
        assertTrue(ended || program.endsWithin(LONGEST_FAREWELL), "it does not end");

        int code = program.process().exitValue();
        assertTrue(code == 143 || code == 0, () -> "it ended with " + code + "\n" + program.err());
        assertEquals(
                List.of(),
                database.stream()
                        .filter(CrashTest::isRunning)
                        .map(ProcessHandle::pid)
                        .toList(),
                "processes of the database that still run");
        assertFalse(Files.exists(pidFile(DATA)));
    }

    private void kill(Program program, boolean everything) {
        if (!everything) {
            var unused = program.process().destroyForcibly();
            assertTrue(program.endsWithin(PATIENCE));
            return;
        }
        killEverything(program, DATA);
    }

    /** Kills the program and its embedded server, all processes of it. */
    static void killEverything(Program program, Path data) {
        // Somebody may be born while the others are killed, hence twice.
        for (int i = 0; i < 2; i++) {
            var all = new ArrayList<>(program.process().descendants().toList());
            all.addAll(databaseProcesses(data));
            all.add(program.process().toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
        }
        assertTrue(program.endsWithin(PATIENCE));
    }

    /** Tells that it was the kill that was meant: the database either had to recover, or was stopped in order first. */
    private static void requireTracesOfKill(boolean everything, ProcessHandle database) {
        assertEquals(everything, logOfDatabase().contains("was not properly shut down"), logOfDatabase());
        assertFalse(isRunning(database), "the database of the killed program still runs");
    }

    /** The processes of the embedded server, the one that is the others' parent first. Empty when it does not run. */
    private static List<ProcessHandle> databaseProcesses() {
        return databaseProcesses(DATA);
    }

    private static List<ProcessHandle> databaseProcesses(Path data) {
        var all = new ArrayList<ProcessHandle>();
        // The file may be an old one, and its pid somebody else's by now.
        pidFileLines(data).stream()
                .findFirst()
                .filter(digits -> digits.matches("[0-9]+"))
                .flatMap(digits -> ProcessHandle.of(Long.parseLong(digits)))
                .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
                .ifPresent(postmaster -> {
                    all.add(postmaster);
                    all.addAll(postmaster.children().toList());
                });
        return all;
    }

    /** Whether the program uses its database. As long as that does not take connections, it does not. */
    private static boolean isConnected() {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + pidFileLines(DATA).get(3) + "/postgres",
                        "waymark",
                        Files.readString(DATA.resolve("postgres/password")));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select from pg_stat_activity where datname = 'waymark'")) {
            return rows.next();
        } catch (IOException | SQLException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** A process that has ended but was not yet forgotten by the system has no command any more. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static Path pidFile(Path data) {
        return data.resolve("postgres/data/postmaster.pid");
    }

    /** The first line has the pid, the fourth the port. */
    private static List<String> pidFileLines(Path data) {
        try {
            return Files.readAllLines(pidFile(data));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its present start. */
    private static String logOfDatabase() {
        try {
            return Files.readString(DATA.resolve("postgres/postgres.log"));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a random time pass in which the program has to stay up. */
    private void letPass(Program program, int mostMillis) {
        var moment = Duration.ofMillis(random.nextInt(mostMillis));
        assertFalse(program.endsWithin(moment), () -> "it ended by itself: " + program);
    }

    private void untilSomebodyWasAcknowledged(Program program, List<Future<?>> writers) {
        int before = acknowledged.size();
        var unused = program.until("a reply was acknowledged", () -> {
            writers.stream().filter(Future::isDone).forEach(Together::await);
            return acknowledged.size() > before;
        });
    }

    /** Signs the writers in; their sessions have to last through every crash. */
    private List<Future<?>> beginToWrite(ExecutorService executor) {
        var tokens = new HashMap<String, String>();
        for (var name : Set.copyOf(WRITERS)) {
            var token = guest().post("/sessions", Map.of("username", name, "password", PASSWORD))
                    .expect(201)
                    .text("/session/token");
            tokens.put(name, token);
        }
        thread = new Client(port, Optional.ofNullable(tokens.get(WRITERS.get(0))))
                .post(
                        "/threads",
                        Map.of("title", "Written in bad times", "category", "recovery", "markdown", "The first words."))
                .expect(201)
                .text("/thread/id");
        var writers = new ArrayList<Future<?>>();
        for (int i = 0; i < WRITERS.size(); i++) {
            var token = Optional.ofNullable(tokens.get(WRITERS.get(i))).orElseThrow();
            var writer = new Writer(token, "writer-" + i, new Random(random.nextLong()));
            writers.add(executor.submit(writer::write));
        }
        return writers;
    }

    private Client guest() {
        return new Client(port, Optional.empty());
    }

    private static String textOf(String key) {
        return "I am the reply " + key + ".";
    }

    /** Writes one reply after the other, and sometimes sends again what was acknowledged long ago. */
    private final class Writer {

        private final String token;
        private final String name;
        private final Random random;
        private final List<String> mine = new ArrayList<>();

        Writer(String token, String name, Random random) {
            this.token = token;
            this.name = name;
            this.random = random;
        }

        void write() {
            for (int i = 1; !enough; i++) {
                var key = name + "-" + i;
                if (sendUntilAcknowledged(key)) {
                    mine.add(key);
                }
                if (!mine.isEmpty() && random.nextInt(4) == 0) {
                    sendUntilAcknowledged(mine.get(random.nextInt(mine.size())));
                }
            }
        }

        /** @return false when this writer gave up after a failure, as people do: nobody knows whether it was written */
        private boolean sendUntilAcknowledged(String key) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                awaitServer();
                var answer = send(key);
                if (answer.isPresent()) {
                    acknowledge(key, answer.get());
                    return true;
                }
                failures.incrementAndGet();
                if (!acknowledged.containsKey(key) && random.nextInt(8) == 0) {
                    givenUp.add(key);
                    return false;
                }
                assertTrue(System.nanoTime() < end, () -> key + " is never acknowledged");
            }
        }

        private Optional<Answer> send(String key) {
            var path = Client.BASE + "/threads/" + thread + "/posts";
            // Many do not wait for the answer: often the reply is written and its writer does not know.
            var patience = random.nextInt(4) == 0 ? Duration.ofMillis(1 + random.nextInt(60)) : PATIENCE;
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(patience)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"markdown\": \"" + textOf(key) + "\"}"))
                    .build();
            try {
                var response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
                ContractCheck.check("POST", path, response);
                var answer = new Answer(response);
                if (answer.status() == 201) {
                    return Optional.of(answer);
                }
                assertTrue(TRY_AGAIN.contains(answer.status() + " " + answer.text("/code")), answer::body);
                return Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private void acknowledge(String key, Answer answer) {
            assertEquals(textOf(key), answer.text("/post/text"));
            boolean again = answer.header("Idempotency-Replayed").equals("true");
            var id = answer.text("/post/id");
            var earlier = acknowledged.putIfAbsent(key, id);
            if (earlier != null) {
                assertEquals(earlier, id, key);
                assertTrue(again, key);
            }
            if (again) {
                (earlier == null ? foundWritten : replayed).incrementAndGet();
            }
        }

        private void awaitServer() {
            try {
                open.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("the server does not come back", e);
            }
        }
    }

    private void requireEveryReplyOnce(Duration taken) {
        var posts = posts();
        var byText = posts.stream().collect(groupingBy(Post::text));
        var lost = acknowledged.keySet().stream()
                .filter(key -> !byText.containsKey(textOf(key)))
                .sorted()
                .toList();
        var doubled = byText.entrySet().stream()
                .filter(same -> same.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        var saved =
                givenUp.stream().filter(key -> byText.containsKey(textOf(key))).count();
        System.out.printf(
                "CrashTest: %d kills, %d replies acknowledged (%d of them by a replay, after the first answer did not"
                        + " arrive), %d answers replayed later, %d failures, %d given up (%d of them written), %d lost,"
                        + " %d doubled, %d seconds%n",
                KILLS,
                acknowledged.size(),
                foundWritten.get(),
                replayed.get(),
                failures.get(),
                givenUp.size(),
                saved,
                lost.size(),
                doubled.size(),
                taken.toSeconds());

        assertEquals(List.of(), lost, "lost");
        assertEquals(List.of(), doubled, "doubled");
        acknowledged.forEach((key, id) -> assertEquals(
                List.of(id),
                byText.getOrDefault(textOf(key), List.of()).stream()
                        .map(Post::id)
                        .toList(),
                key));
        assertEquals(1 + acknowledged.size() + saved, posts.size(), "posts that nobody meant to write");
        assertEquals(
                IntStream.rangeClosed(1, posts.size()).boxed().toList(),
                posts.stream().map(Post::number).toList());
        assertEquals(
                posts.size(),
                guest().get("/threads/" + thread).at("/thread/postCount").asInt());
    }

    /** All of the thread, in the order of the server. */
    private List<Post> posts() {
        var posts = new ArrayList<Post>();
        var next = "";
        do {
            var page = guest().get("/threads/" + thread + "/posts?limit=100" + next)
                    .expect(200);
            page.at("/items")
                    .forEach(post -> posts.add(new Post(
                            post.path("id").asText(),
                            post.path("number").asInt(),
                            post.path("text").asText())));
            next = page.at("/next").isNull() ? "" : "&cursor=" + page.text("/next");
        } while (!next.isEmpty());
        return posts;
    }

    private record Post(String id, int number, String text) {}

    /**
     * The port has to be free at every start. Those from 32768 on are not: in the meantime the system gives them to
     * connections.
     */
    static int portThatNobodyIsGiven() {
        return new Random()
                .ints(20_000, 32_000)
                .limit(100)
                .filter(CrashTest::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
