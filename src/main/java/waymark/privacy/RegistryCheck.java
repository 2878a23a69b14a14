package waymark.privacy;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.platform.erasure.Placeholders;

/**
 * Looks whether what the registry of personal data says goes with an account has gone: also ids, of which a search for words
 * finds nothing. It knows nothing of the steps of an erasure, so a table that no step takes care of is found. What goes as
 * the member chose is left to {@link ErasureCheck}.
 */
final class RegistryCheck {

    /** How far the erasure is stands in it, and it ends after this. */
    private static final String ITSELF = "erasure";

    private static final List<String> EMPTY =
            List.of("", "{}", "\\x", Placeholders.WORDS, Placeholders.POST, Placeholders.QUOTE);

    private RegistryCheck() {}

    /** Tables and columns in which something of theirs is that should have gone. */
    static List<ErasureCheck.Found> search(DSLContext tx, AccountId account) {
        var found = new ArrayList<ErasureCheck.Found>();
        for (var table : Registry.get().tables()) {
            if (!table.name().equals(ITSELF)) {
                table.views().forEach(view -> found.addAll(search(tx, account, table, view)));
            }
        }
        return found.stream().distinct().toList();
    }

    private static List<ErasureCheck.Found> search(
            DSLContext tx, AccountId account, RegistryTable table, RegistryTable.View view) {
        var found = new ArrayList<ErasureCheck.Found>();
        for (var column : table.columns().keySet()) {
            boolean leads = column.equals(view.path().column());
            var kind = table.erasureOf(column);
            // Of rows that go, the column that says whose they were is enough.
            if (leads && (kind == ErasureKind.DELETED || kind == ErasureKind.EMPTIED)) {
                add(found, table, column, count(tx, account, table, view, "true"));
            } else if (kind == ErasureKind.EMPTIED && !view.without().containsKey(column)) {
                add(found, table, column, count(tx, account, table, view, said(column)));
            }
        }
        return found;
    }

    private static void add(List<ErasureCheck.Found> found, RegistryTable table, String column, int rows) {
        if (rows > 0) {
            found.add(new ErasureCheck.Found(table.name(), column, rows));
        }
    }

    /** Names come from the registry, which is a part of this program. */
    private static int count(
            DSLContext tx, AccountId account, RegistryTable table, RegistryTable.View view, String which) {
        var sql =
                "select count(*) from " + table.name() + " where " + view.path().isOf(table.name()) + " and " + which;
        return tx.fetchSingle(sql, account.value()).get(0, Integer.class);
    }

    private static String said(String column) {
        var empty = EMPTY.stream().map(text -> "'" + text + "'").toList();
        return "coalesce(cast(" + column + " as text), '') not in (" + String.join(", ", empty) + ")";
    }
}
