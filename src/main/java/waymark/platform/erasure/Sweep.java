package waymark.platform.erasure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Goes through a table in the order of its ids, some rows in each transaction, and takes out of its words what leads to a
 * person. For words with nothing else made from them.
 *
 * @param table that the caller's feature owns
 * @param id its id, or what its rows are in the order of
 * @param columns with words, and how long they may be
 * @param aboutThem rows that speak of the person
 */
public record Sweep(
        Table<?> table,
        Field<UUID> id,
        List<Column> columns,
        Condition aboutThem,
        Condition which,
        Optional<Field<Integer>> version) {

    public Sweep(Table<?> table, Field<UUID> id, List<Column> columns, Condition aboutThem) {
        this(table, id, columns, aboutThem, DSL.noCondition(), Optional.empty());
    }

    /** The same for some of the rows only. */
    public Sweep only(Condition some) {
        return new Sweep(table, id, columns, aboutThem, some, version);
    }

    /** The same for rows that carry a version, which goes up when their words change. */
    public Sweep bumping(Field<Integer> version) {
        return new Sweep(table, id, columns, aboutThem, which, Optional.of(version));
    }

    public Batch run(DSLContext tx, Traces traces, Optional<String> after) {
        var from = after.filter(text -> !text.isEmpty()).map(UUID::fromString);
        var behind = from.map(id::gt).orElse(DSL.noCondition());
        var end = Optional.ofNullable(tx.select(id)
                .from(table)
                .where(behind)
                .orderBy(id)
                .offset(Batch.LOOKED_THROUGH - 1)
                .limit(1)
                .fetchOne(id));
        var about = DSL.field(aboutThem).as("about_them");
        var texts = columns.stream().map(Column::text).toList();
        var rows = tx.select(id, about)
                .select(texts)
                .from(table)
                .where(behind)
                .and(end.map(id::le).orElse(DSL.noCondition()))
                .and(which)
                .and(traces.mayBeIn(texts))
                .orderBy(id)
                .forUpdate()
                .of(table)
                .fetch();
        int changed = 0;
        for (var row : rows) {
            changed += clear(tx, row, traces, row.get(about)) ? 1 : 0;
        }
        return new Batch(changed, end.map(UUID::toString));
    }

    private boolean clear(DSLContext tx, Record row, Traces traces, boolean about) {
        var changed = new LinkedHashMap<Field<?>, Object>();
        for (var column : columns) {
            var text = row.get(column.text());
            if (text != null) {
                var cleared = traces.without(text, about, column.longest());
                if (!cleared.equals(text)) {
                    changed.put(column.text(), cleared);
                }
            }
        }
        if (changed.isEmpty()) {
            return false;
        }
        version.ifPresent(counted -> changed.put(counted, counted.plus(1)));
        tx.update(table).set(changed).where(id.eq(row.get(id))).execute();
        return true;
    }

    /** @param longest in characters */
    public record Column(Field<String> text, int longest) {}
}
