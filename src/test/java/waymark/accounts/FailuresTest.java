package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import waymark.ids.AccountId;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.testing.TestClock;
import waymark.testing.Together;

class FailuresTest {

    private static final String HOME = "[192, 0, 2]";
    private static final String ELSEWHERE = "[198, 51, 100]";

    private final TestClock clock = new TestClock();
    private final Failures failures = new Failures(true, clock);

    @Test
    void afterSomeFailuresEachTryWaitsLongerAndNeverForMoreThanAMinute() {
        var waits = new ArrayList<Long>();
        for (int i = 0; i < 14; i++) {
            fail("wren", HOME);
            long wait = waitOf("wren", HOME);
            waits.add(wait);
            clock.advance(Duration.ofSeconds(wait));
        }
        assertEquals(List.of(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L), waits);
    }

    @Test
    void aTryThatCameTooEarlyIsNotTriedAndMakesNothingLonger() {
        times(7, i -> failWhenDue("wren", HOME));
        long wait = waitOf("wren", HOME);
        assertTrue(wait > 0);
        for (int i = 0; i < 20; i++) {
            assertEquals(wait, waitOf("wren", HOME));
        }
        clock.advance(Duration.ofSeconds(wait));
        assertDoesNotThrow(() -> failures.countOf("wren", HOME, () -> {}));
    }

    @Test
    void whoGetsInIsForgiven() {
        times(6, i -> failWhenDue("wren", HOME));
        clock.advance(Duration.ofMinutes(1));
        failures.countOf("wren", HOME, () -> {});
        times(4, i -> fail("wren", HOME));
        assertEquals(0, waitOf("wren", HOME));
    }

    @Test
    void afterAnHourOfQuietEverythingIsForgotten() {
        times(9, i -> failWhenDue("wren", HOME));
        clock.advance(Duration.ofHours(1));
        times(4, i -> fail("wren", HOME));
        assertEquals(0, waitOf("wren", HOME));
    }

    @Test
    void aNameIsTheSameInAnySpelling() {
        for (var spelling : List.of("wren", "Wren", "WREN", "wReN", "WrEn")) {
            fail(spelling, HOME);
        }
        assertEquals(1, waitOf("wren", HOME));
    }

    @Test
    void manyNetworksAfterOneNameSlowEachOtherDownAndNeverForMoreThanHalfAMinute() {
        times(15, i -> fail("wren", "[10, 0, " + i + "]"));
        assertEquals(1, waitOf("wren", "[10, 1, 0]"));
        times(30, i -> {
            clock.advance(Duration.ofSeconds(waitOf("wren", "[10, 2, " + i + "]")));
            fail("wren", "[10, 2, " + i + "]");
        });
        assertEquals(30, waitOf("wren", "[10, 3, 0]"));
        assertEquals(0, waitOf("robin", "[10, 3, 0]"), "others do not wait");
    }

    @Test
    void whoSignedInFromANetworkLatelyIsNotKeptOutByAnybodyElsewhere() {
        failures.countOf("wren", HOME, () -> {});
        times(60, i -> failWhenDue("wren", "[10, 0, " + i + "]"));
        assertTrue(waitOf("wren", ELSEWHERE) > 0);
        assertDoesNotThrow(() -> failures.countOf("wren", HOME, () -> {}));
    }

    @Test
    void whoChoseANewPasswordIsNotKeptOutWhereTheyDidSo() {
        times(60, i -> failWhenDue("wren", "[10, 0, " + i + "]"));
        assertTrue(waitOf("wren", ELSEWHERE) > 0);
        failures.forgive("wren", ELSEWHERE);
        assertEquals(0, waitOf("wren", ELSEWHERE));
        times(60, i -> failWhenDue("wren", "[10, 0, " + i + "]"));
        assertEquals(0, waitOf("wren", ELSEWHERE));
    }

    @Test
    void oneNetworkAfterManyNamesIsSlowedDownAndWhoLivesThereGetsIn() {
        failures.countOf("wren", HOME, () -> {});
        times(30, i -> fail("name-" + i, HOME));
        assertEquals(1, waitOf("another", HOME));
        assertEquals(0, waitOf("wren", HOME));
        assertEquals(0, waitOf("another", ELSEWHERE));
    }

    @Test
    void whatComesToNothingForAnotherReasonIsNoFailure() {
        times(
                20,
                i -> assertThrows(
                        Problem.class,
                        () -> failures.countOf("wren", HOME, () -> {
                            throw ProblemType.UNAVAILABLE.because("Busy.");
                        })));
        assertEquals(0, waitOf("wren", HOME));
    }

    @Test
    void manyAtOnceGainNothing() {
        var tried = new AtomicInteger();
        var unused = Together.times(40, i -> {
            try {
                failures.countOf("wren", HOME, () -> {
                    tried.incrementAndGet();
                    throw ProblemType.WRONG_CREDENTIALS.because("No.");
                });
            } catch (Problem refused) {
                return refused.type();
            }
            throw new AssertionError();
        });
        assertEquals(5, tried.get());
    }

    @Test
    void whoIsSignedInWaitsForTheirOwnFailuresOnly() {
        var account = new AccountId(new UUID(1, 2));
        times(60, i -> failWhenDue("wren", HOME));
        times(5, i -> assertThrows(Problem.class, () -> failures.countOf(account, FailuresTest::wrongAnswer)));
        var refused = assertThrows(Problem.class, () -> failures.countOf(account, () -> "right"));
        assertEquals(ProblemType.TOO_MANY_REQUESTS, refused.type());
        clock.advance(Duration.ofSeconds(1));
        assertDoesNotThrow(() -> failures.countOf(account, () -> "right"));
    }

    @Test
    void wrongCodesWaitForUpToAnHourAndOnlyARightOneIsForgiven() {
        var account = new AccountId(new UUID(3, 4));
        for (int i = 0; i < 30; i++) {
            assertThrows(Problem.class, () -> failures.countCodeOf(account, FailuresTest::wrongAnswer));
            assertEquals("right", failures.countOf(account, () -> "right"));
            clock.advance(Duration.ofHours(1));
        }
        assertEquals(30, failures.wrongCodesOf(account));
        assertThrows(Problem.class, () -> failures.countCodeOf(account, FailuresTest::wrongAnswer));
        clock.advance(Duration.ofMinutes(59));
        var refused = assertThrows(Problem.class, () -> failures.countCodeOf(account, () -> "right"));
        assertEquals(Duration.ofMinutes(1), refused.retryAfter().orElseThrow());
        clock.advance(Duration.ofMinutes(1));
        assertEquals("right", failures.countCodeOf(account, () -> "right"));
        assertEquals(0, failures.wrongCodesOf(account));
    }

    private static void times(int count, IntConsumer action) {
        for (int i = 0; i < count; i++) {
            action.accept(i);
        }
    }

    private static String wrongAnswer() {
        throw ProblemType.INVALID_VALUE.because("No.");
    }

    private static void wrong() {
        throw ProblemType.WRONG_CREDENTIALS.because("No.");
    }

    private void fail(String name, String network) {
        var refused = assertThrows(Problem.class, () -> failures.countOf(name, network, FailuresTest::wrong));
        assertEquals(ProblemType.WRONG_CREDENTIALS, refused.type());
    }

    private void failWhenDue(String name, String network) {
        clock.advance(Duration.ofSeconds(waitOf(name, network)));
        fail(name, network);
    }

    /** In seconds. The try that finds out is taken back. */
    private long waitOf(String name, String network) {
        try {
            failures.countOf(name, network, () -> {
                throw ProblemType.UNAVAILABLE.because("Only asking.");
            });
        } catch (Problem refused) {
            return refused.type() == ProblemType.TOO_MANY_REQUESTS
                    ? refused.retryAfter().orElseThrow().toSeconds()
                    : 0;
        }
        throw new AssertionError();
    }
}
