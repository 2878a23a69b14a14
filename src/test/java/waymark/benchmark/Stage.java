package waymark.benchmark;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import waymark.benchmark.Rounds.Subject;
import waymark.ids.ThreadId;
import waymark.platform.http.Json;
import waymark.threads.ReadingVariants;

/** What there is to read and to write to, and what is done with it. */
record Stage(ThreadId thread, List<Talk.Place> places, Speaker ada, PlainReply plainReply) {

    private static final AtomicLong KEYS = new AtomicLong();

    static Stage set(RunningForum forum, int count) throws Exception {
        try (var wire = Wire.to(forum.port());
                var db = forum.connect()) {
            var ada = Speaker.signIn(wire, "ada");
            var ben = Speaker.signIn(wire, "ben");
            var speakers = List.of(ada, ben, Speaker.signIn(wire, "cleo"), Speaker.signIn(wire, "sol"));
            var thread = Talk.longThread(speakers);
            var places = new ArrayList<Talk.Place>();
            for (int i = 0; i < count; i++) {
                places.add(Talk.shortThread(ben, i));
            }
            var request = reply(ada, places.get(0).thread());
            var written =
                    Json.MAPPER.readTree(wire.send(request).expect(201).body()).get("post");
            var plain = new PlainReply(
                    ada.token(),
                    Talk.words(1),
                    written.get("html").asText(),
                    written.get("text").asText(),
                    lengthOfStoredAnswer(db));
            letPlansSettle(db);
            return new Stage(thread, places, ada, plain);
        }
    }

    /** PostgreSQL would do this by itself within minutes, in the middle of what is measured. */
    private static void letPlansSettle(Connection db) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute("analyze");
        }
    }

    List<Subject<Caller>> overHttp() {
        var page = Speaker.BASE + "/threads/" + thread;
        var live = Wire.request("GET", "/health/live", "", new byte[0]);
        var asGuest = Wire.request("GET", page, "", new byte[0]);
        var asMember = Wire.request("GET", page, ada.authorization(), new byte[0]);
        var compressed = Wire.request("GET", page, "Accept-Encoding: gzip\r\n", new byte[0]);
        return List.of(
                new Subject<>("a", "GET /health/live, the empty route", me -> me.send(live, 200)),
                new Subject<>("b", "GET a page of 20 posts, as guest", me -> me.send(asGuest, 200)),
                new Subject<>("c", "the same as b, signed in", me -> me.send(asMember, 200)),
                new Subject<>("d", "the same as b, known already: 304", me -> me.sendKnown(page, asGuest)),
                new Subject<>("e", "the same as b, with gzip", me -> me.send(compressed, 200)),
                new Subject<>(
                        "f",
                        "POST a reply with an Idempotency-Key",
                        me -> me.send(reply(ada, me.place().thread()), 201)),
                new Subject<>("g", "PUT and DELETE a like, by turns", me -> me.like(ada)));
    }

    List<Subject<Caller>> plain() {
        return List.of(
                new Subject<>(
                        "h",
                        "the SQL of b by plain JDBC, to objects",
                        me -> ReadingVariants.plain(me.db(), thread).posts().isEmpty() ? 1 : 0),
                new Subject<>("i", "the SQL of f by plain JDBC, its session included", me -> {
                    plainReply.write(me.db(), me.place().thread());
                    return 0;
                }));
    }

    private static byte[] reply(Speaker author, ThreadId thread) throws IOException {
        var body = Json.MAPPER.writeValueAsBytes(Map.of("markdown", Talk.words(1)));
        var key = "Idempotency-Key: figures-" + KEYS.incrementAndGet() + "-" + UUID.randomUUID() + "\r\n";
        return Wire.request("POST", Speaker.BASE + "/threads/" + thread + "/posts", author.authorization() + key, body);
    }

    /** Of the reply that was written last. Looks on the way whether commits wait for the disk. */
    private static int lengthOfStoredAnswer(Connection db) throws SQLException {
        try (var statement = db.createStatement();
                var rows = statement.executeQuery("select octet_length(answer), current_setting('synchronous_commit'),"
                        + " current_setting('fsync') from stored_answer order by stored_at desc limit 1")) {
            if (!rows.next()
                    || !rows.getString(2).equals("on")
                    || !rows.getString(3).equals("on")) {
                throw new IllegalStateException("no answer is stored, or commits do not wait for the disk");
            }
            return rows.getInt(1);
        }
    }
}
