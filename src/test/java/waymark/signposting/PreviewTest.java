package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.testing.Answer;

class PreviewTest {

    private static final String PREVIEW = "/signposting/preview";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @RegisterExtension
    static final TestForum limited = TestForum.withRateLimits();

    @Test
    void aGuestIsToldWhatATextWouldBringUp() {
        var answer = preview("My temp is 38.6 and I can't stop shivering");

        assertEquals(List.of("car-t-team-now"), notices(answer));
        assertEquals("private, no-store", answer.header("Cache-Control"));
    }

    @Test
    void aTextThatBringsUpNothingIsAnsweredWithTheHelplineAlone() {
        var answer = preview("Thank you all for the kind words");

        assertFalse(answer.body().contains("\"notices\""));
        assertEquals("0808 2080 888", answer.text("/signposting/helpline/phone/display"));
    }

    @Test
    void servicesAreThoseOfTheNation() {
        var scotland = services(forum.guest().post(PREVIEW, Map.of("text", "I want to die", "nation", "scotland")));
        var everywhere = services(preview("I want to die"));
        assertTrue(scotland.contains("nhs-111-scotland") && !scotland.contains("nhs-111-england"));
        assertTrue(everywhere.contains("nhs-111-scotland") && everywhere.contains("nhs-111-england"));

        var gwen = forum.member("gwen");
        gwen.patch("/me", Map.of("nation", "wales")).expect(200);
        var wales = services(gwen.post(PREVIEW, Map.of("text", "I want to die")));
        assertTrue(wales.contains("nhs-111-wales") && !wales.contains("nhs-111-england"));
        assertEquals(scotland, services(gwen.post(PREVIEW, Map.of("text", "I want to die", "nation", "scotland"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I want to d\u200di\u200de",
                "I\u00a0want\u00a0to\u00a0die",
                "I \u202ewant to die\u202c",
                "thinking about su1c1de all the time",
                "I\u2019m going to kill myself",
                "\ufeffI want to die",
                "I want to die \ud83d\ude2d",
                "**I want to die**",
                "I want\nto die",
                "I WANT TO DIE"
            })
    void oddWaysToWriteItChangeNothing(String text) {
        assertEquals(List.of("crisis-mh"), notices(preview(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\": null}",
                "{\"text\": 5}",
                "{\"text\": [\"x\"]}",
                "{\"text\": \"x\", \"nation\": 1}",
                "{\"text\": \"x\", \"nation\": 1e999999999}",
                "{\"text\": \"x\", \"nation\": -1e999999999}",
                "{\"text\": \"x\", \"nation\": 1e-999999999}",
                "{\"text\": \"x\", \"nation\": 0e-999999999}",
                "{\"text\": \"x\", \"colour\": \"red\"}",
                "{\"text\": \"x\", \"text\": \"y\"}",
                "{\"text\": \"x\"",
                "[]",
                "\"x\"",
                ""
            })
    void whatIsNotOfTheShapeOfTheContractIsRefusedByName(String body) {
        var answer = forum.guest().post(PREVIEW, body).expectProblem(400, "invalid-request");
        assertTrue(answer.at("/errors").size() >= 1);
    }

    @Test
    void aNationThatThereIsNotIsRefusedByName() {
        var answer = forum.guest().post(PREVIEW, Map.of("text", "x", "nation", "france"));
        assertEquals(
                List.of("/nation"), answer.expectProblem(422, "invalid-value").wrongPlaces());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\\n\\t"})
    void aTextWithoutWordsIsRefusedByName(String text) {
        var answer = forum.guest().post(PREVIEW, "{\"text\": \"" + text + "\"}").expectProblem(422, "invalid-value");
        assertEquals(List.of("/text"), answer.wrongPlaces());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x \\ud83d y", "x \\ude2d y", "x \\u0000 y"})
    void whatIsNoCharacterIsRefusedByName(String text) {
        var answer = forum.guest().post(PREVIEW, "{\"text\": \"" + text + "\"}").expectProblem(400, "invalid-request");
        assertEquals(List.of("/text"), answer.wrongPlaces());
    }

    @Test
    void controlCharactersDoNotBreakIt() {
        for (char c = 1; c < 32; c++) {
            preview("I want to die" + c);
        }
        preview("\u007f\u0085\u2028\u2029\ufffe\uffff x");
    }

    @Test
    void theLongestPostIsLookedAtAndALongerOneIsRefused() {
        var longest = "a lovely day ".repeat(3000).substring(0, 31_985) + " I want to die.";
        assertEquals(32_000, longest.length());
        assertEquals(List.of("crisis-mh"), notices(preview(longest)));

        forum.guest().post(PREVIEW, Map.of("text", longest + "!")).expectProblem(422, "invalid-value");
        forum.guest().post(PREVIEW, Map.of("text", "x".repeat(1_000_000))).expectProblem(413, "body-too-large");
        preview("\u0301".repeat(32_000));
        preview("( ".repeat(16_000));
        preview("> ".repeat(16_000));
        preview("38.6 ".repeat(6_400));
    }

    @Test
    void nothingIsStored() {
        var before = counts();
        for (int i = 0; i < 3; i++) {
            forum.guest()
                    .with("Idempotency-Key", "preview-1")
                    .post(PREVIEW, Map.of("text", "I want to die"))
                    .expect(200);
        }
        assertEquals(before, counts());
    }

    @Test
    void itCanBeAskedSixtyTimesAMinute() {
        for (int left = 59; left >= 0; left--) {
            var answer = limited.guest().post(PREVIEW, Map.of("text", "x")).expect(200);
            assertTrue(answer.header("RateLimit").startsWith("\"previewing\";r=" + left + ";t="));
        }
        var refused = limited.guest().post(PREVIEW, Map.of("text", "I want to die"));
        refused.expectProblem(429, "too-many-requests");
        assertEquals("0808 2080 888", refused.text("/signposting/helpline/phone/display"));
        limited.alice().post(PREVIEW, Map.of("text", "x")).expect(200);
        limited.clock().advance(Duration.ofSeconds(60));
        limited.guest().post(PREVIEW, Map.of("text", "x")).expect(200);
    }

    @Test
    void otherKindsOfBodyAreNotTaken() {
        forum.guest()
                .with("Content-Type", "text/plain")
                .send("POST", PREVIEW, "I want to die".getBytes(StandardCharsets.UTF_8))
                .expectProblem(415, "unsupported-media-type");
        forum.guest().get(PREVIEW).expectProblem(405, "method-not-allowed");
    }

    private static Answer preview(String text) {
        return forum.guest().post(PREVIEW, Map.of("text", text)).expect(200);
    }

    private static List<String> services(Answer answer) {
        return answer.expect(200).texts("/signposting/notices/0/services", "/id");
    }

    private static List<String> notices(Answer answer) {
        return answer.texts("/signposting/notices", "/id");
    }

    private static Map<String, Integer> counts() {
        return forum.db().read(tx -> {
            var counts = new TreeMap<String, Integer>();
            tx.fetch("select table_name from information_schema.tables where table_schema = 'public'")
                    .getValues(0, String.class)
                    .forEach(table -> counts.put(
                            table,
                            tx.fetchSingle("select count(*)::int from " + table).get(0, Integer.class)));
            return counts;
        });
    }
}
