package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

class ReportReasonsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void everybodyCanReadWhatCanBeReported() {
        var reasons = forum.guest().get("/report-reasons").expect(200);

        assertEquals(
                List.of(
                        "worried",
                        "medical-claim",
                        "unsafe-advice",
                        "personal-data",
                        "staff-named",
                        "abuse",
                        "spam",
                        "illegal",
                        "something-else"),
                reasons.texts("/items", "/code"));
        assertEquals("0808 2080 888", reasons.text("/signposting/helpline/phone/display"));
    }

    @Test
    void aReasonSaysWhetherItNeedsAMessageOrAChoice() {
        for (var reason : forum.guest().get("/report-reasons").at("/items")) {
            var code = reason.path("code").asText();
            assertEquals(
                    code.equals("something-else"), reason.path("needsMessage").asBoolean(), code);
            assertEquals(
                    code.equals("illegal"), !reason.path("statutoryCategories").isEmpty(), code);
        }
    }

    @Test
    void howUrgentAReasonIsStaysWithTheModerators() {
        var body = forum.guest().get("/report-reasons").body();
        assertTrue(body.contains("child-sexual-abuse"));
        assertFalse(body.contains("P0") || body.contains("P1") || body.contains("priority"), body);
    }

    /** What a reader of the catalogue is never told must not be told here either. */
    @Test
    void theWordsKeepToTheRulesOfTheCatalogue() {
        var words = forum.db()
                .read(tx -> tx.fetch("select text from report_reason union all select text from report_outcome")
                        .getValues(0, String.class));
        for (var text : words) {
            for (var never : List.of("you have", "probably", "nothing to worry", "will be fine", "fault")) {
                assertFalse(text.toLowerCase(Locale.ROOT).contains(never), text);
            }
        }
    }
}
