package waymark.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import waymark.platform.db.DatabaseSettings;

/** A backup put back: all rows of a database as they are at this moment, in one of their own, with others at work beside it. */
public final class CopiedDatabase {

    private CopiedDatabase() {}

    /** Whoever asks for it drops it. */
    public static DatabaseSettings of(DatabaseSettings original) throws SQLException, IOException {
        var copy = TestDatabases.create();
        try (var from = Connections.open(original);
                var to = Connections.open(copy)) {
            from.setAutoCommit(false);
            from.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            to.setAutoCommit(false);
            execute(to, "set session_replication_role = replica");
            var tables = tables(from);
            for (var table : tables) {
                execute(to, "delete from " + table);
            }
            for (var table : tables) {
                var rows = new ByteArrayOutputStream();
                long read = from.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + table + " to stdout", rows);
                long written = to.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(rows.toByteArray()));
                if (read != written) {
                    throw new IllegalStateException(table + ": " + read + " rows read, " + written + " written");
                }
            }
            to.commit();
            from.rollback();
        }
        return copy;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select quote_ident(table_name) from information_schema.tables
                          where table_schema = 'public' and table_type = 'BASE TABLE'
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
