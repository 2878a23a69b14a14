package waymark.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way from a row to the account that it is about: {@code account_id}, or {@code post_id > post.author_id} over the ids
 * of other tables.
 *
 * @param column of the table itself
 * @param hops the tables after it, each with its column
 * @param text whether the last column holds the id of the account as text
 */
record SubjectPath(String column, List<Hop> hops, boolean text) {

    private static final String TEXT = "::text";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern HOP = Pattern.compile("[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*");

    record Hop(String table, String column) {}

    /** @throws IllegalArgumentException for what is no path */
    static SubjectPath of(String written) {
        boolean text = written.endsWith(TEXT);
        var parts = (text ? written.substring(0, written.length() - TEXT.length()) : written).split(" > ", -1);
        if (!NAME.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException("no path to an account: " + written);
        }
        var hops = new ArrayList<Hop>();
        for (int i = 1; i < parts.length; i++) {
            if (!HOP.matcher(parts[i]).matches()) {
                throw new IllegalArgumentException("no path to an account: " + written);
            }
            int dot = parts[i].indexOf('.');
            hops.add(new Hop(parts[i].substring(0, dot), parts[i].substring(dot + 1)));
        }
        return new SubjectPath(parts[0], List.copyOf(hops), text);
    }

    /** Whether the row itself says whose it is. */
    boolean direct() {
        return hops.isEmpty();
    }

    /** SQL that holds for the rows of one account; it has one parameter, the id of the account. */
    String isOf(String table) {
        return where(table, text ? "= cast(cast(? as uuid) as text)" : "= cast(? as uuid)");
    }

    /** SQL that holds for the rows of any of the accounts that a query gives. */
    String isOneOf(String table, String accountIds) {
        return where(
                table,
                text ? "in (select cast(id as text) from (" + accountIds + ") held)" : "in (" + accountIds + ")");
    }

    private String where(String table, String condition) {
        var sql = new StringBuilder(table).append('.').append(column).append(' ');
        for (var hop : hops) {
            sql.append("in (select ")
                    .append(hop.table)
                    .append(".id from ")
                    .append(hop.table)
                    .append(" where ");
            sql.append(hop.table).append('.').append(hop.column).append(' ');
        }
        return sql.append(condition).append(")".repeat(hops.size())).toString();
    }
}
