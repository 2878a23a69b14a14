package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;
import static waymark.testing.CaseDesk.NO_ACTION;
import static waymark.testing.CaseDesk.claim;
import static waymark.testing.CaseDesk.decide;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

/** Mo is a friend of Alice's; Max is not. */
class RecusalTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private Client max = forum.guest();
    private String post = "";
    private String found = "";

    @BeforeEach
    void thereIsACaseAboutAlice() {
        max = forum.signedIn("max", Role.MODERATOR);
        post = forum.thread(forum.alice()).post();
        forum.mo().delete("/me/recusals/alice").expect(204);
        found = forum.raise(Target.of(PostId.of(post)), Source.REPORT, Priority.P0, false)
                .toString();
    }

    @Test
    void aCaseAboutAFriendIsForOthers() {
        assertTrue(listed(forum.mo()));
        declare("alice", "friend");

        assertFalse(listed(forum.mo()));
        assertTrue(listed(max));
        assertNotEquals("alice", forum.mo().get("/cases/next").expect(200).text("/case/subject"));
        assertEquals("alice", max.get("/cases/next").text("/case/subject"));
        var mo = forum.mo().with("If-Match", "*");
        mo.get("/cases/" + found).expectProblem(403, "conflict-of-interest");
        claim(forum.mo(), found).expectProblem(403, "conflict-of-interest");
        decide(forum.mo(), found, NO_ACTION).expectProblem(403, "conflict-of-interest");
    }

    @Test
    void nothingIsDecidedAboutAFriendWithoutACaseEither() {
        declare("alice", "relative");
        var mo = forum.mo().with("If-Match", "*");
        mo.put("/posts/" + post + "/removal", TestForum.removal("Why.")).expectProblem(403, "conflict-of-interest");
        var words = Map.of("reason", "unkind", "rule", "be-kind", "message", "Why.");
        mo.post("/members/alice/removals", words).expectProblem(403, "conflict-of-interest");
        mo.put(
                        "/members/alice/restriction",
                        Map.of("kind", "warn", "reason", "unkind", "rule", "be-kind", "message", "Why."))
                .expectProblem(403, "conflict-of-interest");
        var decision = max.with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("Why."))
                .expect(200)
                .text("/decision/id");
        mo.put("/decisions/" + decision + "/reversal", Map.of("reason", "mistake", "message", "Why."))
                .expectProblem(403, "conflict-of-interest");
    }

    @Test
    void whatMoHoldsAboutAFriendGoesBackAtOnce() {
        var bobs = forum.reply(forum.bob(), forum.thread(forum.bob()).thread(), "Something of Bob's.");
        var other = CaseDesk.raise(
                forum,
                Raise.of(
                        Target.of(PostId.of(bobs)),
                        forum.account(forum.bob()),
                        Source.REPORT,
                        CaseCategory.OTHER,
                        Priority.P2));
        for (var id : List.of(found, other)) {
            claim(forum.mo(), id).expect(200);
        }
        declare("alice", "same-hospital");
        assertEquals("open", max.get("/cases/" + found).text("/case/state"));
        assertEquals("claimed", max.get("/cases/" + other).text("/case/state"));
    }

    @Test
    void aLinkThatIsTakenBackCountsNoMore() {
        declare("alice", "friend");
        forum.mo().delete("/me/recusals/alice").expect(204);
        forum.mo().delete("/me/recusals/alice").expect(204);
        assertTrue(listed(forum.mo()));
        forum.mo().get("/cases/" + found).expect(200);
    }

    @Test
    void moAndLeadsReadThemAndNobodyElse() {
        declare("alice", "friend");
        assertEquals("relative", declare("alice", "relative").text("/recusal/kind"));
        declare("bob", "self-known");

        var mine = forum.mo().get("/me/recusals?limit=1").expect(200);
        assertEquals(List.of("alice"), mine.texts("/items", "/member"));
        assertTrue(mine.at("/items/0/moderator").isMissingNode());
        assertEquals(
                List.of("bob"),
                forum.mo()
                        .get("/me/recusals?limit=1&cursor=" + mine.text("/next"))
                        .texts("/items", "/member"));
        assertEquals(0, max.get("/me/recusals").expect(200).at("/items").size());

        max.get("/recusals").expectProblem(403, "not-allowed");
        int read = read();
        var all = forum.signedIn("lea", Role.ADMIN).get("/recusals").expect(200);
        assertEquals(List.of("mo", "mo"), all.texts("/items", "/moderator"));
        assertEquals(List.of("relative", "self-known"), all.texts("/items", "/kind"));
        assertEquals(read + 1, read());
        forum.mo().delete("/me/recusals/bob").expect(204);
    }

    @Test
    void whoIsNotThereCannotBeNamed() {
        forum.mo().put("/me/recusals/nobody-here", Map.of("kind", "friend")).expectProblem(404, "not-found");
        assertEquals(
                List.of("/kind"),
                forum.mo().put("/me/recusals/alice", Map.of("kind", "enemy")).wrongPlaces());
        forum.alice().put("/me/recusals/bob", Map.of("kind", "friend")).expectProblem(403, "not-allowed");
    }

    private static int read() {
        return forum.db().read(tx -> tx.fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.ACTION.eq("recusals-read")));
    }

    private static Answer declare(String username, String kind) {
        return forum.mo().put("/me/recusals/" + username, Map.of("kind", kind)).expect(200);
    }

    private boolean listed(Client moderator) {
        return moderator
                .get("/cases?limit=100")
                .expect(200)
                .texts("/items", "/id")
                .contains(found);
    }
}
