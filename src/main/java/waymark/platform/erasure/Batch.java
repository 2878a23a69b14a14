package waymark.platform.erasure;

import java.util.Optional;

/**
 * What one transaction of an erasure has done. Each does a bounded part, however much there is.
 *
 * @param count how many things went
 * @param next where to go on; empty when there is nothing left to do
 */
public record Batch(int count, Optional<String> next) {

    /** How many rows one transaction takes up. */
    public static final int SIZE = 200;

    /** How many rows are looked through for a name in one transaction. */
    public static final int LOOKED_THROUGH = 2_000;

    public static Batch last(int count) {
        return new Batch(count, Optional.empty());
    }

    /** Of work that finds by itself what is left: a full batch may not have been the last. */
    public static Batch of(int count) {
        return new Batch(count, count < SIZE ? Optional.empty() : Optional.of(""));
    }

    /** Of work on two kinds of things at once, each of which finds by itself what is left. */
    public static Batch ofBoth(int some, int others) {
        return of(Math.max(some, others)).plus(Math.min(some, others));
    }

    public Batch plus(int more) {
        return new Batch(count + more, next);
    }
}
