package waymark.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import waymark.TestForum;
import waymark.testing.Client;

/**
 * What open streams of events cost: memory of the server for each, and how long it takes until everybody has heard of
 * something that is for all of them. Server and listeners are one process, so what the sockets of the listeners hold is
 * counted, too. {@code mvn -q test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=waymark.benchmark.EventFigures -Dexec.args="2000"}
 */
final class EventFigures {

    private EventFigures() {}

    public static void main(String[] args) throws Exception {
        int streams = args.length == 0 ? 2_000 : Integer.parseInt(args[0]);
        var forum = new TestForum();
        forum.start();
        try {
            measure(forum, streams);
        } finally {
            forum.stop();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void measure(TestForum forum, int streams) throws Exception {
        var bob = forum.bob();
        var thread = forum.thread(bob).thread();
        var members = new ArrayList<Client>();
        for (int i = 0; i < streams; i++) {
            var member = forum.member("listener-" + i);
            member.put("/threads/" + thread + "/following", Map.of("level", "watching"))
                    .expect(200);
            members.add(member);
        }
        forum.tell();
        long before = used();
        var sockets = new ArrayList<BufferedReader>();
        for (var member : members) {
            sockets.add(open(forum.port(), member));
        }
        long after = used();
        System.out.printf(
                "%d streams: %.1f KiB of heap each, listeners included%n",
                streams, (after - before) / 1024.0 / streams);
        for (int round = 0; round < 5; round++) {
            var heard = new long[streams];
            var all = new CountDownLatch(streams);
            var readers = listen(sockets, heard, all);
            var unused = forum.reply(bob, thread, "Something for everybody.");
            long told = System.nanoTime();
            forum.tell();
            long committed = System.nanoTime();
            boolean everybody = all.await(60, TimeUnit.SECONDS);
            readers.forEach(Thread::interrupt);
            Arrays.sort(heard);
            System.out.printf(
                    "everybody=%s, telling %d ms, heard after telling: p50 %d ms, p95 %d ms, last %d ms%n",
                    everybody,
                    (committed - told) / 1_000_000,
                    (heard[streams / 2] - committed) / 1_000_000,
                    (heard[streams * 95 / 100] - committed) / 1_000_000,
                    (heard[streams - 1] - committed) / 1_000_000);
        }
    }

    /** A few threads that look at all of them in turn cost less than one for each. */
    private static List<Thread> listen(List<BufferedReader> sockets, long[] heard, CountDownLatch all) {
        var threads = new ArrayList<Thread>();
        int share = (sockets.size() + 3) / 4;
        for (int from = 0; from < sockets.size(); from += share) {
            int first = from;
            int last = Math.min(sockets.size(), from + share);
            var thread = new Thread(() -> {
                int left = last - first;
                while (left > 0 && !Thread.currentThread().isInterrupted()) {
                    for (int i = first; i < last; i++) {
                        if (heard[i] == 0 && hears(sockets.get(i))) {
                            heard[i] = System.nanoTime();
                            left--;
                            all.countDown();
                        }
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static boolean hears(BufferedReader in) {
        try {
            while (in.ready()) {
                if (in.readLine().startsWith("data: ")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader open(int port, Client member) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var request = "GET " + Client.BASE + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + member.token() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 512);
        for (var line = in.readLine(); !line.equals(":"); line = in.readLine()) {
            // Until what was missed has come.
        }
        return in;
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
