package waymark.platform.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import waymark.platform.db.Database;

/** All tables of a database, and what becomes of them. */
final class Tables {

    private final Database db;
    private final String counts;
    private String written = "";
    private Map<String, String> known = Map.of();

    /** Written by workers while requests come in. */
    private static final Set<String> OF_WORKERS = Set.of("mail", "data_export", "data_export_part");

    Tables(Database db) {
        this.db = db;
        this.counts = db.read(tx -> String.join(
                " union all ",
                tx
                        .fetch("select table_name from information_schema.tables where table_schema = 'public'")
                        .getValues(0, String.class)
                        .stream()
                        .filter(name -> !OF_WORKERS.contains(name))
                        .map(name ->
                                "select '%s', count(*), count(*) * age('3'::xid) - coalesce(sum(age(xmin)), 0) from %s"
                                        .formatted(name, name))
                        .toList()));
    }

    /**
     * Each table with how many rows it has and which transactions wrote them, so that an update shows as an insert does.
     * Transactions are summed up by their distance from the first there is, because their numbers cannot be.
     */
    Map<String, String> state() {
        // Most requests write nothing, and then the server's log of writes has not grown: nothing needs to be counted
        // again.
        var position = db.read(
                tx -> tx.fetchSingle("select pg_current_wal_insert_lsn()::text").get(0, String.class));
        if (!position.equals(written)) {
            known = read();
            written = position;
        }
        return known;
    }

    private Map<String, String> read() {
        var state = new TreeMap<String, String>();
        db.read(tx -> tx.fetch(counts))
                .forEach(row -> state.put(row.get(0, String.class), row.get(1) + " rows of " + row.get(2)));
        return state;
    }

    /** Whoever looks after the forum and reads what is private stands in the audit log afterwards, and nowhere else. */
    static boolean differInLogOnly(Map<String, String> before, Map<String, String> after) {
        return difference(before, after).keySet().equals(Set.of("audit_entry"));
    }

    /** An attempt to show who one is elsewhere is good once, also when it fails: else a code could be guessed. */
    static boolean differInAttemptsOnly(Map<String, String> before, Map<String, String> after) {
        return difference(before, after).keySet().equals(Set.of("identity_attempt"));
    }

    static Map<String, String> difference(Map<String, String> before, Map<String, String> after) {
        var changed = new TreeMap<String, String>();
        after.forEach((table, now) -> {
            if (!now.equals(before.get(table))) {
                changed.put(table, before.get(table) + " -> " + now);
            }
        });
        return changed;
    }
}
