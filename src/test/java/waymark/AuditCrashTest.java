package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waymark.CommandLineTest.Program;
import waymark.testing.Answer;
import waymark.testing.Client;

/**
 * What a crash costs the audit log: nothing. Program and database are killed while moderators take cases and give them back;
 * afterwards each of these actions stands in the chain once, and every one that was acknowledged is among them. {@code
 * -Dcrash.audit.kills} says how often, {@code -Dcrash.seed} repeats the same moments, as far as the machine does.
 */
@Timeout(1_800)
class AuditCrashTest {

    private static final int KILLS = Integer.getInteger("crash.audit.kills", 4);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);

    private static final Path DATA = Path.of("target", "audit-crash-test").toAbsolutePath();
    private static final String PASSWORD = "waymark-demo-2026";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Two for one account, so that those of one person meet. */
    private static final List<String> MODERATORS = List.of("mo", "max", "rue", "mo");

    private static final int CASES = 3;
    private static final Set<String> OTHERS_WERE_FASTER =
            Set.of("409 case-taken", "412 stale-version", "503 unavailable");

    private final Random random = new Random(SEED);
    private final int port = CrashTest.portThatNobodyIsGiven();
    private final List<Program> started = new ArrayList<>();
    private final Set<Action> acknowledged = Collections.synchronizedSet(new HashSet<>());

    /** Done while there is a server to ask. */
    private volatile CompletableFuture<Void> open = new CompletableFuture<>();

    private volatile boolean enough;

    @BeforeAll
    static void beginWithoutData() throws IOException {
        Program.deleteTree(DATA);
    }

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(program -> CrashTest.killEverything(program, DATA));
    }

    @Test
    void everyActionIsInTheChainOnceHoweverOftenEverythingIsKilled() throws Exception {
        System.out.println("AuditCrashTest: -Dcrash.seed=" + SEED + " -Dcrash.audit.kills=" + KILLS);
        var executor = Executors.newFixedThreadPool(MODERATORS.size());
        try {
            var program = serve();
            var cases = raiseCases();
            var admin = signIn("rue");
            var workers = new ArrayList<Future<?>>();
            for (var name : MODERATORS) {
                var worker = new Worker(name, signIn(name), cases, new Random(random.nextLong()));
                workers.add(executor.submit(worker::work));
            }
            var head = "";
            for (int i = 1; i <= KILLS; i++) {
                int before = acknowledged.size();
                open.complete(null);
                var running = program.until("somebody was acknowledged", isAcknowledgedAfter(before, workers));
                assertTrue(!running.endsWithin(Duration.ofMillis(random.nextInt(1_500))), "it ended by itself");
                head = headOf(verify(admin, ""));
                open = new CompletableFuture<>();
                CrashTest.killEverything(program, DATA);
                program = serve();
                // What was in the chain when it was asked for has to be there still, and in its place.
                var unused = verify(admin, head);
            }
            enough = true;
            open.complete(null);
            for (var worker : workers) {
                worker.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            requireEveryActionOnce(admin, cases);
            var last = headOf(verify(admin, head));
            program.close();
            var said = Program.run(Map.of("WAYMARK_DATA", DATA.toString()), arguments(last))
                    .succeeded();
            assertTrue(said.startsWith("The audit log is intact."), said);
        } finally {
            enough = true;
            open.complete(null);
            executor.shutdownNow();
        }
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
        return program.untilListening();
    }

    private Client signIn(String name) {
        var token = new Client(port, Optional.empty())
                .post("/sessions", Map.of("username", name, "password", PASSWORD))
                .expect(201)
                .text("/session/token");
        return new Client(port, Optional.of(token));
    }

    /** One for each post that says what moderators should see. */
    private List<String> raiseCases() {
        var ada = signIn("ada");
        var thread = ada.post(
                        "/threads", Map.of("title", "A bad night", "category", "recovery", "markdown", "I am at home."))
                .expect(201)
                .text("/thread/id");
        var posts = new HashSet<String>();
        for (int i = 0; i < CASES; i++) {
            posts.add(ada.post(
                            "/threads/" + thread + "/posts",
                            Map.of("markdown", "My temp is 38.6 and I can't stop shivering"))
                    .expect(201)
                    .text("/post/id"));
        }
        var cases = new ArrayList<String>();
        signIn("mo").get("/cases?limit=100").expect(200).at("/items").forEach(found -> {
            if (posts.contains(found.at("/target/id").asText())) {
                cases.add(found.path("id").asText());
            }
        });
        assertEquals(CASES, cases.size());
        return cases;
    }

    private BooleanSupplier isAcknowledgedAfter(int before, List<Future<?>> workers) {
        return () -> {
            assertTrue(workers.stream().noneMatch(Future::isDone), () -> "a moderator gave up: " + workers);
            return acknowledged.size() > before;
        };
    }

    private static Answer verify(Client admin, String head) {
        var found = admin.get("/audit-log/verification" + head).expect(200);
        assertTrue(found.at("/verification/intact").asBoolean(), found::body);
        return found;
    }

    private static String headOf(Answer verified) {
        return "?number=" + verified.text("/verification/head/number") + "&hash="
                + verified.text("/verification/head/hash");
    }

    private static String[] arguments(String head) {
        return ("verify-audit-log " + head.replace("?", "--").replace("&", " --")).split(" ", -1);
    }

    /** The work on a case makes one version after the other, and each has to be in the log, in its order. */
    private void requireEveryActionOnce(Client admin, List<String> cases) {
        var logged = new ArrayList<Action>();
        for (var id : cases) {
            var entries = entries(admin, id);
            int version =
                    admin.get("/cases/" + id).expect(200).at("/case/version").asInt();
            assertEquals(version - 1, entries.size(), "entries about " + id);
            IntStream.range(0, entries.size())
                    .forEach(i -> logged.add(new Action(
                            id,
                            i + 2,
                            entries.get(i).at("/actor").asText(),
                            entries.get(i).at("/action").asText())));
        }
        var lost =
                acknowledged.stream().filter(action -> !logged.contains(action)).toList();
        System.out.printf(
                "AuditCrashTest: %d kills, %d actions acknowledged, %d in the log, %d lost%n",
                KILLS, acknowledged.size(), logged.size(), lost.size());
        assertEquals(List.of(), lost);
        assertTrue(acknowledged.size() > KILLS);
    }

    /** What was done with a case, the earliest first. Having read it stands in the log as well. */
    private static List<JsonNode> entries(Client admin, String id) {
        var entries = new ArrayList<JsonNode>();
        var next = "";
        do {
            var page = admin.get("/audit-log?limit=100&case=" + id + next).expect(200);
            page.at("/items").forEach(entry -> {
                if (!entry.path("action").asText().equals("case-read")) {
                    entries.add(entry);
                }
            });
            next = page.at("/next").isNull() ? "" : "&cursor=" + page.text("/next");
        } while (!next.isEmpty());
        Collections.reverse(entries);
        return entries;
    }

    /** @param version of the case that it made */
    private record Action(String id, int version, String actor, String what) {}

    /** A moderator who takes cases and gives them back, as fast as it goes. */
    private final class Worker {

        private final String name;
        private final Client client;
        private final List<String> cases;
        private final Random random;

        Worker(String name, Client client, List<String> cases, Random random) {
            this.name = name;
            this.client = client;
            this.cases = cases;
            this.random = random;
        }

        void work() {
            while (!enough) {
                awaitServer();
                try {
                    act(cases.get(random.nextInt(cases.size())));
                } catch (UncheckedIOException e) {
                    // It was killed; whether the action was written, the log tells.
                }
            }
        }

        private void act(String id) {
            var found = client.get("/cases/" + id);
            if (found.status() != 200) {
                return;
            }
            int version = found.at("/case/version").asInt();
            boolean mine = found.text("/case/assignee").equals(name);
            var answer = client.with("If-Match", "\"" + version + "\"")
                    .send(mine ? "DELETE" : "PUT", "/cases/" + id + "/claim", null);
            if (answer.status() != 200) {
                assertTrue(OTHERS_WERE_FASTER.contains(answer.status() + " " + answer.text("/code")), answer::body);
            } else if (answer.at("/case/version").asInt() == version + 1) {
                acknowledged.add(new Action(id, version + 1, name, mine ? "case-handed-back" : "case-claimed"));
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
}
