package waymark.accounts;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Password hashes: Argon2id with one lane. Only half of the processors compute them, and only so many people wait for it,
 * so that a flood of sign-ins takes neither the memory of the machine nor what those who read need: processors, and threads
 * that answer. Whoever comes when all places are taken is told so at once.
 */
public final class Passwords {

    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** With some tens of milliseconds for each the last of them still has an answer after two seconds or three. */
    private static final int WAITING = 24;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Argon2Function argon2;
    private final Semaphore places;
    private final Semaphore turns;
    private final String ofNobody;

    public Passwords(HashCost cost) {
        this(cost, AT_ONCE, WAITING);
    }

    Passwords(HashCost cost, int atOnce, int waiting) {
        argon2 = Argon2Function.getInstance(cost.memoryKib(), cost.passes(), LANES, HASH_BYTES, Argon2.ID);
        places = new Semaphore(atOnce + waiting);
        turns = new Semaphore(atOnce, true);
        ofNobody = hashOfNothing();
    }

    /**
     * A new hash with a salt of its own. Takes some tens of milliseconds: call it outside a transaction.
     *
     * @throws Problem UNAVAILABLE when too many are waiting
     */
    public String hash(String password) {
        return inTurn(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult());
    }

    /** A hash that no password anybody knows has: for accounts that cannot be signed in to. */
    public String hashOfNothing() {
        var unknown = new byte[HASH_BYTES];
        new SecureRandom().nextBytes(unknown);
        return hash(Base64.getEncoder().encodeToString(unknown));
    }

    /**
     * Whether the password is the one that was hashed. As slow as {@link #hash}.
     *
     * @throws Problem UNAVAILABLE when too many are waiting
     */
    boolean matches(String password, String hash) {
        return admit(place -> place.matches(password, hash));
    }

    /**
     * Lets somebody in whose password is going to be looked at, before anything else is done for them: whoever is sent away in
     * a flood is not to cost what readers need.
     *
     * @throws Problem UNAVAILABLE when too many are waiting
     */
    <T> T admit(Function<Place, T> work) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            return work.apply(new Place());
        } finally {
            places.release();
        }
    }

    /** Of somebody who was let in. */
    final class Place {

        private Place() {}

        boolean matches(String password, String hash) {
            return afterTheOthers(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
        }

        /** Takes as long as {@link #matches}, so that the time of an answer does not tell whether an account exists. */
        void matchesNobody(String password) {
            var unused = matches(password, ofNobody);
        }
    }

    <T> T inTurn(Supplier<T> work) {
        return admit(place -> afterTheOthers(work));
    }

    int freePlaces() {
        return places.availablePermits();
    }

    private <T> T afterTheOthers(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        long begin = System.nanoTime();
        try {
            return work.get();
        } finally {
            giveTurnBack(System.nanoTime() - begin);
        }
    }

    /** In a flood the processor rests between two hashes for half as long as one took, so that readers get more of it. */
    private void giveTurnBack(long took) {
        if (turns.hasQueuedThreads()) {
            CompletableFuture.delayedExecutor(took / 2, TimeUnit.NANOSECONDS).execute(turns::release);
        } else {
            turns.release();
        }
    }

    private static Problem busy() {
        return ProblemType.UNAVAILABLE
                .because("Many people are signing in at this moment. Please try again in a little while.")
                .retryAfter(LONGEST_WAIT);
    }
}
