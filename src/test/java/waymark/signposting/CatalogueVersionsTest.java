package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.platform.http.ServerSettings;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Moderators change what people are told and what is recognised, in twos. Mo proposes, Max approves. */
class CatalogueVersionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String VERSIONS = "/signposting/catalogue/versions";
    private static final String SHIPPED = ShippedCatalogue.get().version();

    private Client mo = forum.guest();
    private Client max = forum.guest();

    @BeforeEach
    void whatCameWithWaymarkIsCurrent() {
        mo = forum.mo();
        max = forum.signedIn("max", Role.MODERATOR);
        approve(max, SHIPPED).expect(200);
    }

    @Test
    void aNewVersionCountsWhenSomebodyElseHasApprovedIt() {
        var version = propose(describing("Open on Saturdays now."));
        assertEquals(SHIPPED, current());

        var approved = approve(max, version).expect(200);

        assertEquals("current", approved.text("/catalogueVersion/state"));
        assertEquals("max", approved.text("/catalogueVersion/approvals/0/by"));
        assertEquals(version, current());
        assertTrue(forum.guest().get("/services").body().contains("Open on Saturdays now."));
    }

    @Test
    void nobodyApprovesTheirOwnProposal() {
        var version = propose(describing("All on my own."));

        approve(mo, version).expectProblem(422, "own-proposal");

        assertEquals(SHIPPED, current());
        assertEquals("proposed", show(version).text("/catalogueVersion/state"));
    }

    @Test
    void approvingTwiceChangesNothing() {
        var version = propose(describing("Approved twice."));
        approve(max, version).expect(200);
        var again = approve(max, version).expect(200);
        var byItsProposer = approve(mo, version).expect(200);

        assertEquals(1, again.at("/catalogueVersion/approvals").size());
        assertEquals(1, byItsProposer.at("/catalogueVersion/approvals").size());
    }

    @Test
    void ofTwoApprovedAtOnceTheSecondIsToldThatTheFirstHasWon() {
        var versions = List.of(propose(describing("One.")), propose(describing("Another.")));

        var answers = Together.times(2, i -> approve(max, versions.get(i)));

        assertEquals(
                List.of(200, 409), answers.stream().map(Answer::status).sorted().toList());
        var winner = versions.get(answers.get(0).status() == 200 ? 0 : 1);
        var loser = versions.get(answers.get(0).status() == 200 ? 1 : 0);
        assertEquals(winner, current());
        approve(max, loser).expectProblem(409, "superseded-version");
        assertEquals("outdated", show(loser).text("/catalogueVersion/state"));
    }

    @Test
    void theSameVersionApprovedByManyAtOnceBecomesCurrentOnce() {
        var version = propose(describing("Approved by many."));
        var moderators = List.of(max, forum.signedIn("mia", Role.MODERATOR), forum.signedIn("moss", Role.MODERATOR));

        for (var answer : Together.times(9, i -> approve(moderators.get(i % 3), version))) {
            answer.expect(200);
        }
        assertEquals(1, show(version).at("/catalogueVersion/approvals").size());
    }

    @Test
    void proposalsMadeAtOnceHaveNamesOfTheirOwn() {
        var names = Together.times(
                6,
                i -> mo.post(VERSIONS, body(SHIPPED, describing("At once " + i)))
                        .expect(201));
        assertEquals(
                6,
                names.stream()
                        .map(answer -> answer.text("/catalogueVersion/version"))
                        .distinct()
                        .count());
    }

    @Test
    void oneModeratorGoesBackToWhatTwoHadAgreedTo() {
        var version = propose(describing("A mistake in it."));
        approve(max, version).expect(200);

        approve(mo, SHIPPED).expect(200);
        assertEquals(SHIPPED, current());
        assertEquals("superseded", show(version).text("/catalogueVersion/state"));

        approve(mo, version).expect(200);
        assertEquals(version, current());
        assertEquals(List.of("max", "mo"), show(version).texts("/catalogueVersion/approvals", "/by"));
    }

    @Test
    void everyServerFollows() {
        try (var other = new App(
                forum.db(),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                forum.clock(),
                forum.settings())) {
            assertEquals(SHIPPED, other.directory().current().version());
            var version = propose(describing("On every server."));
            approve(max, version).expect(200);

            other.directory().refresh();

            assertEquals(version, other.directory().current().version());
        }
    }

    @Test
    void theHistoryIsKeptNewestFirst() {
        var version = propose(describing("For the history."));
        var newest = mo.get(VERSIONS + "?limit=1").expect(200);
        assertEquals(version, newest.text("/items/0/version"));
        assertEquals("mo", newest.text("/items/0/proposedBy"));
        assertEquals(SHIPPED, newest.text("/items/0/basedOn"));
        assertEquals("For this test.", newest.text("/items/0/reason"));
        assertFalse(newest.at("/items/0").has("document"));

        var all = new ArrayList<String>();
        var page = newest;
        while (true) {
            all.addAll(page.texts("/items", "/version"));
            if (page.at("/next").isNull()) {
                break;
            }
            page = mo.get(VERSIONS + "?limit=2&cursor=" + page.text("/next")).expect(200);
        }
        assertEquals(SHIPPED, all.get(all.size() - 1));
        assertEquals(all.size(), Set.copyOf(all).size());

        var first = show(SHIPPED);
        assertTrue(first.at("/catalogueVersion/proposedBy").isNull());
        assertFalse(first.at("/catalogueVersion").has("changes"));
        assertEquals("Samaritans", first.text("/catalogueVersion/document/services/samaritans/name"));
    }

    @Test
    void aVersionIsShownWholeWithItsChanges() {
        var version = propose(describing("Shown whole."));
        var shown = show(version);

        assertEquals("Shown whole.", shown.text("/catalogueVersion/document/services/maggies/description"));
        assertEquals("Shown whole.", shown.text("/catalogueVersion/changes/services/maggies/description"));
    }

    @Test
    void wordsThatAreRecognisedChangeToo() {
        var rule =
                Map.of("signposts", List.of("driving"), "reading", "always", "page", false, "phrases", "zorbing ball");
        var version = propose(Map.of("rules", Map.of("rules", Map.of("zorbing", rule))));
        assertTrue(forum.app()
                .directory()
                .current()
                .matcher()
                .match("Off in my zorbing ball")
                .isEmpty());

        approve(max, version).expect(200);

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
        var version = propose(Map.of("rules", Map.of("rules", Map.of("zorbing", rule))));

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
                refused(Map.of("services", Map.of("maggies", Map.of("url", "x", "phone", Map.of("number", "call us")))))
                        .wrongPlaces());
        assertEquals(
                List.of("/changes/signposts/driving/text"),
                refused(Map.of("signposts", Map.of("driving", Map.of("text", "You will be fine."))))
                        .wrongPlaces());
        assertEquals(
                List.of("/changes/rules/rules/zorbing/phrases"),
                refused(Map.of(
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
        assertEquals(List.of("/changes"), refused(Map.of("services", Map.of())).wrongPlaces());
        mo.post(VERSIONS, body(SHIPPED, Map.of())).expectProblem(400, "invalid-request");
        var answer = mo.post(VERSIONS, """
                        {"basedOn": "%s", "reason": "It is not there.", "changes": {"services": {"nobody": null}}}
                        """.formatted(SHIPPED)).expectProblem(422, "invalid-value");
        assertEquals(List.of("/changes/services/nobody"), answer.wrongPlaces());
    }

    @Test
    void aProposalIsMadeToWhatIsCurrent() {
        assertEquals(
                List.of("/basedOn"),
                mo.post(VERSIONS, body("v999", describing("On nothing.")))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());

        var version = propose(describing("Came first."));
        approve(max, version).expect(200);
        mo.post(VERSIONS, body(SHIPPED, describing("Came late."))).expectProblem(409, "superseded-version");
        mo.post(VERSIONS, body(version, describing("On top of it."))).expect(201);
    }

    @Test
    void aProposalSentAgainIsOne() {
        var body = body(SHIPPED, describing("Sent twice."));
        var first = mo.with("Idempotency-Key", "proposal").post(VERSIONS, body).expect(201);
        var second = mo.with("Idempotency-Key", "proposal").post(VERSIONS, body).expect(201);

        assertEquals(first.body(), second.body());
        assertEquals("/api/v1" + VERSIONS + "/" + first.text("/catalogueVersion/version"), first.header("Location"));
    }

    @Test
    void theAuditLogNamesWhoProposedAndWhoApproved() {
        var version = propose(describing("For the log."));
        approve(max, version).expect(200);
        approve(max, version).expect(200);

        var log = forum.signedIn("root", Role.ADMIN).get("/audit-log?limit=100").expect(200);

        assertEquals(
                List.of("max signposting-catalogue-approved", "mo signposting-catalogue-proposed"),
                IntStream.range(0, log.at("/items").size())
                        .mapToObj(i -> log.at("/items/" + i))
                        .filter(entry -> entry.path("reason").asText().equals(version))
                        .map(entry -> entry.path("actor").asText() + " "
                                + entry.path("action").asText())
                        .toList());
    }

    @Test
    void itIsForModerators() {
        for (var who : List.of(forum.alice(), forum.signedIn("sol", Role.SUPPORTER))) {
            who.get(VERSIONS).expectProblem(403, "not-allowed");
            who.get(VERSIONS + "/" + SHIPPED).expectProblem(403, "not-allowed");
            who.post(VERSIONS, body(SHIPPED, describing("By a member."))).expectProblem(403, "not-allowed");
            approve(who, SHIPPED).expectProblem(403, "not-allowed");
            who.post(VERSIONS + "/" + SHIPPED + "/trial", Map.of("examples", List.of(Map.of("text", "x"))))
                    .expectProblem(403, "not-allowed");
        }
        forum.guest().get(VERSIONS).expectProblem(401, "sign-in-needed");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var name : List.of("v0", "v999", "shipped-00000000", "V1", "x".repeat(41))) {
            mo.get(VERSIONS + "/" + name).expectProblem(404, "not-found");
            approve(mo, name).expectProblem(404, "not-found");
        }
    }

    private String propose(Map<String, ?> changes) {
        return mo.post(VERSIONS, body(SHIPPED, changes)).expect(201).text("/catalogueVersion/version");
    }

    private Answer refused(Map<String, ?> changes) {
        return mo.post(VERSIONS, body(SHIPPED, changes)).expectProblem(422, "invalid-value");
    }

    private static Map<String, ?> describing(String description) {
        return Map.of("services", Map.of("maggies", Map.of("description", description)));
    }

    private static Map<String, ?> body(String basedOn, Map<String, ?> changes) {
        return Map.of("basedOn", basedOn, "reason", "For this test.", "changes", changes);
    }

    private static Answer approve(Client who, String version) {
        return who.put(VERSIONS + "/" + version + "/approval");
    }

    private Answer show(String version) {
        return mo.get(VERSIONS + "/" + version).expect(200);
    }

    private static String current() {
        return forum.guest().get("/signposting").expect(200).text("/signposting/version");
    }
}
