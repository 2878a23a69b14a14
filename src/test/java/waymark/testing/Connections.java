package waymark.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import waymark.platform.db.DatabaseSettings;

/** Plain ones, for whoever wants something of a database that the service does not. */
public final class Connections {

    private Connections() {}

    public static Connection open(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(
                settings.url(),
                settings.username().orElseThrow(),
                settings.password().orElseThrow());
    }
}
