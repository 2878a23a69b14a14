package waymark.operations;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.exception.DataAccessException;
import waymark.platform.db.Database;

/** Whether this server can serve. */
public final class Readiness {

    private final Database db;
    private final AtomicBoolean leaving = new AtomicBoolean();

    public Readiness(Database db) {
        this.db = db;
    }

    /** From now on this server says that it is not ready, so that a load balancer sends requests elsewhere. */
    public void leave() {
        leaving.set(true);
    }

    boolean isReady() {
        return !leaving.get() && databaseAnswers();
    }

    private boolean databaseAnswers() {
        try {
            return db.read(tx -> tx.selectOne().fetchSingle(0, Integer.class)) == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }
}
