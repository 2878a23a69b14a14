package waymark.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.testing.Answer;

class PersonalDataTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String RULES = "/personal-data-rules";

    private String thread = "";

    @BeforeEach
    void everythingWaitsAsItComesWithWaymark() {
        Map.of("phone", "hold", "email", "hold", "nhs-number", "hold", "postcode", "flag", "many-links", "flag")
                .forEach(PersonalDataTest::set);
        thread = forum.thread(forum.bob()).thread();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ring me on 07700 900123 tonight.",
                "07700900123",
                "07700-900-123",
                "07700 900 123.",
                "+44 7700 900123",
                "+447700900123",
                "0044 7700 900123",
                "+44 (0)7700 900123",
                "(020) 7946 0000",
                "020 7946 0000",
                "01632 960001",
                "0 7 7 0 0 9 0 0 1 2 3",
                "\uFF10\uFF17\uFF17\uFF10\uFF10 \uFF19\uFF10\uFF10\uFF11\uFF12\uFF13",
                "07700\u200B 900123",
                "077&#48;0 900123",
                "**07700** 900123",
            })
    void aPhoneNumberWaits(String text) {
        assertEquals(List.of("phone"), reasons(reply(text).expect(202)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The helpline is 0808 2080 888, free.",
                "Ring 18001 0808 2080 888 through Relay UK.",
                "0800 123 4567",
                "Samaritans: 116 123, or 999, or 111.",
                "0300 123 4567 is the ward.",
                "My platelets were 101, 98, 120 and 0.5 0.25 0.75 1.25 on the 01.02.2026 10:30.",
                "01-02-2026 10 20",
                "From 01/02/2026 to 11/12/2026, day 28 of 100.",
                "Take 500 mg 2 x daily, 07:00 and 19:00.",
                "Trial NCT04505577 and https://example.org/2026/07700900123",
                "I was patient 0123456789012345 of 2000.",
                "2026-03-10 12:00:00",
            })
    void helplinesDatesAndDosesAreNoPhoneNumbers(String text) {
        reply(text).expect(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write to me@example.org",
                "first.last+forum@mail.example.co.uk.",
                "<me@example.org>",
                "[me](mailto:me@example.org)",
                "me\u200B@example.org",
                "me&#64;example.org",
            })
    void anEmailAddressWaits(String text) {
        assertEquals(List.of("email"), reasons(reply(text).expect(202)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write to support@bloodcancer.org.uk",
                "SUPPORT@bloodcancer.org.uk.",
                "Thank you @bob and @carol, see you @ noon.",
                "a@b and @example.org",
            })
    void mentionsAndTheAddressesOfServicesAreFine(String text) {
        reply(text).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"943 476 5919", "9434765919", "943-476-5919", "My number is 401 023 2137, ask them."})
    void anNhsNumberWaits(String text) {
        assertEquals(List.of("nhs-number"), reasons(reply(text).expect(202)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"943 476 5918", "943 476 59190", "1943 476 5919", "0000000000", "943/476/5919"})
    void tenDigitsWithoutTheRightCheckDigitAreNone(String text) {
        reply(text).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"We live at SW1A 1AA.", "LS1 4AP", "ls14ap", "M1 1AE", "B33 8TH", "EC1A 1BB"})
    void aPostcodeIsPublishedAndModeratorsAreTold(String text) {
        var post = reply(text).expect(201).text("/post/id");
        assertEquals(List.of("personal-data P1 review"), cases(post));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CD19 2nd line",
                "B12 5mg, L1 2pm",
                "the S1 4th block",
                "Day 28 1st scan",
                "CAR T 19 BB2",
                "XY1 1AA",
                "SW1A 1AAB",
            })
    void whatOnlyLooksLikeAPostcodeIsNone(String text) {
        var post = reply(text).expect(201).text("/post/id");
        assertEquals(List.of(), cases(post));
    }

    @Test
    void moreThanTwoLinksAreAdvertisingUntilSomebodyHasLooked() {
        var two = "https://a.example/1 and [here](https://b.example/2), https://a.example/1 again";
        assertEquals(List.of(), cases(reply(two).expect(201).text("/post/id")));
        var three = two + " and www.c.example";
        assertEquals(List.of("spam P2 review"), cases(reply(three).expect(201).text("/post/id")));
        var services = "https://bloodcancer.org.uk/a https://www.bloodcancer.org.uk/b "
                + "https://bloodcancer.org.uk/c https://a.example/1";
        assertEquals(List.of(), cases(reply(services).expect(201).text("/post/id")));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, 07700 900123",
        "email, me@example.org",
        "nhs-number, 943 476 5919",
        "postcode, SW1A 1AA",
        "many-links, https://a.example https://b.example https://c.example",
    })
    void eachPatternCanBeHeldFlaggedOrLeftAlone(String pattern, String text) {
        set(pattern, "hold");
        var held = reply(text).expect(202);
        assertEquals(List.of(pattern), reasons(held));
        set(pattern, "flag");
        assertEquals(1, cases(reply(text).expect(201).text("/post/id")).size());
        set(pattern, "off");
        assertEquals(List.of(), cases(reply(text).expect(201).text("/post/id")));
    }

    @Test
    void aHeldNumberRaisesACaseOfItsOwnKind() {
        var held = reply("07700 900123 and me@example.org").expect(202);
        assertEquals(List.of("phone", "email"), reasons(held));
        assertTrue(held.text("/submission/reasons/0/text").contains("take the number out"));
        assertEquals(List.of("personal-data P1 review"), cases(held.text("/submission/id")));
    }

    @Test
    void aTitleIsLookedAtToo() {
        forum.alice()
                .post("/threads", Map.of("title", "Ring 07700 900123", "category", "recovery", "markdown", "Please."))
                .expect(202);
    }

    @Test
    void whatAModeratorHasLetThroughDoesNotWaitAgain() {
        set("phone", "off");
        var post = reply("07700 900123, ring me").expect(201).text("/post/id");
        set("phone", "hold");
        edit(post, "07700 900 123, please ring me").expect(200);
        edit(post, "07700 900124, please ring me").expect(202);
    }

    @Test
    void aRuleIsChangedByItsName() {
        forum.mo().patch(RULES + "/phone", Map.of("action", "off")).expectProblem(428, "version-needed");
        forum.mo()
                .with("If-Match", "\"0\"")
                .patch(RULES + "/phone", Map.of("action", "off"))
                .expectProblem(412, "stale-version");
        forum.mo()
                .with("If-Match", "*")
                .patch(RULES + "/shoe-size", Map.of("action", "off"))
                .expectProblem(404, "not-found");
        assertEquals(
                List.of("/action"),
                forum.mo()
                        .with("If-Match", "*")
                        .patch(RULES + "/phone", Map.of("action", "shout"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
        forum.alice().get(RULES).expectProblem(403, "not-allowed");
        forum.alice()
                .with("If-Match", "*")
                .patch(RULES + "/phone", Map.of("action", "off"))
                .expectProblem(403, "not-allowed");

        var changed = forum.mo()
                .with("If-Match", "*")
                .patch(RULES + "/phone", Map.of("action", "off"))
                .expect(200);
        assertEquals("off", changed.text("/personalDataRule/action"));
        var listed = forum.mo().get(RULES).expect(200);
        assertEquals(
                List.of("email", "many-links", "nhs-number", "phone", "postcode"), listed.texts("/items", "/pattern"));
        assertEquals(List.of("hold", "flag", "hold", "off", "flag"), listed.texts("/items", "/action"));
        int recorded = forum.db()
                .read(tx -> tx.fetchCount(
                        DSL.table("audit_entry"), DSL.condition("action = 'personal-data-rule-changed'")));
        assertTrue(recorded > 0);
    }

    private Answer reply(String markdown) {
        return forum.alice().post("/threads/" + thread + "/posts", Map.of("markdown", markdown));
    }

    private static Answer edit(String post, String markdown) {
        return forum.alice().with("If-Match", "*").patch("/posts/" + post, Map.of("markdown", markdown));
    }

    private static void set(String pattern, String action) {
        forum.mo()
                .with("If-Match", "*")
                .patch(RULES + "/" + pattern, Map.of("action", action))
                .expect(200);
    }

    private static List<String> reasons(Answer held) {
        return held.texts("/submission/reasons", "/code");
    }

    private static List<String> cases(String target) {
        return Submitted.cases(forum, target);
    }
}
