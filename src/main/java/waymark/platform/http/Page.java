package waymark.platform.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one shape of every list.
 *
 * @param next cursor of the following page, null on the last
 * @param previous cursor of the page before, null on the first
 */
public record Page<T>(
        List<T> items, @Nullable String next, @Nullable String previous) {

    /** A list that is always answered whole. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null, null);
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next, previous);
    }
}
