package waymark.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Measures several things by turns, round after round, so that whatever else the machine is doing hits all of them alike.
 * The first rounds warm up and do not count.
 */
final class Rounds {

    private Rounds() {}

    /**
     * @param callers each has a thread, and does one thing after the other without a pause
     * @param warmUps rounds that do not count
     */
    static <C> List<Figures> measure(List<Subject<C>> subjects, List<C> callers, int warmUps, int rounds, Duration each)
            throws InterruptedException {
        var turns = new ArrayList<List<Turn>>();
        subjects.forEach(unused -> turns.add(new ArrayList<>()));
        for (int round = -warmUps; round < rounds; round++) {
            for (int place = 0; place < subjects.size(); place++) {
                // To and fro, so that nothing always comes after the same other.
                int i = round % 2 == 0 ? place : subjects.size() - 1 - place;
                var turn = turn(subjects.get(i), callers, Long.MAX_VALUE, each);
                if (round >= 0) {
                    turns.get(i).add(turn);
                }
            }
        }
        var figures = new ArrayList<Figures>();
        for (int i = 0; i < subjects.size(); i++) {
            figures.add(Figures.of(subjects.get(i), turns.get(i)));
        }
        return figures;
    }

    /** Does something a number of times without measuring it. */
    static <C> void repeat(Subject<C> subject, List<C> callers, long times) throws InterruptedException {
        var unused = turn(subject, callers, times / callers.size(), Duration.ofMinutes(5));
    }

    private static <C> Turn turn(Subject<C> subject, List<C> callers, long timesEach, Duration longest)
            throws InterruptedException {
        var executor = Executors.newFixedThreadPool(callers.size());
        try {
            var begin = System.nanoTime();
            var end = begin + longest.toNanos();
            var shifts = new ArrayList<Callable<Shift>>();
            callers.forEach(caller -> shifts.add(() -> shift(subject, caller, timesEach, end)));
            var done = new ArrayList<Shift>();
            for (var shift : executor.invokeAll(shifts)) {
                done.add(shift.get());
            }
            return new Turn(System.nanoTime() - begin, done);
        } catch (ExecutionException e) {
            throw new IllegalStateException(subject.name() + " failed", e.getCause());
        } finally {
            executor.shutdown();
        }
    }

    private static <C> Shift shift(Subject<C> subject, C caller, long times, long end) throws Exception {
        var nanos = new long[4_096];
        int count = 0;
        long bytes = 0;
        for (var now = System.nanoTime(); now < end && count < times; ) {
            bytes += subject.step().take(caller);
            var then = now;
            now = System.nanoTime();
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = now - then;
        }
        return new Shift(Arrays.copyOf(nanos, count), bytes);
    }

    /** Something that is measured. */
    record Subject<C>(String key, String name, Step<C> step) {}

    interface Step<C> {

        /** Does it once, and says how many bytes came back. */
        long take(C caller) throws Exception;
    }

    /** What one caller did in one turn. */
    private record Shift(long[] nanos, long bytes) {}

    private record Turn(long nanos, List<Shift> shifts) {

        int count() {
            return shifts.stream().mapToInt(shift -> shift.nanos().length).sum();
        }

        double perSecond() {
            return count() * 1e9 / nanos;
        }
    }

    /**
     * What came out, over all rounds.
     *
     * @param slowestRound requests per second in the worst round
     * @param fastestRound requests per second in the best round
     * @param p50 milliseconds, as the other percentiles
     * @param bytes of one answer, on average
     */
    record Figures(
            String key,
            String name,
            long count,
            double perSecond,
            double slowestRound,
            double fastestRound,
            double p50,
            double p95,
            double p99,
            long bytes) {

        private static Figures of(Subject<?> subject, List<Turn> turns) {
            var shifts = turns.stream().flatMap(turn -> turn.shifts().stream()).toList();
            var nanos = shifts.stream()
                    .flatMapToLong(shift -> Arrays.stream(shift.nanos()))
                    .sorted()
                    .toArray();
            var rates = turns.stream().mapToDouble(Turn::perSecond).summaryStatistics();
            return new Figures(
                    subject.key(),
                    subject.name(),
                    nanos.length,
                    nanos.length * 1e9 / turns.stream().mapToLong(Turn::nanos).sum(),
                    rates.getMin(),
                    rates.getMax(),
                    millis(nanos, 0.50),
                    millis(nanos, 0.95),
                    millis(nanos, 0.99),
                    shifts.stream().mapToLong(Shift::bytes).sum() / Math.max(1, nanos.length));
        }

        private static double millis(long[] sorted, double share) {
            return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
        }
    }
}
