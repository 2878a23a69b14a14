package waymark.operations;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import waymark.platform.db.Database;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;

/**
 * Seals anew what an older key sealed, so that the older key can be thrown away. It goes through each table in small
 * transactions while the forum runs, and can be broken off: the next time it finds only what is left.
 */
public final class Resealing {

    private static final int ROWS_AT_ONCE = 200;

    private final Database db;
    private final Keyring keys;
    private final List<SealedColumn<?>> columns;

    public Resealing(Database db, Keyring keys, List<SealedColumn<?>> columns) {
        this.db = db;
        this.keys = keys;
        this.columns = columns;
    }

    /** @return how many were sealed anew */
    public int run() {
        return columns.stream().mapToInt(this::run).sum();
    }

    private <K> int run(SealedColumn<K> column) {
        int sealed = 0;
        Optional<K> last = Optional.empty();
        do {
            var from = last;
            var batch = db.write(tx -> reseal(tx, column, from));
            sealed += batch.sealed();
            last = batch.last();
        } while (last.isPresent());
        return sealed;
    }

    private <K> Batch<K> reseal(DSLContext tx, SealedColumn<K> column, Optional<K> last) {
        var mark = keys.mark();
        var rows = tx.select(column.id(), column.sealed())
                .from(column.table())
                .where(condition(
                        "substring({0} from 1 for {1}) <> {2}", column.sealed(), inline(mark.length), val(mark)))
                .and(last.<Condition>map(column.id()::gt).orElse(noCondition()))
                .orderBy(column.id())
                .limit(ROWS_AT_ONCE)
                .forUpdate()
                .fetch();
        @Nullable K end = null;
        for (var row : rows) {
            reseal(tx, column, row.value1(), row.value2());
            end = row.value1();
        }
        return new Batch<>(rows.size(), Optional.ofNullable(end));
    }

    private <K> void reseal(DSLContext tx, SealedColumn<K> column, K id, byte[] sealed) {
        var content = keys.openBytes(column.purpose(), sealed);
        var changes = new HashMap<Field<?>, Object>();
        changes.put(column.sealed(), keys.seal(column.purpose(), content));
        column.hashed()
                .ifPresent(hashed -> changes.put(
                        hashed.column(),
                        keys.hash(
                                column.purpose(),
                                hashed.normalised().apply(new String(content, StandardCharsets.UTF_8)))));
        tx.update(column.table()).set(changes).where(column.id().eq(id)).execute();
    }

    private record Batch<K>(int sealed, Optional<K> last) {}
}
