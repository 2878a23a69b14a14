package waymark.guides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
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

/** Moderators change the guides, in twos, as they do the catalogue. Mo proposes, Max approves. */
class GuideVersionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String VERSIONS = "/guides/versions";
    private static final String SHIPPED = ShippedGuides.get().book().version();

    private Client mo = forum.guest();
    private Client max = forum.guest();

    @BeforeEach
    void whatCameWithWaymarkIsCurrent() {
        mo = forum.mo();
        max = forum.signedIn("max", Role.MODERATOR);
        approve(max, SHIPPED).expect(200);
    }

    @Test
    void aNewVersionIsReadWhenSomebodyElseHasApprovedIt() {
        var version = propose(saying("Ask before you drive again."));
        assertFalse(driving().body().contains("Ask before you drive again."));

        var approved = approve(max, version).expect(200);

        assertEquals("current", approved.text("/guidesVersion/state"));
        assertEquals(List.of("max"), approved.texts("/guidesVersion/approvals", "/by"));
        assertEquals("Ask before you drive again.", driving().text("/guide/sections/0/text"));
        assertEquals(version, driving().text("/guide/version"));
        assertTrue(driving().text("/guide/sections/0/html").startsWith("<p>Ask before"));
    }

    @Test
    void nobodyApprovesTheirOwnProposal() {
        var version = propose(saying("All on my own."));

        approve(mo, version).expectProblem(422, "own-proposal");

        assertEquals(SHIPPED, current());
        assertEquals("proposed", show(version).text("/guidesVersion/state"));
    }

    @Test
    void ofTwoApprovedAtOnceTheSecondIsToldThatTheFirstHasWon() {
        var versions = List.of(propose(saying("It is one.")), propose(saying("It is not the one.")));

        var answers = Together.times(2, i -> approve(max, versions.get(i)));

        assertEquals(
                List.of(200, 409), answers.stream().map(Answer::status).sorted().toList());
        var loser = versions.get(answers.get(0).status() == 200 ? 1 : 0);
        approve(max, loser).expectProblem(409, "superseded-version");
        assertEquals("outdated", show(loser).text("/guidesVersion/state"));
    }

    @Test
    void aProposalIsMadeToWhatIsCurrent() {
        var first = propose(saying("Came first."));
        approve(max, first).expect(200);

        mo.post(VERSIONS, body(SHIPPED, saying("Came late."))).expectProblem(409, "superseded-version");
        mo.post(VERSIONS, body(first, saying("On top of it."))).expect(201);
        assertEquals(
                List.of("/basedOn"),
                mo.post(VERSIONS, body("v999", saying("On nothing.")))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
    }

    @Test
    void oneModeratorGoesBackToWhatTwoHadAgreedTo() {
        var version = propose(saying("A mistake is in it."));
        approve(max, version).expect(200);

        approve(mo, SHIPPED).expect(200);
        assertEquals(SHIPPED, current());
        assertEquals("superseded", show(version).text("/guidesVersion/state"));

        approve(mo, version).expect(200);
        assertEquals(List.of("max", "mo"), show(version).texts("/guidesVersion/approvals", "/by"));
    }

    @Test
    void everyServerFollows() {
        try (var other = new App(
                forum.db(),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                forum.clock(),
                forum.settings())) {
            assertEquals(SHIPPED, other.guides().version());
            var version = propose(saying("All of us read it."));
            approve(max, version).expect(200);

            other.guides().refresh();

            assertEquals(version, other.guides().version());
            assertTrue(other.guides().trouble().isEmpty());
        }
    }

    @Test
    void aServerThatCannotReadTheStoredVersionServesWhatItCameWith() {
        var version = propose(saying("Soon to be broken."));
        approve(max, version).expect(200);
        int damaged = forum.db()
                .write(tx -> tx.execute(
                        "update document_version set content = '{}' where document = 'guides' and version = ?",
                        version));
        assertEquals(1, damaged);

        try (var other = new App(
                forum.db(),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                forum.clock(),
                forum.settings())) {
            assertEquals(SHIPPED, other.guides().version());
            assertTrue(other.guides().trouble().orElseThrow().contains(SHIPPED));
        }
        approve(mo, SHIPPED).expect(200);
        approve(max, version).expectProblem(422, "invalid-value");
    }

    @Test
    void theCatalogueAndTheGuidesDoNotGetInEachOthersWay() {
        var version = propose(saying("Of the guides only."));
        approve(max, version).expect(200);

        mo.get("/signposting/catalogue/versions/" + version).expectProblem(404, "not-found");
        mo.get(VERSIONS + "/" + forum.guest().get("/signposting").text("/signposting/version"))
                .expectProblem(404, "not-found");
        assertFalse(mo.get("/signposting/catalogue/versions?limit=100").body().contains(version));

        var ofTheCatalogue = mo.post(
                        "/signposting/catalogue/versions",
                        Map.of(
                                "basedOn",
                                forum.guest().get("/signposting").text("/signposting/version"),
                                "reason",
                                "For this test.",
                                "changes",
                                Map.of("services", Map.of("maggies", Map.of("description", "Places to go to.")))))
                .expect(201)
                .text("/catalogueVersion/version");
        assertEquals("v1", ofTheCatalogue);
        assertEquals(version, current());
    }

    @Test
    void theHistoryIsKeptNewestFirst() {
        var version = propose(saying("For the history."));
        var newest = mo.get(VERSIONS + "?limit=1").expect(200);
        assertEquals(version, newest.text("/items/0/version"));
        assertEquals("mo", newest.text("/items/0/proposedBy"));
        assertFalse(newest.at("/items/0").has("document"));
        var next = mo.get(VERSIONS + "?limit=1&cursor=" + newest.text("/next")).expect(200);
        assertFalse(next.text("/items/0/version").equals(version));

        var shown = show(version);
        assertEquals(
                "For the history.", shown.text("/guidesVersion/document/guides/driving/sections/eight-weeks/markdown"));
        assertEquals(
                "For the history.", shown.text("/guidesVersion/changes/guides/driving/sections/eight-weeks/markdown"));
        assertTrue(show(SHIPPED).at("/guidesVersion/proposedBy").isNull());
    }

    @Test
    void whatIsWrongIsNamedWhereItIs() {
        assertEquals(
                List.of("/changes/guides/driving/sections/eight-weeks/markdown"),
                refused(saying("You will be fine.")).wrongPlaces());
        assertEquals(
                List.of("/changes/guides/driving/sections/eight-weeks/topics/0"),
                refused(section(Map.of("topics", List.of("no-such-tag")))).wrongPlaces());
        assertEquals(
                List.of("/changes/guides/driving/sections/eight-weeks/sources/0"),
                refused(section(Map.of("sources", List.of("nobody")))).wrongPlaces());
        assertEquals(
                List.of("/changes/guides/versions"),
                refused(Map.of("guides", Map.of("versions", Map.of("position", 1))))
                        .wrongPlaces());
        var answer = mo.post(VERSIONS, """
                        {"basedOn": "%s", "reason": "It has gone.", "changes": {"sources": {"forum-thread": null}}}
                        """.formatted(SHIPPED)).expectProblem(422, "invalid-value");
        assertEquals(
                List.of("/changes"), answer.wrongPlaces().stream().distinct().toList());
        mo.post(VERSIONS, body(SHIPPED, Map.of())).expectProblem(400, "invalid-request");
        assertEquals(List.of("/changes"), refused(Map.of("guides", Map.of())).wrongPlaces());
    }

    @Test
    void aProposalSentAgainIsOne() {
        var body = body(SHIPPED, saying("Sent twice."));
        var first = mo.with("Idempotency-Key", "guides").post(VERSIONS, body).expect(201);
        var second = mo.with("Idempotency-Key", "guides").post(VERSIONS, body).expect(201);

        assertEquals(first.body(), second.body());
        assertEquals("/api/v1" + VERSIONS + "/" + first.text("/guidesVersion/version"), first.header("Location"));
    }

    @Test
    void theAuditLogNamesWhoProposedAndWhoApproved() {
        var version = propose(saying("For the log."));
        approve(max, version).expect(200);

        var log = forum.signedIn("root", Role.ADMIN).get("/audit-log?limit=100").expect(200);

        var entries = IntStream.range(0, log.at("/items").size())
                .mapToObj(i -> log.at("/items/" + i))
                .filter(entry -> entry.path("targetType").asText().equals("guides"))
                .filter(entry -> entry.path("reason").asText().equals(version))
                .toList();
        assertEquals(
                List.of("max guides-approved", "mo guides-proposed"),
                entries.stream()
                        .map(entry -> entry.path("actor").asText() + " "
                                + entry.path("action").asText())
                        .toList());
        entries.forEach(entry -> assertFalse(entry.path("beforeSha256").equals(entry.path("afterSha256"))));
        assertEquals(entries.get(0).path("afterSha256"), entries.get(1).path("afterSha256"));
    }

    @Test
    void itIsForModerators() {
        for (var who : List.of(forum.alice(), forum.signedIn("sol", Role.SUPPORTER))) {
            who.get(VERSIONS).expectProblem(403, "not-allowed");
            who.get(VERSIONS + "/" + SHIPPED).expectProblem(403, "not-allowed");
            who.post(VERSIONS, body(SHIPPED, saying("By a member."))).expectProblem(403, "not-allowed");
            approve(who, SHIPPED).expectProblem(403, "not-allowed");
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
        return mo.post(VERSIONS, body(SHIPPED, changes)).expect(201).text("/guidesVersion/version");
    }

    private Answer refused(Map<String, ?> changes) {
        return mo.post(VERSIONS, body(SHIPPED, changes)).expectProblem(422, "invalid-value");
    }

    private static Map<String, ?> saying(String markdown) {
        return section(Map.of("markdown", markdown));
    }

    private static Map<String, ?> section(Map<String, ?> changes) {
        return Map.of("guides", Map.of("driving", Map.of("sections", Map.of("eight-weeks", changes))));
    }

    private static Map<String, ?> body(String basedOn, Map<String, ?> changes) {
        return new HashMap<>(Map.of("basedOn", basedOn, "reason", "For this test.", "changes", changes));
    }

    private static Answer approve(Client who, String version) {
        return who.put(VERSIONS + "/" + version + "/approval");
    }

    private Answer show(String version) {
        return mo.get(VERSIONS + "/" + version).expect(200);
    }

    private static Answer driving() {
        return forum.guest().get("/guides/driving").expect(200);
    }

    private static String current() {
        return driving().text("/guide/version");
    }
}
