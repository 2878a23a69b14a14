package waymark.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.SIGNPOSTING_MATCH;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.LogCapture;
import waymark.testing.Restricted;
import waymark.testing.Together;

class DraftTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @RegisterExtension
    static final LogCapture log = new LogCapture();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private String name = "";
    private Client writer = forum.guest();

    @BeforeEach
    void somebodyWrites() {
        name = "writer-" + COUNT.incrementAndGet();
        writer = forum.member(name);
    }

    @Test
    void whatIsSavedIsThereOnAnotherDeviceWithAllOfItsParts() {
        var text = Map.of(
                "sequence",
                0,
                "title",
                "First scan",
                "category",
                "recovery",
                "tags",
                List.of("waiting", "fatigue"),
                "markdown",
                "Has **anyone** else",
                "replyTo",
                3);
        var saved = writer.put("/drafts/reply-7", text).expect(200);
        var read = forum.member(name).get("/drafts/reply-7").expect(200);
        assertEquals(saved.at("/draft"), read.at("/draft"));
        assertEquals("reply-7", read.text("/draft/key"));
        assertEquals("First scan", read.text("/draft/title"));
        assertEquals("recovery", read.text("/draft/category"));
        assertEquals(List.of("waiting", "fatigue"), List.of(read.text("/draft/tags/0"), read.text("/draft/tags/1")));
        assertEquals("Has **anyone** else", read.text("/draft/markdown"));
        assertEquals(3, read.at("/draft/replyTo").asInt());
        assertEquals(forum.clock().instant().toString(), read.text("/draft/savedAt"));
    }

    @Test
    void aStaleTabIsShownBothTextsAndNothingIsLost() {
        var first = sequence(save(0, "Mine").expect(200));
        var second = sequence(save(first, "Mine, from the other tab").expect(200));
        var refused = save(first, "Mine, from the stale tab").expectProblem(409, "draft-changed");
        assertEquals("Mine, from the other tab", refused.text("/draft/markdown"));
        assertEquals(second, sequence(refused));
        assertEquals("Mine, from the stale tab", refused.text("/yours/markdown"));
        assertEquals("Mine, from the other tab", kept());
        save(second, "Both of them").expect(200);
        assertEquals("Both of them", kept());
    }

    @Test
    void whoNeverSawADraftDoesNotWriteOverIt() {
        save(0, "There already").expect(200);
        assertEquals(
                "There already",
                save(0, "Something new").expectProblem(409, "draft-changed").text("/draft/markdown"));
    }

    @Test
    void theSameTextAgainChangesNothingWhateverWasSeen() {
        var first = save(0, "The same").expect(200);
        forum.clock().advance(Duration.ofMinutes(1));
        for (int seen : List.of(0, sequence(first), sequence(first) + 1_000)) {
            assertEquals(first.at("/draft"), save(seen, "The same").expect(200).at("/draft"));
        }
    }

    @Test
    void aTabThatSawADraftThatHasGoneDoesNotWriteOverANewOneOfTheSameName() {
        var seen = sequence(save(0, "Once").expect(200));
        writer.delete("/drafts/new-thread").expect(204);
        var gone = save(seen, "Once more").expectProblem(409, "draft-changed");
        assertTrue(gone.at("/draft").isMissingNode());
        assertEquals("Once more", gone.text("/yours/markdown"));
        save(0, "Another one").expect(200);
        save(seen, "Once more").expectProblem(409, "draft-changed");
        assertEquals("Another one", kept());
    }

    @Test
    void ofTabsThatSaveAtTheSameMomentOneIsFirstAndTheOthersAreTold() {
        for (int round = 0; round < 5; round++) {
            var before =
                    round == 0 ? 0 : sequence(writer.get("/drafts/new-thread").expect(200));
            int now = round;
            var answers = Together.times(4, i -> save(before, "Of tab " + i + " in round " + now));
            assertEquals(
                    1, answers.stream().filter(answer -> answer.status() == 200).count());
            assertEquals(
                    3, answers.stream().filter(answer -> answer.status() == 409).count());
        }
    }

    @Test
    void aThreadTakesItsDraftAlongAndASecondSendingTakesNoNewerOne() {
        save(0, "Has anyone else").expect(200);
        var body = thread("Has anyone else found this?");
        var sender = writer.with("Idempotency-Key", "once-" + name);
        sender.post("/threads", body).expect(201);
        writer.get("/drafts/new-thread").expectProblem(404, "not-found");
        save(0, "The next one").expect(200);
        sender.post("/threads", body).expect(201);
        assertEquals("The next one", kept());
    }

    @Test
    void aReplyTakesItsDraftAlongAndNoOther() {
        var thread = forum.thread(forum.alice()).thread();
        save(0, "Of a thread").expect(200);
        writer.put("/drafts/reply-" + thread, Map.of("sequence", 0, "markdown", "Of a reply"))
                .expect(200);
        forum.bob()
                .put("/drafts/reply-" + thread, Map.of("sequence", 0, "markdown", "Of Bob"))
                .expect(200);
        writer.post("/threads/" + thread + "/posts", Map.of("markdown", "Same here.", "draft", "reply-" + thread))
                .expect(201);
        writer.get("/drafts/reply-" + thread).expectProblem(404, "not-found");
        assertEquals("Of a thread", kept());
        assertEquals("Of Bob", forum.bob().get("/drafts/reply-" + thread).text("/draft/markdown"));
    }

    @Test
    void whatWaitsForAModeratorTakesItsDraftAlongAndWhatIsRefusedLeavesIt() {
        save(0, "Ring me").expect(200);
        var refused = new HashMap<>(thread("Ring me"));
        refused.put("category", "there-is-none");
        writer.post("/threads", refused).expect(422);
        assertEquals("Ring me", kept());
        writer.post("/threads", thread("Ring me on 07700 900123.")).expect(202);
        writer.get("/drafts/new-thread").expectProblem(404, "not-found");
    }

    @Test
    void theWriterIsToldWhatTheWordsBringUpAndNothingIsKeptOfIt() {
        var told = save(0, "My temperature is 38.9 and I am shivering").expect(200);
        assertFalse(told.at("/signposting/notices").isEmpty());
        assertTrue(writer.get("/drafts/new-thread").at("/signposting/notices").isMissingNode());
        var account = forum.account(writer);
        assertEquals(0, (int)
                forum.db().read(tx -> tx.fetchCount(SIGNPOSTING_MATCH, SIGNPOSTING_MATCH.AUTHOR_ID.eq(account))));
        assertEquals(0, (int)
                forum.db().read(tx -> tx.fetchCount(MODERATION_CASE, MODERATION_CASE.SUBJECT_ID.eq(account))));
    }

    @Test
    void nobodyElseReadsIt() {
        save(0, "For me only").expect(200);
        for (var other : List.of(forum.member(name + "-too"), forum.mo(), forum.signedIn("root", Role.ADMIN))) {
            other.get("/drafts/new-thread").expectProblem(404, "not-found");
            assertEquals(0, other.get("/drafts").expect(200).at("/items").size());
            other.delete("/drafts/new-thread").expect(204);
        }
        forum.guest().get("/drafts/new-thread").expectProblem(401, "sign-in-needed");
        assertEquals("For me only", kept());
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "silence"})
    void whoCannotPostForAWhileLosesNothing(String kind) {
        var seen = sequence(save(0, "Before").expect(200));
        Restricted.restrict(forum, name, kind);
        assertEquals("Before", kept());
        save(seen, "During").expect(200);
        assertEquals(1, writer.get("/drafts").expect(200).at("/items").size());
        writer.delete("/drafts/new-thread").expect(204);
    }

    @Test
    void theLastSavedComesFirstOverAllPages() {
        for (var key : List.of("a", "b", "c", "d", "e")) {
            writer.put("/drafts/" + key, Map.of("sequence", 0, "markdown", "Of " + key))
                    .expect(200);
            forum.clock().advance(Duration.ofSeconds(key.equals("b") ? 0 : 1));
        }
        var first = writer.get("/drafts?limit=2").expect(200);
        assertEquals(List.of("e", "d"), first.texts("/items", "/key"));
        // Saved at the same moment.
        var second = writer.get("/drafts?limit=2&cursor=" + first.text("/next")).expect(200);
        assertEquals(List.of("b", "c"), second.texts("/items", "/key"));
        var last = writer.get("/drafts?limit=2&cursor=" + second.text("/next")).expect(200);
        assertEquals(List.of("a"), last.texts("/items", "/key"));
        assertTrue(last.at("/next").isNull());
    }

    @Test
    void aHundredAreKeptAndThoseCanStillBeChanged() {
        for (int i = 0; i < 99; i++) {
            writer.put("/drafts/of-" + i, Map.of("sequence", 0, "markdown", "")).expect(200);
        }
        var answers = Together.times(
                4, i -> writer.put("/drafts/hundredth-" + i, Map.of("sequence", 0, "markdown", "One of them")));
        assertEquals(
                1, answers.stream().filter(answer -> answer.status() == 200).count());
        answers.stream()
                .filter(answer -> answer.status() != 200)
                .forEach(answer -> answer.expectProblem(422, "too-many-drafts"));
        var seen = sequence(writer.get("/drafts/of-7").expect(200));
        writer.put("/drafts/of-7", Map.of("sequence", seen, "markdown", "Changed"))
                .expect(200);
        writer.delete("/drafts/of-8").expect(204);
        save(0, "There is room again").expect(200);
    }

    /** From which RetentionTest counts. */
    @Test
    void itIsKeptFromItsLastChangeOn() {
        var first = save(0, "Kept").expect(200);
        forum.clock().advance(Duration.ofMinutes(1));
        var second = save(sequence(first), "Kept for longer").expect(200);
        assertEquals(forum.clock().instant().toString(), second.text("/draft/savedAt"));
    }

    @Test
    void itsWordsAreInNoLog() {
        var seen = sequence(save(0, "Zebrafinches and fevers").expect(200));
        save(seen + 1, "Zebrafinches again").expectProblem(409, "draft-changed");
        assertTrue(log.lines().stream().anyMatch(line -> line.contains("draft-changed")));
        assertTrue(log.lines().stream().noneMatch(line -> line.contains("Zebrafinches")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", ".a", "a%20b", "%C3%A4"})
    void aKeyOfAnotherShapeNamesNothing(String key) {
        writer.put("/drafts/" + key, Map.of("sequence", 0, "markdown", "x")).expectProblem(404, "not-found");
    }

    @Test
    void whatIsWrongIsSaidByName() {
        assertEquals(
                List.of("/sequence", "/markdown"),
                writer
                        .put("/drafts/new-thread", Map.of("sequence", -1, "markdown", "x".repeat(32_001)))
                        .wrongPlaces()
                        .stream()
                        .sorted((one, other) -> other.compareTo(one))
                        .toList());
        writer.put("/drafts/" + "k".repeat(80), Map.of("sequence", 0, "markdown", "x".repeat(32_000)))
                .expect(200);
        writer.put("/drafts/" + "k".repeat(81), Map.of("sequence", 0, "markdown", "x"))
                .expectProblem(404, "not-found");
    }

    private Answer save(int seen, String markdown) {
        return writer.put("/drafts/new-thread", Map.of("sequence", seen, "markdown", markdown));
    }

    private String kept() {
        return writer.get("/drafts/new-thread").expect(200).text("/draft/markdown");
    }

    private static int sequence(Answer answer) {
        return answer.at("/draft/sequence").asInt();
    }

    private static Map<String, Object> thread(String markdown) {
        return Map.of("title", "First scan", "category", "recovery", "markdown", markdown, "draft", "new-thread");
    }
}
