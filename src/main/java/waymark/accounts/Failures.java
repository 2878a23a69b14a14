package waymark.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import waymark.ids.AccountId;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Slows down whoever guesses passwords: after some failures each try has to wait, longer each time, though never for more
 * than a minute; for codes of the second factor, of which there are not many, for up to an hour. Failures are counted for a name, for a network, and for a name from a network, whether or not there is
 * somebody of that name.
 *
 * <p>Nobody is locked out by others: from a network where somebody has signed in lately, or chosen a new password, only the
 * failures with their own name from there count. The counts are kept in memory: a restart forgives, and each node counts
 * for itself.
 */
public final class Failures {

    private static final int MOST_COUNTS = 200_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Duration CODES_FORGOTTEN_AFTER = Duration.ofDays(7);
    private static final Duration NETWORKS_KNOWN_FOR = Duration.ofDays(30);

    private final boolean on;
    private final Clock clock;
    private final Cache<Key, Count> counts = Caffeine.newBuilder()
            .maximumSize(MOST_COUNTS)
            .expireAfterAccess(CODES_FORGOTTEN_AFTER)
            .build();
    private final Cache<Key, Instant> known = Caffeine.newBuilder()
            .maximumSize(MOST_COUNTS)
            .expireAfterWrite(NETWORKS_KNOWN_FOR)
            .build();

    /** @param on off for tests that are about other things */
    public Failures(boolean on, Clock clock) {
        this.on = on;
        this.clock = clock;
    }

    /**
     * Lets somebody try to sign in. The try counts as a failure before it begins, so that many at once gain nothing; it is
     * taken back when it comes to nothing for another reason.
     *
     * @throws Problem TOO_MANY_REQUESTS without trying, and what the attempt throws
     */
    void countOf(String username, String network, Runnable attempt) {
        if (!on) {
            attempt.run();
            return;
        }
        var pair = pair(username, network);
        var keys = isKnown(pair)
                ? List.of(pair)
                : List.of(pair, new Key(Kind.NAME, lower(username)), new Key(Kind.NETWORK, network));
        boolean unused = count(keys, () -> {
            attempt.run();
            return true;
        });
        forgive(username, network);
    }

    /**
     * Lets somebody who is signed in show that they know their password. What others try with their name elsewhere does
     * not count here.
     *
     * @throws Problem TOO_MANY_REQUESTS without trying, and what the attempt throws
     */
    public <T> T countOf(AccountId account, Supplier<T> attempt) {
        return countUntilRight(new Key(Kind.SIGNED_IN, account.toString()), attempt);
    }

    /**
     * Lets somebody show a code of their second factor, on whichever way they came. Only a right code is forgiven: whoever
     * gets so far knows the password, or has a session that may not be theirs.
     *
     * @throws Problem TOO_MANY_REQUESTS without trying, and what the attempt throws
     */
    <T> T countCodeOf(AccountId account, Supplier<T> attempt) {
        return countUntilRight(code(account), attempt);
    }

    /** How many wrong codes there were since the last right one. */
    int wrongCodesOf(AccountId account) {
        var count = counts.getIfPresent(code(account));
        return count == null ? 0 : count.failures;
    }

    private <T> T countUntilRight(Key key, Supplier<T> attempt) {
        if (!on) {
            return attempt.get();
        }
        var result = count(List.of(key), attempt);
        counts.invalidate(key);
        return result;
    }

    private static Key code(AccountId account) {
        return new Key(Kind.CODE, account.toString());
    }

    /** Forgets what was counted for somebody who has just shown that they are who they say, and remembers from where. */
    void forgive(String username, String network) {
        var pair = pair(username, network);
        counts.invalidateAll(List.of(pair, new Key(Kind.NAME, lower(username))));
        known.put(pair, clock.instant());
    }

    private <T> T count(List<Key> keys, Supplier<T> attempt) {
        begin(keys);
        boolean failed = false;
        try {
            return attempt.get();
        } catch (Problem problem) {
            failed = problem.type() == ProblemType.WRONG_CREDENTIALS || problem.type() == ProblemType.INVALID_VALUE;
            throw problem;
        } finally {
            if (!failed) {
                takeBack(keys);
            }
        }
    }

    private synchronized void begin(List<Key> keys) {
        var now = clock.instant();
        var next = keys.stream()
                .flatMap(key -> Stream.ofNullable(counts.getIfPresent(key)))
                .map(Count::next)
                .max(Instant::compareTo)
                .orElse(now);
        if (next.isAfter(now)) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .because("Please wait a moment before you try again. "
                            + "If you cannot think of your password, you can ask for a new one.")
                    .retryAfter(Duration.ofSeconds(
                            Duration.between(now, next.plusNanos(999_999_999)).toSeconds()));
        }
        for (var key : keys) {
            counts.asMap().compute(key, (same, before) -> {
                boolean over = before == null
                        || !before.last.plus(key.kind.forgottenAfter).isAfter(now);
                int failures = over ? 1 : before.failures + 1;
                return new Count(failures, now, now.plus(key.kind.wait(failures)));
            });
        }
    }

    private synchronized void takeBack(List<Key> keys) {
        for (var key : keys) {
            counts.asMap().computeIfPresent(key, (same, now) -> new Count(now.failures - 1, now.last, now.last));
        }
    }

    private boolean isKnown(Key pair) {
        var since = known.getIfPresent(pair);
        return since != null && since.plus(NETWORKS_KNOWN_FOR).isAfter(clock.instant());
    }

    private static Key pair(String username, String network) {
        return new Key(Kind.NAME_FROM_NETWORK, lower(username) + " " + network);
    }

    private static String lower(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    private enum Kind {
        /** Somebody who mistypes, or sits beside them. */
        NAME_FROM_NETWORK(5, Duration.ofMinutes(1)),
        /** Many networks after one name. */
        NAME(15, Duration.ofSeconds(30)),
        /** One network after many names; a clinic is one network too. */
        NETWORK(30, Duration.ofMinutes(1)),
        SIGNED_IN(5, Duration.ofMinutes(1)),
        /** Somebody who has the password, and tries one of a million codes after the other. */
        CODE(5, Duration.ofHours(1), CODES_FORGOTTEN_AFTER);

        private final int free;
        private final Duration longest;
        private final Duration forgottenAfter;

        Kind(int free, Duration longest) {
            this(free, longest, FORGOTTEN_AFTER);
        }

        Kind(int free, Duration longest, Duration forgottenAfter) {
            this.free = free;
            this.longest = longest;
            this.forgottenAfter = forgottenAfter;
        }

        /** A second, two, four, and so on. */
        Duration wait(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            var doubled = Duration.ofSeconds(1L << Math.min(failures - free, 20));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    private record Key(Kind kind, String what) {}

    /** @param next when it may be tried again */
    private record Count(int failures, Instant last, Instant next) {}
}
