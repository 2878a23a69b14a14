package waymark.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Root is an admin. */
class BadgeTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Client root = forum.signedIn("root", Role.ADMIN);

    @Test
    void aBadgeStandsBesideTheNameWhereverItIsShown() {
        var nurse = forum.signedIn("nettle", Role.SUPPORTER);
        var started = forum.thread(nurse);
        var unused = forum.thread(forum.alice());
        give("nettle", "specialist-nurse").expect(200);
        var guest = forum.guest();
        var post = guest.get("/posts/" + started.post()).expect(200);
        assertEquals("specialist-nurse", post.text("/post/author/badge"));
        assertEquals(
                "specialist-nurse",
                guest.get("/threads/" + started.thread()).expect(200).text("/thread/author/badge"));
        assertTrue(
                guest.get("/badges").expect(200).texts("/items", "/id").contains("specialist-nurse"),
                "the badge has words for readers");
        var profile = forum.alice().get("/members/nettle").expect(200);
        assertEquals("specialist-nurse", profile.text("/member/badge"));
        forum.alice().put("/posts/" + started.post() + "/like").expect(200);
        nurse.put("/members/alice/mute").expect(200);
        assertTrue(forum.bob()
                .get("/posts/" + started.post() + "/likes")
                .expect(200)
                .at("/items/0/member/badge")
                .isNull());
        assertTrue(
                nurse.get("/me/mutes").expect(200).at("/items/0/member/badge").isNull());
    }

    @Test
    void aBadgeLetsNobodyDoAnything() {
        var member = forum.member("sorrel");
        give("sorrel", "support-service").expect(200);
        member.get("/cases").expectProblem(403, "not-allowed");
        assertEquals("member", forum.alice().get("/members/sorrel").text("/member/role"));
    }

    @Test
    void givingAndTakingStandsInTheAuditLogOnceHoweverOftenItIsSent() {
        var id = forum.account(forum.member("yarrow")).toString();
        for (int i = 0; i < 2; i++) {
            give("yarrow", "trained-volunteer").expect(200);
        }
        for (int i = 0; i < 2; i++) {
            assertTrue(root.delete("/members/yarrow/badge")
                    .expect(200)
                    .at("/member/badge")
                    .isNull());
        }
        assertEquals(List.of("badge-given", "badge-taken"), forum.audited(id));
    }

    @Test
    void onlyAdminsGiveBadgesOnlyThoseThereAreAndNotToThemselves() {
        var unused = forum.bob();
        var body = Map.of("badge", "specialist-nurse", "reason", "checked-register");
        forum.mo().put("/members/bob/badge", body).expectProblem(403, "not-allowed");
        forum.bob().put("/members/bob/badge", body).expectProblem(403, "not-allowed");
        root.put("/members/root/badge", body).expectProblem(422, "own-account");
        root.put("/members/nobody-here/badge", body).expectProblem(404, "not-found");
        var wrong = give("bob", "surgeon").expectProblem(422, "invalid-value");
        assertEquals(List.of("/badge"), wrong.wrongPlaces());
    }

    private Answer give(String username, String badge) {
        return root.put("/members/" + username + "/badge", Map.of("badge", badge, "reason", "checked-register"));
    }
}
