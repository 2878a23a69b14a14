package waymark.guides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.documents.Proposals;
import waymark.platform.http.ServerSettings;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Moderators change the guides, in twos, as they do the catalogue. Mo proposes, Max approves. */
class GuideVersionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String VERSIONS = "/guides/versions";
    private static final String SHIPPED = ShippedGuides.get().book().version();

    private final Proposals proposals = Proposals.toTheGuides(forum);
    private final Client mo = proposals.mo();
    private final Client max = proposals.max();

    @Test
    void aNewVersionIsReadWhenSomebodyElseHasApprovedIt() {
        var version = proposals.propose(saying("Ask before you drive again."));
        assertFalse(driving().body().contains("Ask before you drive again."));

        var approved = proposals.approve(max, version).expect(200);

        assertEquals("current", approved.text("/guidesVersion/state"));
        assertEquals(List.of("max"), approved.texts("/guidesVersion/approvals", "/by"));
        assertEquals("Ask before you drive again.", driving().text("/guide/sections/0/text"));
        assertEquals(version, driving().text("/guide/version"));
        assertTrue(driving().text("/guide/sections/0/html").startsWith("<p>Ask before"));
    }

    @Test
    void whatCameWithWaymarkIsTheFirstOfTheHistory() {
        assertEquals(SHIPPED, proposals.shipped());
    }

    @Test
    void aServerThatCannotReadTheStoredVersionServesWhatItCameWith() {
        var version = proposals.propose(saying("Soon to be broken."));
        proposals.approve(max, version).expect(200);
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
        proposals.approve(mo, SHIPPED).expect(200);
        proposals.approve(max, version).expectProblem(422, "invalid-value");
    }

    @Test
    void theCatalogueAndTheGuidesDoNotGetInEachOthersWay() {
        var version = proposals.propose(saying("Of the guides only."));
        proposals.approve(max, version).expect(200);

        mo.get("/signposting/catalogue/versions/" + version).expectProblem(404, "not-found");
        mo.get(VERSIONS + "/" + forum.guest().get("/signposting").text("/signposting/version"))
                .expectProblem(404, "not-found");
        assertFalse(mo.get("/signposting/catalogue/versions?limit=100").body().contains(version));

        var ofTheCatalogue = Proposals.toTheCatalogue(forum)
                .propose(Map.of("services", Map.of("maggies", Map.of("description", "Places to go to."))));
        assertEquals("v1", ofTheCatalogue);
        assertEquals(version, current());
    }

    @Test
    void whatIsWrongIsNamedWhereItIs() {
        assertEquals(
                List.of("/changes/guides/driving/sections/eight-weeks/markdown"),
                proposals.refused(saying("You will be fine.")).wrongPlaces());
        assertEquals(
                List.of("/changes/guides/driving/sections/eight-weeks/topics/0"),
                proposals
                        .refused(section(Map.of("topics", List.of("no-such-tag"))))
                        .wrongPlaces());
        assertEquals(
                List.of("/changes/guides/driving/sections/eight-weeks/sources/0"),
                proposals.refused(section(Map.of("sources", List.of("nobody")))).wrongPlaces());
        assertEquals(
                List.of("/changes/guides/versions"),
                proposals
                        .refused(Map.of("guides", Map.of("versions", Map.of("position", 1))))
                        .wrongPlaces());
        var answer = mo.post(VERSIONS, """
                        {"basedOn": "%s", "reason": "It has gone.", "changes": {"sources": {"forum-thread": null}}}
                        """.formatted(SHIPPED)).expectProblem(422, "invalid-value");
        assertEquals(
                List.of("/changes"), answer.wrongPlaces().stream().distinct().toList());
        proposals.send(SHIPPED, Map.of()).expectProblem(400, "invalid-request");
        assertEquals(
                List.of("/changes"),
                proposals.refused(Map.of("guides", Map.of())).wrongPlaces());
    }

    private static Map<String, ?> saying(String markdown) {
        return section(Map.of("markdown", markdown));
    }

    private static Map<String, ?> section(Map<String, ?> changes) {
        return Map.of("guides", Map.of("driving", Map.of("sections", Map.of("eight-weeks", changes))));
    }

    private static Answer driving() {
        return forum.guest().get("/guides/driving").expect(200);
    }

    private static String current() {
        return driving().text("/guide/version");
    }
}
