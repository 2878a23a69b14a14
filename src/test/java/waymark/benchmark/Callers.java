package waymark.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All who ask at the same time. */
record Callers(List<Caller> all) implements AutoCloseable {

    static Callers connect(RunningForum forum, List<Talk.Place> places) throws IOException {
        var all = new ArrayList<Caller>();
        for (var place : places) {
            all.add(new Caller(Wire.to(forum.port()), place));
        }
        return new Callers(all);
    }

    void connectToDatabase(RunningForum forum) throws IOException, SQLException {
        for (var caller : all) {
            caller.connectTo(forum.connect());
        }
    }

    List<Caller> first(int count) {
        return all.subList(0, count);
    }

    @Override
    public void close() throws IOException, SQLException {
        for (var caller : all) {
            caller.close();
        }
    }
}
