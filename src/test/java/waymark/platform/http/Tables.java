package waymark.platform.http;

import java.util.Map;
import java.util.TreeMap;
import waymark.platform.db.Database;

/**
 * The state of all tables.
 *
 * @param rows by table, how many rows it has and which transactions wrote them, so that an update shows as an insert does
 */
record Tables(Map<String, String> rows) {

    static Tables of(Database db) {
        return db.read(tx -> {
            // The aggregate runs over the rows of every table there is, also one that comes later.
            var counts = tx
                    .fetch("select table_name from information_schema.tables where table_schema = 'public'")
                    .getValues(0, String.class)
                    .stream()
                    .map(name ->
                            "select '%s', count(*), coalesce(sum(xmin::text::bigint), 0) from %s".formatted(name, name))
                    .toList();
            var rows = new TreeMap<String, String>();
            tx.fetch(String.join(" union all ", counts))
                    .forEach(row -> rows.put(row.get(0, String.class), row.get(1) + " rows of " + row.get(2)));
            return new Tables(rows);
        });
    }

    String changedFrom(Tables before) {
        var changed = new TreeMap<String, String>();
        rows.forEach((table, now) -> {
            if (!now.equals(before.rows.get(table))) {
                changed.put(table, before.rows.get(table) + " -> " + now);
            }
        });
        return changed.toString();
    }
}
