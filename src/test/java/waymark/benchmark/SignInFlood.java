package waymark.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import waymark.TestForum;

/** What readers notice of two hundred people who sign in at the same time, again and again. */
final class SignInFlood {

    private static final int SIGN_INS = 200;
    private static final int READERS = 4;
    private static final Duration PACE = Duration.ofMillis(25);
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("flood.seconds", 6));
    private static final int TURNS = 4;
    private static final int POSTS = 20;
    private static final String PASSWORD = "a long and quiet sentence";

    private final int port;
    private final byte[] page;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();

    private SignInFlood(int port, String thread) {
        this.port = port;
        this.page = Wire.request("GET", Speaker.BASE + "/threads/" + thread, "", new byte[0]);
    }

    public static void main(String[] arguments) throws Exception {
        var forum = new TestForum();
        forum.start();
        try {
            var thread = forum.thread(forum.alice()).thread();
            for (int i = 1; i < POSTS; i++) {
                forum.bob()
                        .post("/threads/" + thread + "/posts", Map.of("markdown", Talk.words(i)))
                        .expect(201);
            }
            new SignInFlood(forum.port(), thread).measure();
        } finally {
            forum.stop();
        }
    }

    /** By turns, so that whatever else the machine does weighs on both alike. */
    private void measure() throws Exception {
        var quiet = new ArrayList<Double>();
        var flooded = new ArrayList<Double>();
        try {
            // The first turns are for warming up.
            for (int turn = -1; turn < TURNS; turn++) {
                var still = read();
                var during = duringAFlood();
                if (turn >= 0) {
                    quiet.addAll(still);
                    flooded.addAll(during);
                } else {
                    statuses.clear();
                }
            }
        } finally {
            threads.shutdown();
        }
        print("quiet", quiet);
        print("during the flood", flooded);
        System.out.printf(
                Locale.ROOT,
                "p99 during the flood is %.2f times the quiet one%nanswers to sign-ins by status: %s%n",
                percentile(flooded, 99) / percentile(quiet, 99),
                new TreeMap<>(statuses));
    }

    private List<Double> duringAFlood() throws Exception {
        var end = System.nanoTime() + TURN.toNanos();
        var flood = threads.submit(() -> {
            while (System.nanoTime() < end) {
                signInAllAtOnce();
            }
            return null;
        });
        var times = read();
        flood.get();
        return times;
    }

    /**
     * Everybody on a connection of their own; a third with a name that somebody has. One thread is all of them: two hundred
     * would take from the server the processors that they would bring along in life.
     */
    private void signInAllAtOnce() throws IOException {
        var all = new ArrayList<Wire>();
        for (int i = 0; i < SIGN_INS; i++) {
            var wire = Wire.to(port);
            wire.ask(signIn(i % 3 == 0 ? "alice" : "nobody-" + i));
            all.add(wire);
        }
        for (var wire : all) {
            statuses.computeIfAbsent(wire.answer().status(), unused -> new LongAdder())
                    .increment();
            wire.close();
        }
    }

    private static byte[] signIn(String name) {
        var body = "{\"username\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}";
        return Wire.request("POST", Speaker.BASE + "/sessions", "", body.getBytes(StandardCharsets.UTF_8));
    }

    private List<Double> read() throws InterruptedException, ExecutionException {
        var readers = new ArrayList<Future<List<Double>>>();
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(this::readOneAfterTheOther));
        }
        var times = new ArrayList<Double>();
        for (var reader : readers) {
            times.addAll(reader.get());
        }
        return times;
    }

    /** At a steady pace; a read that comes late because the one before took long is timed from when it was due. */
    private List<Double> readOneAfterTheOther() throws IOException {
        var times = new ArrayList<Double>();
        try (var wire = Wire.to(port)) {
            long begin = System.nanoTime();
            long count = TURN.dividedBy(PACE);
            for (long i = 0; i < count; i++) {
                long due = begin + i * PACE.toNanos();
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var unused = wire.send(page).expect(200);
                times.add((System.nanoTime() - due) / 1e6);
            }
        }
        return times;
    }

    private static void print(String name, List<Double> times) {
        System.out.printf(
                Locale.ROOT,
                "%-17s %d reads, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                name,
                times.size(),
                percentile(times, 50),
                percentile(times, 95),
                percentile(times, 99),
                percentile(times, 100));
    }

    private static double percentile(List<Double> times, int percent) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
