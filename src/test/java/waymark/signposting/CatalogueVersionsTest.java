package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.documents.Proposals;
import waymark.platform.access.Role;
import waymark.testing.Client;

/** Moderators change what people are told and what is recognised, in twos. Mo proposes, Max approves. */
class CatalogueVersionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String VERSIONS = "/signposting/catalogue/versions";
    private static final String SHIPPED = ShippedCatalogue.get().version();

    private final Proposals proposals = Proposals.toTheCatalogue(forum);
    private final Client mo = proposals.mo();
    private final Client max = proposals.max();

    @Test
    void aNewVersionCountsWhenSomebodyElseHasApprovedIt() {
        var version = proposals.propose(describing("Open on Saturdays now."));
        assertEquals(SHIPPED, current());

        var approved = proposals.approve(max, version).expect(200);

        assertEquals("current", approved.text("/catalogueVersion/state"));
        assertEquals("max", approved.text("/catalogueVersion/approvals/0/by"));
        assertEquals(version, current());
        assertTrue(forum.guest().get("/services").body().contains("Open on Saturdays now."));
    }

    @Test
    void whatCameWithWaymarkIsTheFirstOfTheHistoryAndShownWhole() {
        assertEquals(SHIPPED, proposals.shipped());
        assertEquals("Samaritans", proposals.show(SHIPPED).text("/catalogueVersion/document/services/samaritans/name"));
    }

    @Test
    void wordsThatAreRecognisedChangeToo() {
        var rule =
                Map.of("signposts", List.of("driving"), "reading", "always", "page", false, "phrases", "zorbing ball");
        var version = proposals.propose(Map.of("rules", Map.of("rules", Map.of("zorbing", rule))));
        assertTrue(forum.app()
                .directory()
                .current()
                .matcher()
                .match("Off in my zorbing ball")
                .isEmpty());

        proposals.approve(max, version).expect(200);

        assertEquals(
                "driving",
                forum.app()
                        .directory()
                        .current()
                        .matcher()
                        .match("Off in my zorbing ball")
                        .get(0)
                        .signpost());
    }

    @Test
    void aVersionIsTriedOnTexts() {
        var rule =
                Map.of("signposts", List.of("driving"), "reading", "always", "page", false, "phrases", "zorbing ball");
        var version = proposals.propose(Map.of("rules", Map.of("rules", Map.of("zorbing", rule))));

        var tried = mo.post(
                        VERSIONS + "/" + version + "/trial",
                        Map.of(
                                "examples",
                                List.of(
                                        Map.of(
                                                "id",
                                                "a",
                                                "text",
                                                "Off in my zorbing ball",
                                                "expect",
                                                List.of("driving")),
                                        Map.of("id", "b", "text", "A zorbing ball is round", "not", List.of("driving")),
                                        Map.of("text", "Nice weather", "expect", List.of("bereavement")))))
                .expect(200);

        assertEquals(SHIPPED, tried.text("/against"));
        assertEquals(List.of("driving"), tried.texts("/results/0/added", ""));
        assertEquals(List.of("driving"), tried.texts("/results/1/unwanted", ""));
        assertEquals(List.of("bereavement"), tried.texts("/results/2/missing", ""));
        assertTrue(tried.at("/results/2/id").isNull());
        assertEquals(3, tried.at("/counts/texts").asInt());
        assertEquals(2, tried.at("/counts/changed").asInt());
        assertEquals(1, tried.at("/counts/tried/missing").asInt());
        assertEquals(1, tried.at("/counts/tried/unwanted").asInt());
        assertEquals(2, tried.at("/counts/current/missing").asInt());
        assertEquals(0, tried.at("/counts/current/unwanted").asInt());
    }

    @Test
    void atMostFiveHundredTextsAreTried() {
        var examples = Collections.nCopies(500, Map.of("text", "Hello there"));
        var trial = VERSIONS + "/" + SHIPPED + "/trial";
        mo.post(trial, Map.of("examples", examples)).expect(200);
        var more = new ArrayList<>(examples);
        more.add(Map.of("text", "One more"));
        mo.post(trial, Map.of("examples", more)).expectProblem(422, "invalid-value");
        mo.post(VERSIONS + "/v999/trial", Map.of("examples", examples)).expectProblem(404, "not-found");
    }

    @Test
    void whatIsWrongIsNamedWhereItIs() {
        assertEquals(
                List.of("/changes/services/maggies/phone/number", "/changes/services/maggies/url"),
                proposals
                        .refused(Map.of(
                                "services",
                                Map.of("maggies", Map.of("url", "x", "phone", Map.of("number", "call us")))))
                        .wrongPlaces());
        assertEquals(
                List.of("/changes/signposts/driving/text"),
                proposals
                        .refused(Map.of("signposts", Map.of("driving", Map.of("text", "You will be fine."))))
                        .wrongPlaces());
        assertEquals(
                List.of("/changes/rules/rules/zorbing/phrases"),
                proposals
                        .refused(Map.of(
                                "rules",
                                Map.of(
                                        "rules",
                                        Map.of(
                                                "zorbing",
                                                Map.of(
                                                        "signposts",
                                                        List.of("driving"),
                                                        "reading",
                                                        "always",
                                                        "page",
                                                        false,
                                                        "phrases",
                                                        "<no-such-list>")))))
                        .wrongPlaces());
    }

    @Test
    void whatAChangeBreaksElsewhereIsToldAtTheChange() {
        var answer = mo.post(VERSIONS, """
                        {"basedOn": "%s", "reason": "It has gone.", "changes": {"services": {"cruse": null}}}
                        """.formatted(SHIPPED)).expectProblem(422, "invalid-value");
        assertEquals(List.of("/changes"), answer.wrongPlaces());
        assertTrue(answer.text("/errors/0/detail").contains("/signposts/bereavement/services/0"));
    }

    @Test
    void whatChangesNothingIsRefused() {
        assertEquals(
                List.of("/changes"),
                proposals.refused(Map.of("services", Map.of())).wrongPlaces());
        proposals.send(SHIPPED, Map.of()).expectProblem(400, "invalid-request");
        var answer = mo.post(VERSIONS, """
                        {"basedOn": "%s", "reason": "It is not there.", "changes": {"services": {"nobody": null}}}
                        """.formatted(SHIPPED)).expectProblem(422, "invalid-value");
        assertEquals(List.of("/changes/services/nobody"), answer.wrongPlaces());
    }

    @Test
    void itIsTriedByModerators() {
        for (var who : List.of(forum.alice(), forum.signedIn("sol", Role.SUPPORTER))) {
            who.post(VERSIONS + "/" + SHIPPED + "/trial", Map.of("examples", List.of(Map.of("text", "x"))))
                    .expectProblem(403, "not-allowed");
        }
    }

    private static Map<String, ?> describing(String description) {
        return Map.of("services", Map.of("maggies", Map.of("description", description)));
    }

    private static String current() {
        return forum.guest().get("/signposting").expect(200).text("/signposting/version");
    }
}
