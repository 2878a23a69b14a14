package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.testing.Together;

class PasswordsTest {

    private final Passwords passwords = new Passwords(HashCost.RECOMMENDED, 1, 1);

    @Test
    void theHashIsArgon2idAndTheSamePasswordHasAnotherEachTime() {
        var first = passwords.hash("a long and quiet sentence");
        assertTrue(first.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), first);
        assertFalse(first.equals(passwords.hash("a long and quiet sentence")));
        assertTrue(passwords.matches("a long and quiet sentence", first));
        assertFalse(passwords.matches("a long and quiet sentencE", first));
    }

    @Test
    void whoeverComesWhenAllPlacesAreTakenIsToldSoAtOnce() throws Exception {
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var first = pool.submit(() -> passwords.inTurn(() -> {
                inside.countDown();
                return waitFor(leave);
            }));
            Together.await(inside);
            var second = pool.submit(() -> passwords.inTurn(() -> "in turn"));
            Together.until("no place is free", () -> passwords.freePlaces() == 0);
            var refusal = assertThrows(Problem.class, () -> passwords.hash("one too many"));
            assertEquals(ProblemType.UNAVAILABLE, refusal.type());
            assertTrue(refusal.retryAfter().isPresent());
            leave.countDown();
            assertEquals("done", first.get());
            assertEquals("in turn", second.get());
            assertTrue(passwords.hash("there is room again").startsWith("$argon2id$"));
        } finally {
            leave.countDown();
            pool.shutdown();
        }
    }

    /**
     * As {@code api-docs/performance.md} says, and no more: each that computes takes 19 MiB, and each that waits one of the
     * threads that everybody else needs.
     */
    @Test
    void halfOfTheProcessorsComputeAndTwentyFourWait() throws Exception {
        int computing = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        int tooMany = 10;
        var ofTheForum = new Passwords(HashCost.RECOMMENDED);
        var inside = new AtomicInteger();
        var toldSo = new CountDownLatch(tooMany);
        var leave = new CountDownLatch(1);
        int all = computing + 24 + tooMany;
        var pool = Executors.newFixedThreadPool(all);
        try {
            for (int i = 0; i < all; i++) {
                pool.execute(() -> {
                    try {
                        var unused = ofTheForum.inTurn(() -> {
                            inside.incrementAndGet();
                            return waitFor(leave);
                        });
                    } catch (Problem e) {
                        toldSo.countDown();
                    }
                });
            }
            // Shorter than the longest wait, after which those who wait are told so, too.
            assertTrue(toldSo.await(5, TimeUnit.SECONDS), () -> toldSo.getCount() + " too many wait");
            assertEquals(0, ofTheForum.freePlaces());
            Together.until("all who may compute do", () -> inside.get() >= computing);
            assertEquals(computing, inside.get());
        } finally {
            leave.countDown();
            pool.shutdown();
        }
    }

    @Test
    void workThatFailsGivesItsPlaceBack() {
        for (int i = 0; i < 5; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> passwords.inTurn(() -> {
                        throw new IllegalStateException("on purpose");
                    }));
        }
        assertEquals(2, passwords.freePlaces());
    }

    private static String waitFor(CountDownLatch latch) {
        Together.await(latch);
        return "done";
    }
}
