package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.accounts.SessionRules;
import waymark.accounts.Sessions;
import waymark.platform.access.Role;
import waymark.platform.http.ContractRoute;
import waymark.testing.Client;

/** Who looks after the forum does so with a second factor, or not at all. */
class StaffSecondFactorTest {

    @RegisterExtension
    static final TestForum forum = TestForum.withSessions(SessionRules.DEFAULT);

    @Test
    void noRouteOfTheTeamIsOpenToASessionWithoutIt() {
        var admin = withPasswordAlone("root", Role.ADMIN);
        var moderator = withPasswordAlone("max", Role.MODERATOR);
        var surprises = new TreeMap<String, String>();
        int count = 0;
        for (var route : ContractRoute.all()) {
            if (!Set.of("moderator", "admin").contains(route.access())) {
                continue;
            }
            count++;
            // Nothing is there; who may not come in is told so before anything is looked for.
            var target = "/" + route.path().replaceAll("\\{[^}]+}", "0190a0a0-0000-7000-8000-000000000000");
            for (var caller : Set.of(admin, moderator)) {
                var answer = caller.send(route.method(), target, null);
                if (answer.status() != 403 || !answer.text("/code").equals("second-factor-needed")) {
                    surprises.put(route.toString(), answer.status() + " " + answer.body());
                }
            }
        }
        assertEquals(Map.of(), surprises);
        assertTrue(count > 50, "only " + count + " routes of the team");
    }

    @Test
    void withoutItSomebodyFromTheTeamIsAMemberLikeOthers() {
        var max = withPasswordAlone("max-2", Role.MODERATOR);
        var started = forum.thread(max);
        var removed = forum.thread(forum.alice());
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + removed.post() + "/removal", TestForum.removal("Not here."))
                .expect(200);
        forum.mo().get("/threads/" + removed.thread()).expect(200);
        max.get("/posts/" + removed.post()).expectProblem(404, "not-found");
        max.get("/posts/" + started.post()).expect(200);
        assertEquals("moderator", max.get("/me").expect(200).text("/account/role"));
    }

    @Test
    void settingItUpOpensTheRoutesOfTheTeamAndTakingItOffClosesThem() {
        var max = withPasswordAlone("max-3", Role.MODERATOR);
        max.get("/cases").expectProblem(403, "second-factor-needed");
        var app = forum.secondFactor(max);
        max.get("/cases").expect(200);
        forum.clock().advance(Duration.ofMinutes(1));
        var signedIn = forum.guest()
                .post("/sessions", Map.of("username", "max-3", "password", TestForum.PASSWORD, "totp", app.code()))
                .expect(201);
        new Client(forum.port(), Optional.of(signedIn.text("/session/token")))
                .get("/cases")
                .expect(200);
        forum.clock().advance(Duration.ofMinutes(1));
        var body = "{\"password\":\"" + TestForum.PASSWORD + "\",\"code\":\"" + app.code() + "\"}";
        max.send("DELETE", "/me/totp", body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .expect(204);
        max.get("/cases").expectProblem(403, "second-factor-needed");
    }

    @Test
    void sessionsOfTheTeamEndSooner() {
        var idle = forum.signedIn("idle", Role.MODERATOR);
        var used = forum.signedIn("used", Role.MODERATOR);
        var supporter = forum.signedIn("sol", Role.SUPPORTER);
        for (int hours = 11; hours < 7 * 24; hours += 11) {
            forum.clock().advance(Duration.ofHours(11));
            used.get("/cases").expect(200);
        }
        idle.get("/me").expectProblem(401, "sign-in-needed");
        forum.clock().advance(Duration.ofHours(5));
        used.get("/me").expectProblem(401, "sign-in-needed");
        supporter.get("/me").expect(200);
    }

    @Test
    void aSessionGetsShorterWithTheRole() {
        var rose = forum.member("rose");
        var account = forum.account(rose);
        int unused = forum.db()
                .write(tx -> tx.execute("update account set role = 'moderator' where id = ?", account.value()));
        rose.get("/cases").expectProblem(403, "second-factor-needed");
        forum.clock().advance(Duration.ofHours(13));
        rose.get("/me").expectProblem(401, "sign-in-needed");
    }

    private static Client withPasswordAlone(String name, Role role) {
        var account = forum.account(forum.signedIn(name, role));
        var opening = new Sessions.Opening(Optional.empty(), false);
        var session = forum.db().write(tx -> forum.sessions().open(tx, account, opening));
        return new Client(forum.port(), Optional.of(session.token()));
    }
}
