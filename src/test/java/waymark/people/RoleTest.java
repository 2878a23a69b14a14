package waymark.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.testing.CaseDesk.claim;
import static waymark.testing.CaseDesk.handBack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.App;
import waymark.TestForum;
import waymark.cases.Priority;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.platform.http.ServerSettings;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** Root is an admin. */
class RoleTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Client root = forum.signedIn("root", Role.ADMIN);

    @Test
    void aNewRoleIsSeenByEverybodyAndNeedsANewSignIn() {
        var name = someone(Role.MEMBER);
        var person = forum.member(name);
        forum.thread(person);
        var given = give(root, name, "supporter").expect(200);
        assertEquals("supporter", given.text("/member/role"));
        person.get("/me").expectProblem(401, "sign-in-needed");
        assertEquals("supporter", forum.alice().get("/members/" + name).text("/member/role"));
    }

    @Test
    void onAnotherServerTheirSessionsAreOverAtOnceToo() {
        var name = someone(Role.MODERATOR);
        var person = forum.signedIn(name, Role.MODERATOR);
        var serving = new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), true);
        try (var other = new App(forum.db(), serving, forum.clock(), forum.settings())) {
            other.start();
            var there = new Client(other.port(), Optional.of(person.token()));
            there.get("/cases").expect(200);
            give(root, name, "member").expect(200);
            there.get("/cases").expectProblem(401, "sign-in-needed");
        }
    }

    @Test
    void whoeverGetsAnotherRoleIsToldByMailThatSomethingIsDifferentAndNotWhat() {
        var name = someone(Role.MEMBER);
        var address = name + "@example.org";
        give(root, name, "moderator").expect(200);
        give(root, name, "moderator").expect(200);
        var letters = forum.mails().to(address);
        assertEquals(1, letters.size());
        assertEquals("About your account", letters.get(0).subject());
        assertFalse(letters.get(0).text().contains("moderator"), letters.get(0).text());
        assertFalse(letters.get(0).text().contains(name), letters.get(0).text());
        give(root, name, "member").expect(200);
        assertEquals(2, forum.mails().to(address).size());
    }

    @Test
    void givingTheRoleThatSomebodyHasChangesNothing() {
        var name = someone(Role.SUPPORTER);
        var person = forum.signedIn(name, Role.SUPPORTER);
        var id = forum.account(person).toString();
        give(root, name, "supporter").expect(200);
        person.get("/me").expect(200);
        assertEquals(List.of(), forum.audited(id));
        give(root, name, "moderator").expect(200);
        give(root, name, "moderator").expect(200);
        assertEquals(List.of("role-changed-to-moderator"), forum.audited(id));
    }

    @Test
    void casesOfSomebodyWhoIsNoModeratorAnyMoreGoBackAtOnce() {
        var name = someone(Role.MODERATOR);
        var moderator = forum.signedIn(name, Role.MODERATOR);
        var post = forum.thread(forum.alice()).post();
        var found = forum.raise(Target.of(PostId.of(post)), Source.REPORT, Priority.P1, false);
        claim(moderator, found).expect(200);
        var answer = give(root, name, "member").expect(200);
        assertEquals(1, answer.at("/handedBack").asInt());
        var page = forum.mo().get("/cases/" + found).expect(200);
        assertEquals("open", page.text("/case/state"));
        claim(forum.mo(), found).expect(200);
        handBack(forum.mo(), found).expect(200);
    }

    @Test
    void nobodyChangesTheirOwnRole() {
        give(root, "root", "member").expectProblem(422, "own-account");
        give(root, "ROOT", "admin").expectProblem(422, "own-account");
        root.get("/audit-log").expect(200);
    }

    @Test
    void twoAdminsWhoTakeEachOthersRoleLeaveOne() {
        for (int round = 0; round < 3; round++) {
            var names = List.of(someone(Role.ADMIN), someone(Role.ADMIN));
            var admins =
                    names.stream().map(name -> forum.signedIn(name, Role.ADMIN)).toList();
            var answers = Together.times(2, i -> give(admins.get(i), names.get(1 - i), "member"));
            var statuses = answers.stream().map(Answer::status).sorted().toList();
            assertEquals(200, statuses.get(0));
            assertNotEquals(200, statuses.get(1));
            var roles = forum.db()
                    .read(tx -> tx.select(ACCOUNT.ROLE)
                            .from(ACCOUNT)
                            .where(ACCOUNT.USERNAME.in(names))
                            .fetchSet(ACCOUNT.ROLE));
            assertEquals(Set.of("member", "admin"), roles);
        }
    }

    @Test
    void onlyAdminsGiveRolesAndOnlyThoseThereAre() {
        var unused = forum.bob();
        give(forum.mo(), "bob", "admin").expectProblem(403, "not-allowed");
        give(forum.alice(), "bob", "admin").expectProblem(403, "not-allowed");
        give(root, "nobody-here", "member").expectProblem(404, "not-found");
        var wrong = root.put("/members/bob/role", Map.of("role", "owner", "reason", "because", "admin", true))
                .expect(400);
        assertTrue(wrong.wrongPlaces().containsAll(List.of("/role", "/reason", "/admin")), wrong::body);
    }

    private static String someone(Role role) {
        var name = "someone-" + COUNT.incrementAndGet();
        var unused = forum.signedIn(name, role);
        return name;
    }

    private static Answer give(Client admin, String username, String role) {
        return admin.put("/members/" + username + "/role", Map.of("role", role, "reason", "other-duties"));
    }
}
