package waymark.moderation.statistics;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts that may be published. A small one could point at a person, so it is left out, and so is whatever it could be worked
 * out from.
 */
final class SmallNumbers {

    /** Of fewer than this many nothing but their absence is told. */
    static final int SMALLEST = 5;

    private SmallNumbers() {}

    /** @param counts by name, in the order in which they are shown */
    static Table of(Map<String, Integer> counts) {
        var hidden = hidden(counts);
        var cells = counts.entrySet().stream()
                .map(one -> new Cell(one.getKey(), hidden.contains(one.getKey()) ? null : one.getValue()))
                .toList();
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        // With the total, what was left out could be narrowed down, and of two that are 1 each it would tell both.
        return new Table(cells, Count.of(hidden.isEmpty() ? total : null));
    }

    private static Set<String> hidden(Map<String, Integer> counts) {
        var hidden = counts.entrySet().stream()
                .filter(one -> isSmall(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (hidden.size() == 1) {
            // Whoever knows the sum from elsewhere must not be able to subtract the others.
            counts.entrySet().stream()
                    .filter(one -> one.getValue() >= SMALLEST)
                    .min(Comparator.comparing(Map.Entry::getValue))
                    .ifPresent(one -> hidden.add(one.getKey()));
        }
        return hidden;
    }

    private static boolean isSmall(int count) {
        return count > 0 && count < SMALLEST;
    }

    record Table(List<Cell> cells, Count total) {}

    /** @param count null where it is left out */
    record Cell(String name, @Nullable Integer count, boolean suppressed) {

        Cell(String name, @Nullable Integer count) {
            this(name, count, count == null);
        }
    }

    /** @param count null where it is left out */
    record Count(@Nullable Integer count, boolean suppressed) {

        static Count of(@Nullable Integer count) {
            return new Count(count, count == null);
        }
    }

    /** @param minutes null where they are left out */
    record Median(@Nullable Double minutes, boolean suppressed) {

        /** @param of how many it is the median */
        static Median of(int of, @Nullable Double minutes) {
            return of < SMALLEST ? new Median(null, true) : new Median(minutes, minutes == null);
        }
    }
}
