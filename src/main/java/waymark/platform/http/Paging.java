package waymark.platform.http;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;

/**
 * Where a page begins, how long it is and which way it is read. Pages are found by the key of the item at their edge
 * (keyset paging), so page ten thousand costs what page one costs.
 */
public final class Paging {

    private static final int DEFAULT_LIMIT = 20;

    private final int limit;
    private final Optional<Cursor> cursor;
    private final Function<Cursor, String> encode;

    private Paging(int limit, Optional<Cursor> cursor, Function<Cursor, String> encode) {
        this.limit = limit;
        this.cursor = cursor;
        this.encode = encode;
    }

    /** @throws waymark.platform.problem.Problem INVALID_CURSOR */
    public static Paging of(Context ctx) {
        return new Paging(Input.query(ctx, "limit", DEFAULT_LIMIT), Cursor.of(ctx), cursor -> cursor.encode(ctx));
    }

    /**
     * The first page of a list that has a path of its own, in the answer of another route.
     *
     * @param path of the list that the cursor goes on in
     */
    public static Paging firstOf(String path) {
        return new Paging(DEFAULT_LIMIT, Optional.empty(), cursor -> cursor.encodeForPath(path));
    }

    public int limit() {
        return limit;
    }

    public Optional<Cursor> cursor() {
        return cursor;
    }

    public String encode(Cursor made) {
        return encode.apply(made);
    }

    /**
     * Reads the page: the query, in the given order, from the cursor on.
     *
     * @param order total: no two items have the same keys
     */
    public <R extends Record, T> Page<T> page(
            SelectConditionStep<R> query, List<Key<T, ?>> order, RecordMapper<R, T> mapper) {
        boolean backward = cursor.map(Cursor::backward).orElse(false);
        var ordered = query.orderBy(order.stream()
                .map(key -> key.descending() ^ backward
                        ? key.field().desc()
                        : key.field().asc())
                .toList());
        // One more than asked for tells whether the list goes on.
        var items = new ArrayList<>(
                cursor.isPresent()
                        ? ordered.seek(edge(order)).limit(limit + 1).fetch(mapper)
                        : ordered.limit(limit + 1).fetch(mapper));
        boolean more = items.size() > limit;
        if (more) {
            items.remove(limit);
        }
        if (backward) {
            Collections.reverse(items);
        }
        return page(items, order, backward || more, cursor.isPresent() && (!backward || more));
    }

    private <T> Page<T> page(List<T> items, List<Key<T, ?>> order, boolean goesOn, boolean hasBefore) {
        if (items.isEmpty()) {
            return Page.whole(items);
        }
        return new Page<>(
                List.copyOf(items),
                goesOn ? encode(Cursor.after(Key.texts(order, items.get(items.size() - 1)))) : null,
                hasBefore ? encode(Cursor.before(Key.texts(order, items.get(0)))) : null);
    }

    private <T> Object[] edge(List<Key<T, ?>> order) {
        return cursor.orElseThrow().read(texts -> {
            if (texts.size() != order.size()) {
                throw Cursor.refused();
            }
            var values = new Object[texts.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = order.get(i).read().apply(texts.get(i));
            }
            return values;
        });
    }

    /**
     * One column of a list's order.
     *
     * @param of the value of an item, whose {@code toString} is read back by {@code read}
     */
    public record Key<T, V>(Field<V> field, boolean descending, Function<T, V> of, Function<String, V> read) {

        public static <T, V> Key<T, V> ascending(Field<V> field, Function<T, V> of, Function<String, V> read) {
            return new Key<>(field, false, of, read);
        }

        public static <T, V> Key<T, V> descending(Field<V> field, Function<T, V> of, Function<String, V> read) {
            return new Key<>(field, true, of, read);
        }

        static <T> List<String> texts(List<Key<T, ?>> order, T item) {
            return order.stream()
                    .map(key -> String.valueOf(key.of().apply(item)))
                    .toList();
        }
    }
}
