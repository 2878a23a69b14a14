package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.platform.http.ServerSettings;
import waymark.testing.Answer;
import waymark.testing.Client;

/** What was given back is gone: from every path, for everybody, on every server, and also for those who have it already. */
class WithdrawStoryTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String WORD = "quagga";
    private static @Nullable App other;

    private final Storyteller told = new Storyteller(forum);

    @BeforeAll
    static void asSecondServerRuns() {
        var settings = new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), true);
        other = new App(forum.db(), settings, forum.clock(), forum.settings());
        server().start();
    }

    @AfterAll
    static void theSecondServerStops() {
        server().close();
    }

    @Test
    void whatItsAuthorTakesBackIsGoneEverywhere() {
        var id = publishedWithWord();
        var known = everythingSeen(id);

        var receipt = forum.alice().delete("/stories/" + id + "/consent").expect(200);

        assertEquals(id, receipt.text("/withdrawal/story"));
        assertGone(id, known, true);
        assertEquals("withdrawn", told.state(id));
        assertEquals(
                WORD,
                forum.alice()
                        .get("/stories/" + id + "/manuscript")
                        .expect(200)
                        .text("/manuscript/text/attributionName"));
    }

    @Test
    void whatItsAuthorDeletesIsGoneForThemselvesToo() {
        var id = publishedWithWord();
        var known = everythingSeen(id);

        Storyteller.any(forum.alice()).delete("/stories/" + id).expect(204);

        assertGone(id, known, false);
        for (var reader : List.of(forum.alice(), told.reviewer())) {
            reader.get("/stories/" + id + "/manuscript").expectProblem(410, "gone");
            reader.get("/stories/" + id + "/revisions").expectProblem(410, "gone");
        }
        assertFalse(forum.alice().get("/me/stories").body().contains(id));
        assertEquals(0, textsLeft(id));
    }

    @Test
    void whatItsAuthorDeletesWhileTheLawWantsItKeptGoesWhenItNeedNotBeKeptAnyMore() {
        var id = publishedWithWord();
        var known = everythingSeen(id);
        forum.hold(forum.account(forum.alice()));
        Storyteller.any(forum.alice()).delete("/stories/" + id).expect(204);
        forum.keepStories();
        assertGone(id, known, false);
        assertTrue(textsLeft(id) > 0);

        letGo();
        forum.keepStories();
        assertEquals(0, textsLeft(id));
    }

    @Test
    void whatTheTeamTakesDownIsGone() {
        var id = publishedWithWord();
        var known = everythingSeen(id);

        Storyteller.any(told.reviewer())
                .put("/stories/" + id + "/removal", Storyteller.verdict())
                .expect(200);

        assertGone(id, known, true);
        var step = forum.alice().get("/stories/" + id + "/manuscript").at("/manuscript/steps/0");
        assertEquals("archive", step.at("/action").asText());
        assertEquals(
                "Somebody could be recognised by this.", step.at("/message").asText());
        assertTrue(step.at("/actor").isNull());
    }

    @Test
    void aConsentThatRunsOutTakesTheStoryWithItAtThatMoment() {
        var id = publishedWithWord();
        var known = everythingSeen(id);
        var until = told.manuscript(id).at("/live/consentUntil").asText();
        assertEquals(
                forum.clock()
                        .instant()
                        .atZone(ZoneId.of("Europe/London"))
                        .plusMonths(24)
                        .toInstant()
                        .toString(),
                until);

        forum.clock().set(Instant.parse(until).minusMillis(1));
        forum.keepStories();
        sessionsAgain().get("/stories/" + id).expect(200);

        forum.clock().set(Instant.parse(until));
        // Nobody has tidied up yet, and there is nothing to read all the same.
        assertGone(id, known, true);
        forum.keepStories();
        assertGone(id, known, true);
        var row = forum.db().read(tx -> tx.fetchSingle("select state from story where id = ?", UUID.fromString(id)));
        assertEquals("archived", row.get(0, String.class));
    }

    @Test
    void theReceiptSaysWhatCanBeCalledBackAndWhatCannot() {
        var id = told.submitted(forum.alice());
        var path = "/stories/" + id;
        forum.alice()
                .put(path + "/consent", Storyteller.consent("forum", "public-web", "print"))
                .expect(200);
        told.approve(id);
        told.publish(id).expect(200);
        note(id, "public-web", "https://charity.example.org/rowan");
        note(id, "print", "Leaflet of spring 2026");
        told.reviewer()
                .post(path + "/copies", Map.of("scope", "social-media", "place", "A post"))
                .expectProblem(409, "consent-needed");

        // A use that is not allowed any more is called back at once, while the rest stays.
        forum.alice()
                .put(path + "/consent", Storyteller.consent("forum", "print"))
                .expect(200);
        assertEquals(
                List.of("public-web"), told.reviewer().get("/stories/recalls").texts("/items", "/scope"));
        assertEquals("noindex, noarchive", forum.guest().get(path).expect(200).header("X-Robots-Tag"));

        var receipt = forum.alice().delete(path + "/consent").expect(200);
        assertEquals(List.of("forum", "public-web", "print"), receipt.texts("/withdrawal/scopes", "/scope"));
        assertEquals(List.of("true", "false"), receipt.texts("/withdrawal/copies", "/recallable"));
        assertTrue(receipt.body().contains("What is printed already cannot be brought back."));

        var copy = told.reviewer().get("/stories/recalls").expect(200).text("/items/0/id");
        told.reviewer().put("/stories/recalls/" + copy).expect(200);
        told.reviewer().put("/stories/recalls/" + copy).expect(200);
        assertEquals(List.of("print"), told.reviewer().get("/stories/recalls").texts("/items", "/scope"));
        var again = forum.alice().delete(path + "/consent").expect(200);
        assertEquals(receipt.text("/withdrawal/at"), again.text("/withdrawal/at"));
        assertFalse(again.at("/withdrawal/copies/0/recalledAt").isNull());
        told.reviewer().put("/stories/recalls/" + id).expectProblem(404, "not-found");
        assertEquals(
                1, forum.audited(id).stream().filter("story-withdraw"::equals).count());
    }

    @Test
    void whatWasTakenBackCanBeGivenAgainAndIsReviewedAgain() {
        var id = told.published(forum.alice());
        forum.alice().delete("/stories/" + id + "/consent").expect(200);
        Storyteller.any(forum.alice()).put("/stories/" + id + "/submission").expectProblem(409, "consent-needed");
        forum.alice()
                .put("/stories/" + id + "/consent", Storyteller.consent("forum"))
                .expect(200);
        forum.guest().get("/stories/" + id).expectProblem(410, "gone");
        Storyteller.any(forum.alice()).put("/stories/" + id + "/submission").expect(200);
        told.approve(id);
        told.publish(id).expect(200);
        forum.guest().get("/stories/" + id).expect(200);
    }

    private void note(String id, String scope, String place) {
        told.reviewer()
                .post("/stories/" + id + "/copies", Map.of("scope", scope, "place", place))
                .expect(201);
    }

    /** With a word in each of its parts that stands nowhere else. */
    private String publishedWithWord() {
        var text = Storyteller.text();
        text.put("title", "The " + WORD + " and I");
        text.put("markdown", "A " + WORD + " sat by my bed.\n\nThe " + WORD + " stayed.");
        text.put("pullQuotes", List.of("The " + WORD + " stayed."));
        text.put("attributionName", WORD);
        var id = told.published(forum.alice(), text);
        forum.alice()
                .put("/stories/" + id + "/consent", Storyteller.consent("forum", "public-web"))
                .expect(200);
        return id;
    }

    /** Every path that readers have, whatever it leads to. */
    private static List<String> paths(String id) {
        return List.of(
                "/stories/" + id,
                "/stories?limit=100",
                "/stories?limit=100&diagnosis=lymphoma",
                "/stories?limit=100&topic=fatigue",
                "/stories?limit=100&stage=later-recovery",
                "/stories?limit=100&role=patient",
                "/feeds/stories.atom",
                "/guides/getting-better",
                "/guides",
                "/threads",
                "/transparency");
    }

    private static Map<String, Answer> everythingSeen(String id) {
        var known = new LinkedHashMap<String, Answer>();
        for (var path : paths(id)) {
            known.put(path, forum.guest().get(path).expect(200));
        }
        assertTrue(seen(known, "/stories/" + id).body().contains(WORD));
        assertTrue(seen(known, "/stories?limit=100").body().contains(WORD));
        assertTrue(seen(known, "/feeds/stories.atom").body().contains(WORD), "feeds");
        assertTrue(seen(known, "/guides/getting-better").body().contains(WORD), "related to guides");
        return known;
    }

    private void assertGone(String id, Map<String, Answer> known, boolean signedIn) {
        for (var reader : readers()) {
            for (var path : paths(id)) {
                for (var client : List.of(
                        reader, reader.with("If-None-Match", seen(known, path).header("ETag")))) {
                    var answer = client.get(path);
                    assertFalse(answer.body().contains(WORD), path);
                    if (path.equals("/stories/" + id)) {
                        assertEquals(410, answer.expectProblem(410, "gone").status());
                    } else if (seen(known, path).body().contains(WORD)) {
                        assertEquals(200, answer.status(), path);
                    }
                }
            }
        }
        if (signedIn) {
            var bob = sessionsAgain();
            bob.put("/stories/" + id + "/like").expectProblem(410, "gone");
            bob.get("/stories/" + id + "/likes").expectProblem(410, "gone");
            bob.get("/stories/" + id + "/manuscript").expectProblem(404, "not-found");
        }
    }

    private static Answer seen(Map<String, Answer> known, String path) {
        return Objects.requireNonNull(known.get(path));
    }

    private static App server() {
        return Objects.requireNonNull(other);
    }

    /** Guests and members, of both servers. */
    private static List<Client> readers() {
        var readers = new ArrayList<Client>();
        var bob = sessionsAgain();
        readers.add(forum.guest());
        readers.add(bob);
        readers.add(new Client(server().port(), Optional.empty()));
        readers.add(new Client(server().port(), Optional.of(bob.token())));
        return readers;
    }

    /** A member who has signed in just now: sessions end while the clock moves by years. */
    private static Client sessionsAgain() {
        return forum.member("reader-" + forum.clock().instant().toEpochMilli());
    }

    private static int textsLeft(String id) {
        return forum.db()
                .read(tx -> tx.fetchCount(tx.selectOne()
                        .from("story_revision")
                        .where(
                                "story_id = ? and (title || markdown || html || plain_text) <> ''",
                                UUID.fromString(id))));
    }

    private static void letGo() {
        int unused = forum.db().write(tx -> tx.execute("delete from legal_hold"));
    }
}
