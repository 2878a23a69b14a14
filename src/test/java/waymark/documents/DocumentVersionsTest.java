package waymark.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import waymark.App;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.platform.http.ServerSettings;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** What holds for each document that moderators change in twos. Mo proposes, Max approves. */
@ParameterizedClass
@EnumSource
class DocumentVersionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Document document;
    private final Proposals proposals;
    private final Client mo;
    private final Client max;
    private final String shipped;

    DocumentVersionsTest(Document document) {
        this.document = document;
        this.proposals = Proposals.of(forum, document.path, document.field);
        this.mo = proposals.mo();
        this.max = proposals.max();
        this.shipped = proposals.shipped();
    }

    @Test
    void nobodyApprovesTheirOwnProposal() {
        var version = propose("All on my own.");

        approve(mo, version).expectProblem(422, "own-proposal");

        assertEquals(shipped, current());
        assertEquals("proposed", state(version));
    }

    @Test
    void approvingTwiceChangesNothing() {
        var version = propose("It is said twice.");
        approve(max, version).expect(200);
        var again = approve(max, version).expect(200);
        var byItsProposer = approve(mo, version).expect(200);

        assertEquals(List.of("max"), approvers(again));
        assertEquals(List.of("max"), approvers(byItsProposer));
    }

    @Test
    void ofTwoApprovedAtOnceTheSecondIsToldThatTheFirstHasWon() {
        var versions = List.of(propose("It is one."), propose("It is not the one."));

        var answers = Together.times(2, i -> approve(max, versions.get(i)));

        assertEquals(
                List.of(200, 409), answers.stream().map(Answer::status).sorted().toList());
        var winner = versions.get(answers.get(0).status() == 200 ? 0 : 1);
        var loser = versions.get(answers.get(0).status() == 200 ? 1 : 0);
        assertEquals(winner, current());
        approve(max, loser).expectProblem(409, "superseded-version");
        assertEquals("outdated", state(loser));
    }

    @Test
    void theSameVersionApprovedByManyAtOnceBecomesCurrentOnce() {
        var version = propose("It is from us all.");
        var moderators = List.of(max, forum.signedIn("mia", Role.MODERATOR), forum.signedIn("moss", Role.MODERATOR));

        for (var answer : Together.times(9, i -> approve(moderators.get(i % 3), version))) {
            answer.expect(200);
        }
        assertEquals(1, approvers(proposals.show(version)).size());
    }

    @Test
    void proposalsMadeAtOnceHaveNamesOfTheirOwn() {
        var answers = Together.times(6, i -> send(shipped, "At once it is number " + i + "."));
        var names = answers.stream()
                .map(answer -> proposals.named(answer.expect(201)))
                .distinct();
        assertEquals(6, names.count());
    }

    @Test
    void oneModeratorGoesBackToWhatTwoHadAgreedTo() {
        var version = propose("A mistake is in it.");
        approve(max, version).expect(200);

        approve(mo, shipped).expect(200);
        assertEquals(shipped, current());
        assertEquals("superseded", state(version));

        approve(mo, version).expect(200);
        assertEquals(version, current());
        assertEquals(List.of("max", "mo"), approvers(proposals.show(version)));
    }

    @Test
    void everyServerFollows() {
        try (var other = new App(
                forum.db(),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                forum.clock(),
                forum.settings())) {
            assertEquals(shipped, document.servedBy(other));
            var version = propose("All of us read it.");
            approve(max, version).expect(200);

            document.refresh(other);

            assertEquals(version, document.servedBy(other));
            assertTrue(document.trouble(other).isEmpty());
        }
    }

    @Test
    void theHistoryIsKeptNewestFirst() {
        var version = propose("For the history.");
        var newest = mo.get(document.path + "?limit=1").expect(200);
        assertEquals(version, newest.text("/items/0/version"));
        assertEquals("mo", newest.text("/items/0/proposedBy"));
        assertEquals(shipped, newest.text("/items/0/basedOn"));
        assertEquals("For this test.", newest.text("/items/0/reason"));
        assertFalse(newest.at("/items/0").has("document"));

        var all = new ArrayList<String>();
        var page = newest;
        while (true) {
            all.addAll(page.texts("/items", "/version"));
            if (page.at("/next").isNull()) {
                break;
            }
            page = mo.get(document.path + "?limit=2&cursor=" + page.text("/next"))
                    .expect(200);
        }
        assertEquals(shipped, all.get(all.size() - 1));
        assertEquals(all.size(), Set.copyOf(all).size());
    }

    @Test
    void aVersionIsShownWholeWithItsChanges() {
        var shown = proposals.show(propose("Shown whole."));
        assertEquals("Shown whole.", shown.text("/" + document.field + "/document" + document.place));
        assertEquals("Shown whole.", shown.text("/" + document.field + "/changes" + document.place));

        var first = proposals.show(shipped).at("/" + document.field);
        assertTrue(first.path("proposedBy").isNull());
        assertFalse(first.has("changes"));
    }

    @Test
    void aProposalIsMadeToWhatIsCurrent() {
        assertEquals(
                List.of("/basedOn"),
                send("v999", "On nothing.").expectProblem(422, "invalid-value").wrongPlaces());

        var version = propose("Came first.");
        approve(max, version).expect(200);
        send(shipped, "Came late.").expectProblem(409, "superseded-version");
        send(version, "On top of it.").expect(201);
    }

    @Test
    void aProposalSentAgainIsOne() {
        var body = Proposals.body(shipped, document.saying("Sent twice."));
        var sender = mo.with("Idempotency-Key", document.logged);
        var first = sender.post(document.path, body).expect(201);
        var second = sender.post(document.path, body).expect(201);

        assertEquals(first.body(), second.body());
        assertEquals("/api/v1" + document.path + "/" + proposals.named(first), first.header("Location"));
    }

    @Test
    void theAuditLogNamesWhoProposedAndWhoApproved() {
        var version = propose("For the log.");
        approve(max, version).expect(200);
        approve(max, version).expect(200);

        var log = forum.signedIn("root", Role.ADMIN).get("/audit-log?limit=100").expect(200);

        var entries = IntStream.range(0, log.at("/items").size())
                .mapToObj(i -> log.at("/items/" + i))
                .filter(entry -> entry.path("targetType").asText().equals(document.logged))
                .filter(entry -> entry.path("reason").asText().equals(version))
                .toList();
        assertEquals(
                List.of("max " + document.logged + "-approved", "mo " + document.logged + "-proposed"),
                entries.stream()
                        .map(entry -> entry.path("actor").asText() + " "
                                + entry.path("action").asText())
                        .toList());
        for (var entry : entries) {
            assertFalse(entry.path("beforeSha256").equals(entry.path("afterSha256")));
        }
        assertEquals(entries.get(0).path("afterSha256"), entries.get(1).path("afterSha256"));
    }

    @Test
    void itIsForModerators() {
        for (var who : List.of(forum.alice(), forum.signedIn("sol", Role.SUPPORTER))) {
            who.get(document.path).expectProblem(403, "not-allowed");
            who.get(document.path + "/" + shipped).expectProblem(403, "not-allowed");
            who.post(document.path, Proposals.body(shipped, document.saying("By a member.")))
                    .expectProblem(403, "not-allowed");
            approve(who, shipped).expectProblem(403, "not-allowed");
        }
        forum.guest().get(document.path).expectProblem(401, "sign-in-needed");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var name : List.of("v0", "v999", "shipped-00000000", "V1", "x".repeat(41))) {
            mo.get(document.path + "/" + name).expectProblem(404, "not-found");
            approve(mo, name).expectProblem(404, "not-found");
        }
    }

    private String propose(String words) {
        return proposals.propose(document.saying(words));
    }

    private Answer send(String basedOn, String words) {
        return proposals.send(basedOn, document.saying(words));
    }

    private Answer approve(Client who, String version) {
        return proposals.approve(who, version);
    }

    private String state(String version) {
        return proposals.state(version);
    }

    private List<String> approvers(Answer version) {
        return version.texts("/" + document.field + "/approvals", "/by");
    }

    private String current() {
        return forum.guest().get(document.read).expect(200).text(document.versionRead);
    }

    enum Document {
        CATALOGUE(
                "/signposting/catalogue/versions",
                "catalogueVersion",
                "signposting-catalogue",
                "/services/maggies/description",
                "/signposting",
                "/signposting/version") {

            @Override
            String servedBy(App server) {
                return server.directory().current().version();
            }

            @Override
            void refresh(App server) {
                server.directory().refresh();
            }

            @Override
            Optional<String> trouble(App server) {
                return server.directory().trouble();
            }
        },
        GUIDES(
                "/guides/versions",
                "guidesVersion",
                "guides",
                "/guides/driving/sections/eight-weeks/markdown",
                "/guides/driving",
                "/guide/version") {

            @Override
            String servedBy(App server) {
                return server.guides().version();
            }

            @Override
            void refresh(App server) {
                server.guides().refresh();
            }

            @Override
            Optional<String> trouble(App server) {
                return server.guides().trouble();
            }
        };

        private final String path;
        private final String field;
        private final String logged;

        /** Of a text in it. */
        private final String place;

        /** Where readers see which version they read. */
        private final String read;

        private final String versionRead;

        Document(String path, String field, String logged, String place, String read, String versionRead) {
            this.path = path;
            this.field = field;
            this.logged = logged;
            this.place = place;
            this.read = read;
            this.versionRead = versionRead;
        }

        abstract String servedBy(App server);

        abstract void refresh(App server);

        abstract Optional<String> trouble(App server);

        /** Changes by which the text at its place says this. */
        Map<String, ?> saying(String words) {
            var steps = List.of(place.substring(1).split("/", -1));
            Map<String, ?> changes = Map.of(steps.get(steps.size() - 1), words);
            for (int i = steps.size() - 2; i >= 0; i--) {
                changes = Map.of(steps.get(i), changes);
            }
            return changes;
        }
    }
}
