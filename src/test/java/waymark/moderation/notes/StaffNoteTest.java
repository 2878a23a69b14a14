package waymark.moderation.notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.CaseState;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class StaffNoteTest {

    private static final String NOBODYS = "0190a0a0-0000-7000-8000-000000000000";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String person = "";
    private String personId = "";

    @BeforeEach
    void somebodyIsThere() {
        person = "heron-" + COUNT.incrementAndGet();
        personId = forum.account(forum.member(person)).toString();
    }

    @Test
    void aNoteSaysWhoWroteWhatAndWhen() {
        var written = write(forum.mo(), "concern", "They have not written since Tuesday.");
        assertEquals("/api/v1/members/" + person + "/notes", written.header("Location"));

        var notes = read(forum.signedIn("max", Role.MODERATOR));
        assertEquals(1, notes.at("/items").size());
        assertEquals(written.text("/note/id"), notes.text("/items/0/id"));
        assertEquals("concern", notes.text("/items/0/kind"));
        assertEquals("They have not written since Tuesday.", notes.text("/items/0/text"));
        assertEquals("mo", notes.text("/items/0/author"));
        assertEquals(forum.clock().instant().toString(), notes.text("/items/0/at"));
        assertFalse(notes.at("/items/0").has("case"));
        assertFalse(notes.at("/items/0").has("corrects"));
        assertFalse(notes.at("/items/0").has("correctedBy"));
    }

    @Test
    void theNewestComesFirstAndAWalkShowsEachOnce() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, write(forum.mo(), "fact", "Note " + i).text("/note/id"));
            forum.clock().advance(Duration.ofSeconds(i % 2));
        }
        var seen = new ArrayList<String>();
        var page = forum.mo().get(path() + "?limit=2").expect(200);
        seen.addAll(page.texts("/items", "/id"));
        while (!page.at("/next").isNull()) {
            page = forum.mo()
                    .get(path() + "?limit=2&cursor=" + page.text("/next"))
                    .expect(200);
            seen.addAll(page.texts("/items", "/id"));
        }
        assertEquals(ids, seen);
    }

    @Test
    void aCorrectionStandsBesideWhatItCorrects() {
        var wrong = write(forum.mo(), "fact", "It was on Monday.").text("/note/id");
        var right = correct(forum.signedIn("max", Role.MODERATOR), wrong).expect(201);
        assertEquals(wrong, right.text("/note/corrects"));

        var notes = read(forum.mo());
        assertEquals(List.of(right.text("/note/id"), wrong), notes.texts("/items", "/id"));
        assertEquals(right.text("/note/id"), notes.text("/items/1/correctedBy"));
        assertEquals("It was on Monday.", notes.text("/items/1/text"));
        assertFalse(notes.at("/items/0").has("correctedBy"));
    }

    @Test
    void aNoteIsCorrectedOnceAndThenItsCorrectionIs() {
        var first = write(forum.mo(), "fact", "It was on Monday.").text("/note/id");
        var second = correct(forum.mo(), first).expect(201).text("/note/id");
        correct(forum.mo(), first).expectProblem(409, "note-corrected");
        correct(forum.mo(), second).expect(201);
        assertEquals(3, read(forum.mo()).at("/items").size());
    }

    @Test
    void oneOfTenCorrectionsAtOnceCounts() {
        var wrong = write(forum.mo(), "fact", "It was on Monday.").text("/note/id");
        var mo = forum.mo();
        var statuses = Together.times(10, i -> correct(mo, wrong).status());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count());
        assertEquals(9, statuses.stream().filter(status -> status == 409).count());
        assertEquals(2, read(forum.mo()).at("/items").size());
    }

    @Test
    void aCorrectionIsAboutTheSamePerson() {
        var others = forum.mo()
                .post("/members/" + aliceName() + "/notes", note("fact", "About somebody else."))
                .expect(201)
                .text("/note/id");
        for (var id : List.of(others, NOBODYS)) {
            assertEquals(
                    List.of("/corrects"),
                    correct(forum.mo(), id).expectProblem(422, "invalid-value").wrongPlaces());
        }
        assertEquals(0, read(forum.mo()).at("/items").size());
    }

    @Test
    void aNoteOfACaseIsAboutThePersonOfTheCase() {
        var id = raise();
        var written = forum.mo()
                .post("/cases/" + id + "/notes", note("action", "Rang the safeguarding lead."))
                .expect(201);
        assertEquals(id.toString(), written.text("/note/case"));
        assertEquals("/api/v1/cases/" + id, written.header("Location"));

        var notes = forum.mo().get("/members/" + aliceName() + "/notes").expect(200);
        assertTrue(notes.texts("/items", "/id").contains(written.text("/note/id")));
        forum.setState(id, CaseState.RESOLVED);
        forum.mo()
                .post("/cases/" + id + "/notes", note("fact", "She wrote again."))
                .expect(201);
    }

    @Test
    void theCorrectionOfANoteOfACaseIsANoteOfThatCase() {
        var id = raise();
        var wrong = forum.mo()
                .post("/cases/" + id + "/notes", note("action", "Rang at ten."))
                .expect(201)
                .text("/note/id");
        var right = forum.mo()
                .post(
                        "/members/" + aliceName() + "/notes",
                        Map.of("kind", "action", "text", "Rang at eleven.", "corrects", wrong))
                .expect(201);
        assertEquals(id.toString(), right.text("/note/case"));
    }

    @Test
    void aCaseOfNobodyAndAPersonWhoIsNotThereAreNotFound() {
        forum.mo().post("/cases/" + NOBODYS + "/notes", note("fact", "Words.")).expectProblem(404, "not-found");
        forum.mo().get("/members/nobody-here/notes").expectProblem(404, "not-found");
        forum.mo().post("/members/nobody-here/notes", note("fact", "Words.")).expectProblem(404, "not-found");
    }

    @Test
    void nobodyReadsOrWritesNotesAboutThemselves() {
        var mo = forum.mo();
        forum.signedIn("max", Role.MODERATOR)
                .post("/members/mo/notes", note("concern", "Mo has had three nights in a row."))
                .expect(201);
        mo.get("/members/mo/notes").expectProblem(403, "conflict-of-interest");
        mo.get("/members/MO/notes").expectProblem(403, "conflict-of-interest");
        mo.post("/members/mo/notes", note("fact", "All is well.")).expectProblem(403, "conflict-of-interest");

        var alice = forum.signedIn("alice-who-moderates", Role.MODERATOR);
        var about = forum.account(alice);
        var id = forum.db()
                .write(tx -> forum.cases()
                        .raise(tx, Raise.of(Target.of(about), about, Source.REPORT, CaseCategory.ABUSE, Priority.P2)));
        alice.post("/cases/" + id + "/notes", note("fact", "Not me.")).expectProblem(403, "conflict-of-interest");
    }

    @Test
    void onlyModeratorsReadAndWriteThem() {
        var id = raise();
        forum.guest().get(path()).expectProblem(401, "sign-in-needed");
        for (var other : List.of(forum.alice(), forum.signedIn("sol", Role.SUPPORTER), forum.member(person))) {
            other.get(path()).expectProblem(403, "not-allowed");
            other.post(path(), note("fact", "Words.")).expectProblem(403, "not-allowed");
            other.post("/cases/" + id + "/notes", note("fact", "Words.")).expectProblem(403, "not-allowed");
        }
    }

    @Test
    void readingAndWritingStandInTheAuditLogWithoutTheWords() throws NoSuchAlgorithmException {
        write(forum.mo(), "concern", "They have not written since Tuesday.");
        read(forum.mo());
        forum.mo().get("/members/mo/notes").expectProblem(403, "conflict-of-interest");

        var log = forum.signedIn("ada-the-admin", Role.ADMIN)
                .get("/audit-log?target=" + personId)
                .expect(200);
        assertEquals(List.of("notes-read", "note-written"), log.texts("/items", "/action"));
        assertEquals(List.of("mo", "mo"), log.texts("/items", "/actor"));
        assertEquals("concern", log.text("/items/1/reason"));
        var hash = MessageDigest.getInstance("SHA-256")
                .digest("They have not written since Tuesday.".getBytes(StandardCharsets.UTF_8));
        assertEquals(HexFormat.of().formatHex(hash), log.text("/items/1/afterSha256"));
        assertFalse(log.at("/items/1").has("beforeSha256"));
        assertFalse(log.body().contains("Tuesday"));
    }

    @Test
    void aNoteThatIsSentAgainIsWrittenOnce() {
        var mo = forum.mo().with("Idempotency-Key", "note-" + person);
        var first = mo.post(path(), note("fact", "Words.")).expect(201);
        var again = mo.post(path(), note("fact", "Words.")).expect(201);
        assertEquals(first.body(), again.body());
        assertEquals(1, read(forum.mo()).at("/items").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update staff_note set text = 'Other words.'",
                "delete from staff_note",
                "truncate staff_note cascade"
            })
    void theDatabaseItselfRefusesToChangeThem(String sql) {
        write(forum.mo(), "fact", "Words.");
        var refusal = assertThrows(DataAccessException.class, () -> forum.db().write(tx -> tx.execute(sql)));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("the rows of staff_note stay as they were written"),
                refusal::toString);
    }

    @Test
    void whatIsWrongWithANoteIsSaid() {
        assertEquals(List.of("/kind"), refused(note("rumour", "Words.")));
        assertEquals(List.of("/text"), refused(note("fact", "")));
        assertEquals(List.of("/text"), refused(note("fact", "x".repeat(4_001))));
        write(forum.mo(), "fact", "x".repeat(4_000));
    }

    private List<String> refused(Map<String, String> note) {
        return forum.mo().post(path(), note).expectProblem(422, "invalid-value").wrongPlaces();
    }

    private static CaseId raise() {
        return forum.raise(Target.of(new PostId(UUID.randomUUID())), Source.SIGNPOSTING, Priority.P2, false);
    }

    private static String aliceName() {
        return forum.alice().get("/me").expect(200).text("/account/username");
    }

    private Answer write(Client moderator, String kind, String text) {
        return moderator.post(path(), note(kind, text)).expect(201);
    }

    private Answer correct(Client moderator, String id) {
        return moderator.post(path(), Map.of("kind", "fact", "text", "It was on Tuesday.", "corrects", id));
    }

    private Answer read(Client moderator) {
        return moderator.get(path()).expect(200);
    }

    private String path() {
        return "/members/" + person + "/notes";
    }

    private static Map<String, String> note(String kind, String text) {
        return Map.of("kind", kind, "text", text);
    }
}
