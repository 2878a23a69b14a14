package waymark.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who asks for one thing after the other, with a place of their own to write in. */
final class Caller implements AutoCloseable {

    private final Wire wire;
    private final Talk.Place place;
    private @Nullable Connection db;
    private String etag = "";
    private boolean liking;

    Caller(Wire wire, Talk.Place place) {
        this.wire = wire;
        this.place = place;
    }

    void connectTo(Connection database) {
        db = database;
    }

    Connection db() {
        return Objects.requireNonNull(db);
    }

    Talk.Place place() {
        return place;
    }

    long send(byte[] request, int status) throws IOException {
        return wire.send(request).expect(status).body().length;
    }

    /** What is open and what is closed is in the page too, so now and then what was known is out of date. */
    long sendKnown(String path, byte[] afresh) throws IOException {
        var request = Wire.request("GET", path, "If-None-Match: " + etag + "\r\n", new byte[0]);
        var reply = etag.isEmpty() ? wire.send(afresh) : wire.send(request);
        if (reply.status() != 304) {
            etag = reply.expect(200).etag();
        }
        return reply.body().length;
    }

    long like(Speaker member) throws IOException {
        liking = !liking;
        return send(
                Wire.request(
                        liking ? "PUT" : "DELETE",
                        Speaker.BASE + "/posts/" + place.post() + "/like",
                        member.authorization(),
                        new byte[0]),
                200);
    }

    @Override
    public void close() throws IOException, SQLException {
        wire.close();
        if (db != null) {
            db.close();
        }
    }
}
