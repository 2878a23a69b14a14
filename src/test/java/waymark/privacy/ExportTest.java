package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.DATA_EXPORT_PART;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.platform.http.Json;
import waymark.testing.Client;
import waymark.testing.Restricted;
import waymark.testing.Together;

class ExportTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Registry registry = Registry.get();

    @Test
    void everythingThatTheRegistrySaysIsTheirsIsInIt() throws Exception {
        var heron = EveryKindOfContent.of(forum, "heron-81");
        var copy = copyOf(heron.person);
        var data = Json.MAPPER.readTree(copy.get("data.json")).path("data");

        var missing = new ArrayList<String>();
        for (var table : registry.tables()) {
            for (var view : table.views()) {
                if (view.leftOut().isPresent()) {
                    assertTrue(data.path(view.name()).isMissingNode(), view.name());
                    continue;
                }
                var rows = data.path(view.name());
                assertEquals(count(table, view, heron.person), rows.size(), view.name());
                for (var row : rows) {
                    var wanted = new TreeSet<String>();
                    ExportRows.columns(table, view).forEach(column -> wanted.add(ExportFile.camelCase(column)));
                    var there = new TreeSet<String>();
                    row.fieldNames().forEachRemaining(there::add);
                    if (!wanted.equals(there)) {
                        missing.add(view.name() + " has " + there + " and not " + wanted);
                    }
                }
            }
        }
        assertEquals(List.of(), missing);

        assertEquals("heron-81", data.at("/account/0/username").asText());
        assertEquals("heron-81@example.org", data.at("/account/0/emailSealed").asText());
        for (var file : copy.values()) {
            for (var about : List.of(
                    "titles",
                    "openings",
                    "edits",
                    "replies",
                    "waiting",
                    "beginnings",
                    "bookmarks",
                    "stories",
                    "chapters",
                    "drafts",
                    "reports",
                    "removals",
                    "appeals")) {
                assertTrue(file.contains(heron.words(about)), about);
            }
            assertTrue(file.contains("fatigue"));
            assertTrue(file.contains("Zebrafinchina"));
            // What was taken out of a story, for as long as it is sealed.
            assertTrue(file.contains("Quagga"));
            // The letter to them.
            assertTrue(file.contains("Dear heron-81, not here."));
        }
        for (var view : List.of(
                "account",
                "threads",
                "posts",
                "earlierTexts",
                "likes",
                "stories",
                "storyTexts",
                "submissions",
                "sessions",
                "mutes",
                "preferences",
                "hiddenLabels",
                "following",
                "readPositions",
                "casesAboutYou",
                "reportedWordsOfYours",
                "likesOfStories",
                "storyTextsBeforeRedaction",
                "signpostsYouWereShown")) {
            assertNotEquals(0, data.path(view).size(), view);
        }
    }

    @Test
    void nobodyElseIsInIt() throws Exception {
        var canary = "Phalarope" + COUNT.incrementAndGet();
        var stranger = forum.member("oystercatcher");
        var heron = EveryKindOfContent.of(forum, "heron-82");
        forum.mo().delete("/members/heron-82/restriction").expect(200);
        var quoted = forum.reply(stranger, heron.ownThread, canary + " said in their thread");
        heron.person
                .post(
                        "/threads/" + heron.ownThread + "/posts",
                        Map.of("markdown", "You are right.", "quotes", List.of(Map.of("post", quoted, "text", canary))))
                .expect(201);
        stranger.put("/posts/" + heron.ownPost + "/like").expect(200);
        stranger.put("/members/heron-82/mute").expect(200);
        heron.person.put("/members/oystercatcher/mute").expect(200);
        stranger.post(
                        "/reports",
                        Map.of(
                                "target",
                                Map.of("type", "post", "id", heron.ownPost),
                                "reason",
                                "abuse",
                                "message",
                                canary + " reported"))
                .expect(201);
        var post = forum.reply(heron.person, heron.ownThread, "One that is taken down.");
        forum.mo()
                .with("If-Match", "*")
                .put(
                        "/posts/" + post + "/removal",
                        TestForum.removal("Oystercatcher asked, and so did @oystercatcher."))
                .expect(200);

        var strangerId = forum.account(stranger).toString();
        var moId = forum.account(forum.mo()).toString();
        for (var file : copyOf(heron.person).values()) {
            assertFalse(file.toLowerCase(Locale.ROOT).contains("oystercatcher"));
            assertFalse(file.contains(canary));
            assertFalse(file.contains(strangerId));
            assertFalse(file.contains(moId));
            assertTrue(file.contains("[another member] asked, and so did [another member]."));
            assertTrue(file.contains("a member of the team"));
            assertTrue(file.contains("another member"));
        }
    }

    @Test
    void whatAPersonAtTheCharityAnswersForIsNotInIt() throws Exception {
        var person = somebody();
        var name = person.get("/me").expect(200).text("/account/username");
        var root = forum.signedIn("root", Role.ADMIN);
        root.put("/members/" + name + "/legal-hold", Map.of("reason", "police-request"))
                .expect(200);
        forum.mo().put("/me/recusals/" + name, Map.of("kind", "relative")).expect(200);
        assertFalse(person.post("/me/erasure", Map.of("mode", "anonymise", "preview", true))
                .expect(200)
                .body()
                .contains("held"));
        for (var file : copyOf(person).values()) {
            assertFalse(file.contains("legal-hold-imposed"));
            assertFalse(file.contains("police-request"));
            assertFalse(file.contains("recusal-declared"));
        }
    }

    @Test
    void thePageIsSafeToOpenAndReadsWithoutScripts() throws Exception {
        var person = somebody();
        var thread = forum.thread(person, "<script>alert(1)</script> & \"more\"");
        forum.reply(person, thread.thread(), "<img src=x onerror=alert(2)> 'quoted'");
        var page = Objects.requireNonNull(copyOf(person).get("index.html"));
        assertFalse(page.contains("<script"));
        assertFalse(page.contains("<img"));
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"));
        assertTrue(page.contains("&lt;img src=x onerror=alert(2)&gt; &#39;quoted&#39;"));
        assertTrue(page.contains("default-src 'none'"));
        assertTrue(page.startsWith("<!doctype html>"));
    }

    @Test
    void aMailSaysThatItIsReadyAndNothingElse() {
        var person = somebody();
        var id = ask(person);
        var name = person.get("/me").text("/account/username");
        int before = forum.mails().to(name + "@example.org").size();
        make();
        var mails = forum.mails().to(name + "@example.org");
        assertEquals(before + 1, mails.size());
        var mail = mails.get(mails.size() - 1);
        assertTrue(mail.toString().contains(id), mail::toString);
        assertFalse(mail.toString().contains(name + " "), mail::toString);
    }

    @Test
    void onlyWhoAskedForItGetsIt() throws Exception {
        var person = somebody();
        var id = ask(person);
        person.get("/me/exports/" + id + "/file").expectProblem(404, "not-found");
        make();
        for (var other : List.of(somebody(), forum.mo(), forum.signedIn("root", Role.ADMIN))) {
            other.get("/me/exports/" + id).expectProblem(404, "not-found");
            other.get("/me/exports/" + id + "/file").expectProblem(404, "not-found");
            assertFalse(
                    other.get("/me/exports?limit=100").texts("/items", "/id").contains(id));
        }
        forum.guest().get("/me/exports/" + id + "/file").expectProblem(401, "sign-in-needed");
        var answer = fetch(person, id);
        assertEquals(200, answer.statusCode());
        assertEquals(
                "application/zip", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                "attachment; filename=\"your-data.zip\"",
                answer.headers().firstValue("Content-Disposition").orElseThrow());
        assertEquals(
                "private, no-store",
                answer.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals(person.get("/me/exports/" + id).at("/export/bytes").asInt(), answer.body().length);
    }

    @Test
    void afterSevenDaysItIsGone() {
        var person = somebody();
        var name = person.get("/me").text("/account/username");
        var id = ask(person);
        make();
        var now = forum.clock().instant();
        forum.clock().advance(Duration.ofDays(7).minusMillis(1));
        // Sessions may end sooner than a copy.
        var later = forum.member(name);
        later.get("/me/exports/" + id + "/file").expect(200);
        forum.clock().advance(Duration.ofMillis(1));
        later.get("/me/exports/" + id + "/file").expectProblem(410, "gone");
        assertEquals("expired", later.get("/me/exports/" + id).text("/export/state"));
        assertNotEquals(0, parts(id));
        var unused = forum.retention().run();
        assertEquals(0, parts(id));
        forum.clock().set(now);
    }

    @Test
    void oneIsMadeAtATime() {
        var person = somebody();
        var ids = Together.times(4, i -> person.send("POST", "/me/exports", null)).stream()
                .map(answer -> answer.expect(202).text("/export/id"))
                .toList();
        assertTrue(new TreeSet<>(ids).size() <= 2, ids::toString);
        make();
        assertEquals("ready", person.get("/me/exports/" + ids.get(0)).text("/export/state"));
        assertNotEquals(ids.get(0), ask(person));
        make();
    }

    @Test
    void whoIsSuspendedGetsTheirsToo() throws Exception {
        var person = somebody();
        var name = person.get("/me").text("/account/username");
        Restricted.suspend(forum, name);
        var copy = copyOf(person);
        assertTrue(Objects.requireNonNull(copy.get("index.html")).contains(Restricted.MESSAGE));
    }

    @Test
    void whatLiesInTheDatabaseCannotBeReadThere() {
        var person = somebody();
        forum.thread(person, "Guillemots in the database");
        var id = ask(person);
        make();
        var lying = forum.db()
                .read(tx -> tx.select(DATA_EXPORT_PART.SEALED)
                        .from(DATA_EXPORT_PART)
                        .where(DATA_EXPORT_PART.EXPORT_ID.eq(UUID.fromString(id)))
                        .fetchSingle(DATA_EXPORT_PART.SEALED));
        // A zip begins with PK.
        assertFalse(new String(lying, StandardCharsets.ISO_8859_1).contains("PK\u0003\u0004"));
    }

    @Test
    void aFileOfManyPiecesIsTheSameWhenItIsRead() {
        var pieces = new ArrayList<byte[]>();
        var out = new SealedParts((number, bytes) -> pieces.add(number, bytes));
        var whole = new byte[SealedParts.PART_BYTES * 2 + 7];
        new Random(5).nextBytes(whole);
        out.write(whole, 0, 100);
        out.write(whole[100]);
        out.write(whole, 101, whole.length - 101);
        out.close();
        assertEquals(3, pieces.size());
        assertEquals(whole.length, out.length());
        try (var in = new ExportParts(
                number -> number < pieces.size() ? Optional.of(pieces.get(number)) : Optional.empty())) {
            assertArrayEquals(whole, in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Client somebody() {
        return forum.member("copied-" + COUNT.incrementAndGet());
    }

    private static String ask(Client person) {
        return person.send("POST", "/me/exports", null).expect(202).text("/export/id");
    }

    private static void make() {
        int unused = forum.app().exportWorker().makeDue();
    }

    private static Map<String, String> copyOf(Client person) throws Exception {
        var id = ask(person);
        make();
        var files = new TreeMap<String, String>();
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(fetch(person, id).body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertEquals(List.of("data.json", "index.html"), List.copyOf(files.keySet()));
        return files;
    }

    private static HttpResponse<byte[]> fetch(Client person, String id) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + forum.port() + "/api/v1/me/exports/" + id + "/file"))
                .header("Authorization", "Bearer " + person.token())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static int parts(String export) {
        return forum.db()
                .read(tx -> tx.fetchCount(DATA_EXPORT_PART, DATA_EXPORT_PART.EXPORT_ID.eq(UUID.fromString(export))));
    }

    private static int count(RegistryTable table, RegistryTable.View view, Client person) {
        var account = forum.account(person).value();
        var sql =
                "select count(*) from " + table.name() + " where " + view.path().isOf(table.name())
                        + view.rowsLeftOut()
                                .map(rows -> " and not (" + rows.where() + ")")
                                .orElse("");
        // The export itself was being made, and the mail about it was not written.
        int more = view.name().equals("mails") ? 1 : 0;
        return forum.db().read(tx -> tx.fetchSingle(sql, account).get(0, Integer.class)) - more;
    }
}
