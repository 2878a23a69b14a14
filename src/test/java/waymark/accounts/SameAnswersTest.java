package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;

/**
 * Whether somebody is a member cannot be told from what the forum answers, nor from how long it takes. Times are compared
 * as ranks: how often a known one takes longer than an unknown one. Half of the time when there is nothing to tell; with
 * thirty of each, chance stays within a fifth of that except once in a hundred times, and has to leave it three times
 * over for a test to fail.
 */
class SameAnswersTest {

    @RegisterExtension
    static final TestForum forum = TestForum.hashingAsRealOnes();

    private static final int SAMPLES = 30;
    private static final int ROUNDS = 3;
    private static final double FAR = 0.2;

    private final Joining people = new Joining(forum);
    private int next;

    @Test
    void signingIn() {
        compare(
                this::member,
                i -> people.trySignIn("person-" + i, "not the password"),
                i -> people.trySignIn("nobody-" + i, "not the password"));
    }

    @Test
    void askingForANewPassword() {
        compare(this::member, i -> askForReset("person-" + i), i -> askForReset("nobody-" + i));
    }

    @Test
    void joining() {
        compare(
                this::member,
                i -> people.signUp("joiner-" + i, "person-" + i + "@example.org"),
                i -> people.signUp("jobber-" + i, "nobody-" + i + "@example.org"));
    }

    @Test
    void askingForTheLinkAgain() {
        var claimants = new ArrayList<Client>();
        var newcomers = new ArrayList<Client>();
        for (int i = 0; i < 6; i++) {
            var unused = forum.member("owner-" + i);
            claimants.add(people.join("claims-" + i, "owner-" + i + "@example.org"));
            newcomers.add(people.join("starts-" + i, "fresh-" + i + "@example.org"));
        }
        compare(i -> {}, i -> sendAgain(claimants.get(i % 6)), i -> sendAgain(newcomers.get(i % 6)));
    }

    @Test
    void changingToTheAddressOfSomebodyElse() {
        compare(
                i -> {
                    member(i);
                    var unused = forum.member("mover-" + i);
                },
                i -> moveTo(i, "person-" + i),
                i -> moveTo(i, "nobody-" + i));
    }

    private void compare(IntConsumer prepare, IntFunction<Answer> known, IntFunction<Answer> unknown) {
        var told = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            var times = times(prepare, known, unknown);
            double share = times.shareOfLonger();
            told.add(times + String.format(Locale.ROOT, ", longer in %.2f of all pairs", share));
            if (Math.abs(share - 0.5) <= FAR) {
                return;
            }
        }
        throw new AssertionError("the time tells who is known: " + told);
    }

    private Times times(IntConsumer prepare, IntFunction<Answer> known, IntFunction<Answer> unknown) {
        var times = new Times(new ArrayList<>(), new ArrayList<>());
        for (int sample = -3; sample < SAMPLES; sample++) {
            int i = next++;
            prepare.accept(i);
            long[] nanos = new long[3];
            nanos[0] = System.nanoTime();
            // Which of them comes first alternates.
            var first = (sample & 1) == 0 ? known.apply(i) : unknown.apply(i);
            nanos[1] = System.nanoTime();
            var second = (sample & 1) == 0 ? unknown.apply(i) : known.apply(i);
            nanos[2] = System.nanoTime();
            assertEquals(first.status(), second.status());
            assertEquals(shape(first), shape(second));
            assertEquals(headers(first), headers(second));
            if (sample >= 0) {
                (sample % 2 == 0 ? times.known : times.unknown).add(nanos[1] - nanos[0]);
                (sample % 2 == 0 ? times.unknown : times.known).add(nanos[2] - nanos[1]);
            }
        }
        assertTrue(times.known.size() == SAMPLES && times.unknown.size() == SAMPLES);
        return times;
    }

    private void member(int i) {
        var unused = forum.member("person-" + i);
    }

    private static Answer moveTo(int i, String name) {
        return forum.member("mover-" + i)
                .put("/me/email", Map.of("email", name + "@example.org", "password", TestForum.PASSWORD));
    }

    private static Answer askForReset(String name) {
        return forum.guest().post("/password-resets", Map.of("email", name + "@example.org"));
    }

    private static Answer sendAgain(Client somebody) {
        return somebody.send("POST", "/me/email-verification", null);
    }

    /** The body without ids, and without what was sent. */
    private static String shape(Answer answer) {
        return answer.body()
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}", "ID")
                .replaceAll("(person|nobody|joiner|jobber)-", "NAME-");
    }

    private static Map<String, List<String>> headers(Answer answer) {
        var headers = new TreeMap<>(answer.response().headers().map());
        headers.remove("date");
        headers.remove("x-request-id");
        if (answer.status() == 201) {
            // Of a body with an id in it.
            headers.put("etag", List.of());
        }
        return headers;
    }

    private record Times(List<Long> known, List<Long> unknown) {

        /** Of all pairs, in how many the known one took longer: Mann and Whitney's statistic. */
        double shareOfLonger() {
            double longer = 0;
            for (long one : known) {
                for (long other : unknown) {
                    longer += one > other ? 1 : one == other ? 0.5 : 0;
                }
            }
            return longer / (known.size() * unknown.size());
        }

        @Override
        public String toString() {
            return "medians " + median(known) + " and " + median(unknown) + " µs";
        }

        private static long median(List<Long> times) {
            return times.stream().sorted(Comparator.naturalOrder()).toList().get(times.size() / 2) / 1_000;
        }
    }
}
