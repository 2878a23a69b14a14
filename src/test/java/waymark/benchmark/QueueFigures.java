package waymark.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import waymark.TestForum;
import waymark.ids.AccountId;
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
        var forum = new TestForum();
        forum.beforeAll(null);
        try {
            measure(forum);
        } finally {
            forum.afterAll(null);
        }
    }

    private static void measure(TestForum forum) {
        var subjects = Stream.of("ann", "ben", "cat", "dan", "eve")
                .map(name -> forum.account(forum.member(name)))
                .toList();
        var holder = forum.account(forum.signedIn("max", Role.MODERATOR));
        insert(forum, FEW, subjects, holder);
        double unused = median(forum.mo());
        double few = median(forum.mo());
        insert(forum, MANY - FEW, subjects, holder);
        double stillUnused = median(forum.mo());
        double many = median(forum.mo());
        System.out.printf(
                Locale.ROOT,
                "GET /cases/next, median of %d calls: %.2f ms among %d cases, %.2f ms among %d, ratio %.2f%n",
                CALLS,
                few,
                FEW,
                many,
                MANY,
                many / few);
    }

    private static void insert(TestForum forum, int count, List<AccountId> subjects, AccountId holder) {
        ManyCases.insert(forum.db(), count, subjects, holder, forum.clock().instant());
    }

    private static double median(Client mo) {
        var nanos = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            var begin = System.nanoTime();
            var answer = mo.get("/cases/next");
            nanos[i] = System.nanoTime() - begin;
            answer.expect(200);
        }
        Arrays.sort(nanos);
        return nanos[CALLS / 2] / 1e6;
    }
}
