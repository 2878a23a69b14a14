package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.ContractRoute;
import waymark.platform.http.Stage;
import waymark.testing.Client;
import waymark.testing.LogCapture;

/** Mallory is a member like any other and knows the address of what is somebody else's. */
class OthersThingsTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Watch watch = new Watch(logged);
    private Client mallory = forum.guest();
    private String victim = "";
    private Stage things = Stage.of(forum, "nobody");

    @BeforeAll
    static void somebodyHasJoined() {
        Stage.signUp(forum);
    }

    @BeforeEach
    void somebodyHasThings() {
        mallory = forum.member("mallory");
        victim = "victim-" + COUNT.incrementAndGet();
        things = Stage.of(forum, victim);
    }

    @Test
    void readingWhatWaitsForAModerator() {
        missing("getSubmission");
    }

    @Test
    void changingWhatWaitsForAModerator() {
        missing("changeSubmission");
    }

    @Test
    void withdrawingWhatWaitsForAModerator() {
        missing("withdrawSubmission");
    }

    @Test
    void lookingForTheExportOfSomebodyElse() {
        missing("getExport");
    }

    @Test
    void fetchingTheExportOfSomebodyElse() {
        missing("fetchExport");
    }

    @Test
    void rewritingThePostOfSomebodyElse() {
        var before = forum.guest().get("/posts/" + forbidden("editPost")).text("/post/html");
        assertTrue(before.contains("the week before the scan"), before);
    }

    @Test
    void deletingThePostOfSomebodyElse() {
        forum.guest().get("/posts/" + forbidden("deletePost")).expect(200);
    }

    @Test
    void deletingTheThreadOfSomebodyElse() {
        forum.guest().get("/threads/" + forbidden("deleteThread")).expect(200);
    }

    @Test
    void renamingTheThreadOfSomebodyElse() {
        forum.guest().get("/threads/" + forbidden("editThread")).expect(200);
    }

    @Test
    void puttingALabelOnThePostOfSomebodyElse() {
        var unused = forbidden("labelPost");
    }

    @Test
    void readingWhatAPostSaidBeforeItWasChanged() {
        var unused = forbidden("listRevisions");
    }

    @Test
    void readingAPostThatWasTakenDown() {
        var post = forum.thread(forum.member(victim)).post();
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("Not here."))
                .expect(200);
        // That it was here everybody may know, from the numbers around it. What it said nobody may.
        var seen = mallory.get("/posts/" + post);
        assertFalse(seen.body().contains("The opening words"), seen::body);
    }

    @Test
    void endingTheSessionOfSomebodyElse() {
        // That the owner can still end it shows that it was there until then.
        missing("endSession");
    }

    @Test
    void readingAStoryBeforeItIsPublished() {
        var story = beginStory();
        watch.refused(404, "not-found", mallory.get("/stories/" + story));
        watch.refused(404, "not-found", mallory.get("/stories/" + story + "/manuscript"));
        watch.refused(404, "not-found", mallory.get("/stories/" + story + "/revisions"));
        watch.refused(404, "not-found", mallory.get("/stories/" + story + "/consents"));
    }

    @Test
    void changingTheStoryOfSomebodyElse() {
        missing("changeStory");
    }

    @Test
    void deletingTheStoryOfSomebodyElse() {
        missing("deleteStory");
    }

    @Test
    void agreeingInTheNameOfSomebodyElse() {
        missing("consentToStory");
        missing("agreeToEdit");
    }

    @Test
    void sendingTheStoryOfSomebodyElse() {
        missing("submitStory");
    }

    @Test
    void withdrawingTheStoryOfSomebodyElse() {
        var unused = forbidden("withdrawStory");
    }

    @Test
    void likingAStoryThatNobodyMaySee() {
        watch.refused(404, "not-found", mallory.put("/stories/" + beginStory() + "/like"));
    }

    @Test
    void readingTheLetterToSomebodyElse() {
        missing("getLetter");
    }

    @Test
    void appealingInTheNameOfSomebodyElse() {
        missing("appeal");
    }

    @Test
    void readingTheCaseAboutSomebodyElse() {
        var unused = forbidden("getCase");
    }

    @Test
    void readingWhatModeratorsNoteAboutSomebodyElse() {
        var unused = forbidden("listNotesAboutMember");
    }

    @Test
    void findingOutWhoReported() {
        var post = forum.thread(mallory).post();
        forum.member(victim)
                .post("/reports", Map.of("target", Map.of("type", "post", "id", post), "reason", "personal-attack"));
        for (var place : List.of("/me", "/posts/" + post, "/me/decisions", "/me/reports", "/me/submissions")) {
            var answer = mallory.get(place);
            assertFalse(answer.body().contains(victim), () -> place + ": " + answer.body());
        }
    }

    @Test
    void findingOutFromTheLogWhoTriedToReport() {
        var post = forum.thread(mallory).post();
        var target = Map.of("type", "post", "id", post);
        var author = forum.member(victim);
        for (var answer : List.of(
                author.post("/reports", Map.of("target", target, "reason", "no-such-reason")),
                author.post("/reports", Map.of("target", target)),
                author.post("/reports?x=1", Map.of("target", target, "reason", "personal-attack")))) {
            watch.refusedSomehow(answer);
            var lines = logged.security(answer.header("X-Request-Id"));
            assertEquals("/api/v1/reports", lines.get(0).path("route").asText());
            assertTrue(lines.get(0).path("account").isMissingNode(), () -> lines.toString());
        }
    }

    @Test
    void guessingTheReceiptOfAReport() {
        for (var receipt : List.of("AAAA-AAAA-AAAA", "0190a0a0-0000-7000-8000-000000000000", "x".repeat(43))) {
            watch.refused(404, "not-found", mallory.get("/reports/" + receipt));
        }
    }

    @Test
    void theCursorOfSomebodyElseShowsOnesOwnThingsOnly() {
        var author = forum.member(victim);
        for (int i = 0; i < 3; i++) {
            beginStory();
        }
        var cursor = author.get("/me/stories?limit=1").expect(200).text("/next");
        assertFalse(cursor.isEmpty());
        var stolen = mallory.get("/me/stories?cursor=" + cursor);
        if (stolen.status() == 200) {
            assertTrue(stolen.at("/items").isEmpty(), stolen::body);
        } else {
            watch.refused(400, "invalid-cursor", stolen);
        }
    }

    @Test
    void theCursorOfAnotherListIsRefused() {
        var author = forum.member(victim);
        beginStory();
        beginStory();
        var cursor = author.get("/me/stories?limit=1").expect(200).text("/next");
        watch.refused(400, "invalid-cursor", mallory.get("/threads?cursor=" + cursor));
    }

    @Test
    void theIdempotencyKeyOfSomebodyElseBringsNoneOfTheirAnswers() {
        var thread = forum.thread(forum.member(victim)).thread();
        var body = Map.of("markdown", "Words of the victim");
        var theirs = forum.member(victim)
                .with("Idempotency-Key", "one-key")
                .post("/threads/" + thread + "/posts", body)
                .expect(201);
        var mine = mallory.with("Idempotency-Key", "one-key")
                .post("/threads/" + thread + "/posts", body)
                .expect(201);
        assertEquals("", mine.header("Idempotency-Replayed"));
        assertEquals("mallory", mine.text("/post/author/username"));
        assertFalse(mine.text("/post/id").equals(theirs.text("/post/id")));
    }

    @Test
    void theIdempotencyKeyOfASignInBringsNobodyElsesToken() {
        // Both are guests to the server until they have signed in.
        var first = forum.guest()
                .with("Idempotency-Key", "shared")
                .post("/sessions", ContractRoute.named("signIn").example())
                .expect(201);
        var guess = ContractRoute.named("signIn").example().put("password", "one of many guesses");
        var second = watch.refused(
                401,
                "wrong-credentials",
                forum.guest().with("Idempotency-Key", "shared").post("/sessions", guess));
        assertFalse(second.body().contains(first.text("/session/token")));
    }

    /** To Mallory it is not there; its owner still has it. */
    private void missing(String operation) {
        var request = Stage.of(forum, victim).request(ContractRoute.named(operation));
        watch.refused(404, "not-found", request.sendBy(mallory));
        assertTrue(
                request.send().status() < 300,
                () -> "the owner has lost it: " + request.send().body());
    }

    /** It is not for Mallory, who may know that it is there. */
    private String forbidden(String operation) {
        var request = things.request(ContractRoute.named(operation));
        watch.refused(403, "not-allowed", request.sendBy(mallory));
        return request.target().replaceAll("^/api/v1/[a-z]+/", "").replaceAll("[/?].*", "");
    }

    private String beginStory() {
        return forum.member(victim)
                .post("/stories", ContractRoute.named("beginStory").example())
                .expect(201)
                .text("/manuscript/id");
    }
}
