package waymark.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.testing.CaseDesk.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.Priority;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

class AuditLogTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String moderationCase = "";

    @BeforeEach
    void thereIsACase() {
        var target = Target.of(new PostId(UUID.randomUUID()));
        moderationCase =
                forum.raise(target, Source.SIGNPOSTING, Priority.P2, false).toString();
    }

    @Test
    void whatModeratorsDoWithCasesStandsInTheLog() {
        act("PUT", "claim", null);
        act("DELETE", "claim", null);
        act("PUT", "waiting", Map.of("until", "2026-03-12T12:00:00Z", "note", "Words for colleagues only."));
        act("PUT", "escalation", Map.of("note", "Words for a lead only."));

        var log = log("case=" + moderationCase);
        assertEquals(
                List.of("case-escalated", "case-waiting", "case-handed-back", "case-claimed"),
                log.texts("/items", "/action"));
        assertEquals(List.of("mo", "mo", "mo", "mo"), log.texts("/items", "/actor"));
        assertEquals(List.of("case", "case", "case", "case"), log.texts("/items", "/targetType"));
        assertEquals(moderationCase, log.text("/items/0/target"));
        assertEquals(moderationCase, log.text("/items/0/case"));
        assertEquals(forum.clock().instant().toString(), log.text("/items/0/at"));
        assertFalse(log.body().contains("Words for"));
    }

    @Test
    void keepingACaseLongerIsNothingNew() {
        act("PUT", "claim", null);
        act("PUT", "claim", null);
        assertEquals(List.of("case-claimed"), log("case=" + moderationCase).texts("/items", "/action"));
    }

    @Test
    void whatWasRefusedDidNotHappen() {
        CaseDesk.claim(forum.mo(), moderationCase, "\"7\"").expectProblem(412, "stale-version");
        assertEquals(0, log("case=" + moderationCase).at("/items").size());
    }

    @Test
    void numbersAreWithoutAGapAndReadingIsAnEntryToo() {
        act("PUT", "claim", null);
        var first = log("");
        var second = log("");

        assertEquals("audit-log-read", second.text("/items/0/action"));
        assertEquals("audit-log", second.text("/items/0/targetType"));
        assertEquals("ada-the-admin", second.text("/items/0/actor"));
        assertFalse(second.at("/items/0").has("target"));
        assertEquals(
                first.at("/items/0/number").asLong() + 1,
                second.at("/items/0/number").asLong());
        assertNotEquals(first.text("/items/0/hash"), second.text("/items/0/hash"));
    }

    @Test
    void oneCanAskForAPersonAnActionAndAThing() {
        act("PUT", "claim", null);
        var max = forum.signedIn("max", Role.MODERATOR);
        var other = forum.raise(Target.of(new PostId(UUID.randomUUID())), Source.SIGNPOSTING, Priority.P2, false);
        claim(max, other).expect(200);

        assertEquals(List.of(other.toString()), log("actor=MAX").texts("/items", "/target"));
        assertEquals(List.of(moderationCase), log("target=" + moderationCase).texts("/items", "/target"));
        assertTrue(log("action=case-claimed&actor=max").at("/items").size() > 0);
        assertEquals(0, log("action=case-escalated&actor=max").at("/items").size());
        assertEquals(0, log("actor=nobody").at("/items").size());
    }

    @Test
    void aWalkShowsEveryEntryOnceWhileTheLogGrows() {
        for (int i = 0; i < 3; i++) {
            act("PUT", "claim", null);
            act("DELETE", "claim", null);
        }
        var seen = new ArrayList<String>();
        var page = log("limit=2&case=" + moderationCase);
        seen.addAll(page.texts("/items", "/action"));
        while (!page.at("/next").isNull()) {
            page = log("limit=2&case=" + moderationCase + "&cursor=" + page.text("/next"));
            seen.addAll(page.texts("/items", "/action"));
        }
        assertEquals(
                List.of(
                        "case-handed-back",
                        "case-claimed",
                        "case-handed-back",
                        "case-claimed",
                        "case-handed-back",
                        "case-claimed"),
                seen);
        var back = log("limit=2&case=" + moderationCase + "&cursor=" + page.text("/previous"));
        assertEquals(2, back.at("/items").size());
        assertTrue(
                back.at("/items/1/number").asLong() > page.at("/items/0/number").asLong());
    }

    @Test
    void onlyAdminsReadIt() {
        for (var path : List.of("/audit-log", "/audit-log/verification")) {
            forum.guest().get(path).expectProblem(401, "sign-in-needed");
            forum.alice().get(path).expectProblem(403, "not-allowed");
            forum.mo().get(path).expectProblem(403, "not-allowed");
        }
    }

    @Test
    void whatCannotBeAskedForIsSaid() {
        assertEquals(List.of("/actor"), refused("/audit-log?actor=a%20b"));
        assertEquals(List.of("/target"), refused("/audit-log?target=mo"));
        assertEquals(List.of("/reason"), refused("/audit-log?reason=abuse"));
        assertEquals(List.of("/number"), refused("/audit-log/verification?number=1"));
        assertEquals(List.of("/hash"), refused("/audit-log/verification?hash=" + "0".repeat(64)));
        assertEquals(List.of("/hash"), refused("/audit-log/verification?number=1&hash=0"));
    }

    private static List<String> refused(String path) {
        return admin().get(path).expectProblem(400, "invalid-request").wrongPlaces();
    }

    private void act(String method, String what, @Nullable Object body) {
        var client = forum.mo().with("If-Match", "*");
        var path = "/cases/" + moderationCase + "/" + what;
        var answer = body == null ? client.send(method, path, null) : client.put(path, body);
        answer.expect(200);
    }

    private static Answer log(String query) {
        return admin().get("/audit-log?" + query).expect(200);
    }

    private static Client admin() {
        return forum.signedIn("ada-the-admin", Role.ADMIN);
    }
}
