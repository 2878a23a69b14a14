package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;

/** Words that show who somebody is are taken out of every text at once. */
class RedactStoryTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void theWordsAreGoneFromWhatReadersSeeAndFromEveryText() {
        var text = Storyteller.text();
        text.put("title", "Thanks to Quagga");
        text.put("markdown", "I was ill. Quagga was there.\n\nAnd Quagga stayed.");
        text.put("pullQuotes", List.of("And Quagga stayed.", "I was ill."));
        var id = told.published(forum.alice(), text);
        var path = "/stories/" + id;
        Storyteller.any(forum.alice())
                .patch(path, Map.of("title", "Quagga and I"))
                .expect(200);

        var redacted = told.reviewer()
                .post(path + "/redactions", Map.of("words", "Quagga", "reason", "staff-named"))
                .expect(201);
        assertEquals("Thanks to [removed]", redacted.text("/manuscript/title"));
        assertEquals("[removed] and I", forum.alice().get(path + "/manuscript").text("/manuscript/title"));

        var read = forum.guest().get(path).expect(200);
        assertEquals("Thanks to [removed]", read.text("/story/title"));
        assertEquals(List.of("I was ill."), read.texts("/story/pullQuotes", "/text"));
        for (var body : List.of(
                read.body(),
                forum.alice().get(path + "/manuscript").body(),
                forum.alice().get(path + "/revisions").body(),
                forum.guest().get("/stories?limit=100").body(),
                told.reviewer().get(path + "/revisions").body())) {
            assertFalse(body.contains("Quagga"));
        }
        assertEquals("redact", forum.alice().get(path + "/manuscript").text("/manuscript/steps/0/action"));

        var sealed = told.reviewer().get(path + "/sealed-originals").expect(200);
        assertEquals(List.of("Thanks to Quagga"), sealed.texts("/items", "/title"));
        assertTrue(forum.audited(id).contains("story-originals-read"));
        forum.alice().get(path + "/sealed-originals").expectProblem(403, "not-allowed");
        var now = forum.clock().instant();
        forum.clock().advance(Duration.ofDays(30));
        var later = forum.signedIn("later", Role.MODERATOR);
        assertEquals(0, later.get(path + "/sealed-originals").at("/items").size());
        forum.clock().set(now);
    }

    @Test
    void whatWasAgreedToAndApprovedIsStillSoWithoutTheWords() {
        var text = Storyteller.text();
        text.put("markdown", "I was ill. Quagga was there.");
        text.remove("pullQuotes");
        var id = told.submitted(forum.alice(), text);
        told.approve(id);
        told.reviewer()
                .post("/stories/" + id + "/redactions", Map.of("words", "Quagga", "reason", "staff-named"))
                .expect(201);

        assertEquals("approved", told.state(id));
        told.publish(id).expect(200);
        assertTrue(forum.guest().get("/stories/" + id).expect(200).body().contains("[removed] was there."));
    }

    @Test
    void whatIsInNoTextIsRefusedAndSoIsWhatWouldNotFit() {
        var text = Storyteller.text();
        text.put("title", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        var id = told.submitted(forum.alice(), text);
        var path = "/stories/" + id + "/redactions";
        for (var words : List.of("Quagga", " ", "a")) {
            var answer = told.reviewer()
                    .post(path, Map.of("words", words, "reason", "staff-named"))
                    .expectProblem(422, "invalid-value");
            assertEquals(List.of("/words"), answer.texts("/errors", "/pointer"), words);
        }
        told.reviewer()
                .post(path, Map.of("words", "kettle", "reason", "no-such-reason"))
                .expectProblem(422, "invalid-value");
        assertEquals(text.get("title"), told.manuscript(id).at("/title").asText());
    }
}
