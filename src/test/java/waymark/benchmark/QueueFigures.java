package waymark.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Client;
import waymark.testing.ManyCases;

/** How long it takes to be given the next case, among a hundred and among a hundred thousand. */
final class QueueFigures {

    private static final int CALLS = 200;
    private static final int FEW = 100;
    private static final int MANY = 100_000;

    private QueueFigures() {}

    public static void main(String[] arguments) {
        var small = new TestForum();
        var large = new TestForum();
        small.start();
        large.start();
        try {
            insert(small, FEW);
            insert(large, MANY);
            measure(small.mo(), large.mo());
        } finally {
            large.stop();
            small.stop();
        }
    }

    /** By turns, so that whatever else the machine does weighs on both alike. */
    private static void measure(Client small, Client large) {
        var few = new double[CALLS];
        var many = new double[CALLS];
        // The first half is for warming up.
        for (int i = -CALLS; i < CALLS; i++) {
            few[Math.max(i, 0)] = call(small);
            many[Math.max(i, 0)] = call(large);
        }
        System.out.printf(
                Locale.ROOT,
                "GET /cases/next, median of %d calls: %.2f ms among %d cases, %.2f ms among %d, ratio %.2f%n",
                CALLS,
                median(few),
                FEW,
                median(many),
                MANY,
                median(many) / median(few));
    }

    private static void insert(TestForum forum, int count) {
        var subjects = Stream.of("ann", "ben", "cat", "dan", "eve")
                .map(name -> forum.account(forum.member(name)))
                .toList();
        var holder = forum.account(forum.signedIn("max", Role.MODERATOR));
        ManyCases.insert(forum.db(), count, subjects, holder, forum.clock().instant());
    }

    private static double call(Client mo) {
        var begin = System.nanoTime();
        var answer = mo.get("/cases/next");
        var end = System.nanoTime();
        answer.expect(200);
        return (end - begin) / 1e6;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
