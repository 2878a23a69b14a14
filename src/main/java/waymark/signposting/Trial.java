package waymark.signposting;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A version tried on texts.
 *
 * @param against the version that is current
 * @param results in the order of the examples
 */
record Trial(String version, String against, Counts counts, List<Result> results) {

    /**
     * A text with what it should bring up.
     *
     * @param not what it must not bring up
     * @param note of the one who asks; nothing depends on it
     */
    record Example(
            @Nullable String id,
            String text,
            @Nullable List<String> expect,
            @Nullable List<String> not,
            @Nullable String note) {}

    /**
     * @param signposts what the version brings up
     * @param current what the current version brings up
     * @param missing what was expected and did not come
     * @param unwanted what came and must not
     */
    record Result(
            @Nullable String id,
            List<String> signposts,
            List<String> current,
            List<String> added,
            List<String> removed,
            List<String> missing,
            List<String> unwanted,
            @JsonIgnore Wrong wrongNow) {

        static Result of(Example example, Set<String> signposts, Set<String> current) {
            return new Result(
                    example.id,
                    List.copyOf(signposts),
                    List.copyOf(current),
                    without(signposts, current),
                    without(current, signposts),
                    missing(example, signposts),
                    unwanted(example, signposts),
                    new Wrong(
                            missing(example, current).size(),
                            unwanted(example, current).size()));
        }

        private static List<String> missing(Example example, Set<String> found) {
            return example.expect == null ? List.of() : without(Set.copyOf(example.expect), found);
        }

        private static List<String> unwanted(Example example, Set<String> found) {
            return example.not == null
                    ? List.of()
                    : found.stream().filter(example.not::contains).toList();
        }

        private static List<String> without(Set<String> all, Set<String> others) {
            return all.stream().filter(id -> !others.contains(id)).sorted().toList();
        }
    }

    /** How often a signpost that was expected did not come, and how often one came that must not. */
    record Wrong(int missing, int unwanted) {}

    /**
     * @param changed how many texts bring up something else than with the current version
     * @param tried with the version
     * @param current with the current version
     */
    record Counts(int texts, int changed, Wrong tried, Wrong current) {}

    static Trial of(String version, String against, List<Result> results) {
        int changed = (int) results.stream()
                .filter(result -> !result.added.isEmpty() || !result.removed.isEmpty())
                .count();
        var tried = sum(results, result -> new Wrong(result.missing.size(), result.unwanted.size()));
        return new Trial(
                version, against, new Counts(results.size(), changed, tried, sum(results, Result::wrongNow)), results);
    }

    private static Wrong sum(List<Result> results, Function<Result, Wrong> wrong) {
        return results.stream()
                .map(wrong)
                .reduce(
                        new Wrong(0, 0),
                        (one, other) -> new Wrong(one.missing + other.missing, one.unwanted + other.unwanted));
    }
}
