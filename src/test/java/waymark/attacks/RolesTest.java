package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.platform.http.ContractRoute;
import waymark.platform.http.Stage;
import waymark.testing.LogCapture;

/** Mallory wants to be more than a member is, or to write what nobody can choose. */
class RolesTest {

    @RegisterExtension
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Watch watch = new Watch(logged);

    @BeforeAll
    static void somebodyHasJoined() {
        Stage.signUp(forum);
    }

    @Test
    void joiningAsAnAdmin() {
        var body =
                ContractRoute.named("signUp").example().put("username", "heron").put("role", "admin");
        watch.refused(400, "invalid-request", forum.guest().post("/accounts", body));
        watch.refused(404, "not-found", forum.alice().get("/members/heron"));
    }

    @Test
    void makingOneselfAModerator() {
        for (var field : List.of("role", "roles", "isAdmin", "admin", "id", "verified", "createdAt")) {
            var mallory = forum.member("mallory");
            watch.refused(
                    400, "invalid-request", mallory.with("If-Match", "*").patch("/me", Map.of(field, "moderator")));
            assertEquals("member", mallory.get("/me").text("/account/role"));
        }
    }

    @Test
    void claimingARoleInAHeader() {
        for (var header : List.of(
                "X-Role", "X-User", "X-Forwarded-User", "X-Remote-User", "X-Admin", "Remote-User", "X-Account-Id")) {
            watch.refused(
                    403,
                    "not-allowed",
                    forum.member("mallory").with(header, "admin").get("/audit-log"));
            watch.refused(
                    401, "sign-in-needed", forum.guest().with(header, "mo").get("/cases"));
        }
    }

    @Test
    void claimingARoleInTheQuery() {
        watch.refused(403, "not-allowed", forum.member("mallory").get("/cases?role=moderator&admin=true"));
    }

    @Test
    void callingWhatIsForModerators() {
        for (var operation : List.of("removePost", "lockThread", "listCases", "addWatchedWord", "restrictMember")) {
            var request = Stage.of(forum, "somebody").request(ContractRoute.named(operation));
            watch.refused(403, "not-allowed", request.sendBy(forum.member("mallory")));
            watch.refused(401, "sign-in-needed", request.sendBy(forum.guest()));
        }
    }

    @Test
    void callingWhatIsForAdminsAsAModerator() {
        for (var operation : List.of("listAuditLog", "verifyAuditLog", "changeStaffedHours", "listRecusals")) {
            var request = Stage.of(forum, "somebody").request(ContractRoute.named(operation));
            watch.refused(403, "not-allowed", request.sendBy(forum.mo()));
        }
    }

    @Test
    void restrictingALeadAsAModerator() {
        var root = forum.signedIn("root", Role.ADMIN);
        var body = ContractRoute.named("restrictMember").example();
        body.put("until", forum.clock().instant().plusSeconds(3600).toString());
        watch.refusedSomehow(forum.mo().with("If-Match", "*").put("/members/root/restriction", body));
        root.get("/audit-log").expect(200);
    }

    @Test
    void publishingOnesOwnProposalAlone() {
        var stage = Stage.of(forum, "somebody");
        var own = forum.mo()
                .post(
                        "/signposting/catalogue/versions",
                        Objects.requireNonNull(stage.request(ContractRoute.named("proposeCatalogueVersion"))
                                .body()));
        var version = own.expect(201).text("/catalogueVersion/version");
        watch.refused(422, "own-proposal", forum.mo().put("/signposting/catalogue/versions/" + version + "/approval"));
    }

    @Test
    void decidingWhatNobodyCanChooseAboutAPost() {
        for (var field : Map.<String, Object>of(
                        "author", "alice",
                        "likes", 1_000,
                        "state", "published",
                        "version", 99,
                        "html", "<script>",
                        "number", 1,
                        "createdAt", "2020-01-01T00:00:00Z",
                        "label", "verified")
                .entrySet()) {
            var body = new HashMap<String, Object>(Map.of("markdown", "Words"));
            body.put(field.getKey(), field.getValue());
            var thread = forum.thread(forum.alice()).thread();
            var answer = watch.refused(
                    400, "invalid-request", forum.member("mallory").post("/threads/" + thread + "/posts", body));
            assertEquals(List.of("/" + field.getKey()), answer.wrongPlaces());
            assertEquals(
                    1,
                    forum.guest()
                            .get("/threads/" + thread)
                            .at("/thread/postCount")
                            .asInt());
        }
    }

    @Test
    void pollutingThePrototype() {
        for (var field : List.of("__proto__", "constructor", "prototype", "@type", "@class", "$ref")) {
            watch.refused(
                    400,
                    "invalid-request",
                    forum.member("mallory")
                            .post(
                                    "/threads",
                                    Map.of(
                                            "title",
                                            "A title",
                                            "category",
                                            "recovery",
                                            "markdown",
                                            "Words",
                                            field,
                                            Map.of("role", "admin"))));
        }
    }

    @Test
    void readingMoreAboutOthersThanThereIsToSee() {
        var seen = forum.member("mallory").get("/members/mo").expect(200);
        assertNothingOf(seen.at("/member"), List.of("email", "password", "session", "token", "restriction"));
    }

    private static void assertNothingOf(JsonNode json, List<String> fields) {
        for (var field : fields) {
            assertTrue(json.findValues(field).isEmpty(), () -> field + " in " + json);
        }
    }
}
