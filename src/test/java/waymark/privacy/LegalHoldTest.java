package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.AUDIT_ENTRY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Root is an admin. */
class LegalHoldTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Client root = forum.signedIn("root", Role.ADMIN);

    @Test
    void anAdminHoldsSomebodyAndLetsGo() {
        var name = someone();
        var id = forum.account(forum.member(name)).toString();

        var held = hold(name, "police-request").expect(200);
        assertEquals(name, held.text("/legalHold/username"));
        assertEquals("police-request", held.text("/legalHold/reason"));
        assertTrue(listed(name));

        root.delete("/members/" + name + "/legal-hold").expect(204);
        assertFalse(listed(name));
        assertEquals(List.of("legal-hold-imposed", "legal-hold-lifted"), forum.audited(id));
    }

    @Test
    void holdingAgainChangesTheReasonAndLettingGoAgainNothing() {
        var name = someone();
        var id = forum.account(forum.member(name)).toString();
        hold(name, "safeguarding").expect(200);
        assertEquals("court-order", hold(name, "court-order").expect(200).text("/legalHold/reason"));
        assertEquals(
                1,
                root.get("/legal-holds?limit=100").texts("/items", "/username").stream()
                        .filter(name::equals)
                        .count());

        root.delete("/members/" + name + "/legal-hold").expect(204);
        root.delete("/members/" + name + "/legal-hold").expect(204);
        assertEquals(List.of("legal-hold-imposed", "legal-hold-imposed", "legal-hold-lifted"), forum.audited(id));
    }

    @Test
    void theLogSaysWhy() {
        var name = someone();
        var account = forum.account(forum.member(name)).value();
        hold(name, "legal-claim").expect(200);
        var reasons = forum.db()
                .read(tx -> tx.select(AUDIT_ENTRY.REASON)
                        .from(AUDIT_ENTRY)
                        .where(AUDIT_ENTRY.TARGET_ID.eq(account))
                        .fetch(AUDIT_ENTRY.REASON));
        assertEquals(List.of("legal-claim"), reasons);
    }

    @Test
    void theListHasTheLatestFirstAndReadingItIsWrittenDown() {
        var first = someone();
        var second = someone();
        forum.clock().advance(Duration.ofMinutes(1));
        hold(first, "regulator-request").expect(200);
        forum.clock().advance(Duration.ofMinutes(1));
        hold(second, "serious-incident").expect(200);

        int read = read();
        var page = root.get("/legal-holds?limit=1").expect(200);
        assertEquals(List.of(second), page.texts("/items", "/username"));
        var next = root.get("/legal-holds?limit=1&cursor=" + page.text("/next")).expect(200);
        assertEquals(List.of(first), next.texts("/items", "/username"));
        assertEquals(read + 2, read());
    }

    @Test
    void whoIsHeldReadsItNowhere() {
        var name = someone();
        var person = forum.member(name);
        var before = person.get("/me").expect(200).body();
        hold(name, "police-request").expect(200);
        assertEquals(before, person.get("/me").expect(200).body());
        assertFalse(forum.alice().get("/members/" + name).expect(200).body().contains("police"));
    }

    @Test
    void nobodyButAnAdminHoldsOrReads() {
        var name = someone();
        for (var other : List.of(forum.alice(), forum.mo(), forum.signedIn("sol", Role.SUPPORTER))) {
            other.put("/members/" + name + "/legal-hold", Map.of("reason", "court-order"))
                    .expectProblem(403, "not-allowed");
            other.delete("/members/" + name + "/legal-hold").expectProblem(403, "not-allowed");
            other.get("/legal-holds").expectProblem(403, "not-allowed");
        }
        assertFalse(listed(name));
    }

    @Test
    void whoIsNotThereCannotBeHeldAndTheReasonIsOneOfTheList() {
        hold("nobody-here", "court-order").expectProblem(404, "not-found");
        root.delete("/members/nobody-here/legal-hold").expectProblem(404, "not-found");
        var name = someone();
        assertEquals(List.of("/reason"), hold(name, "curiosity").expect(422).wrongPlaces());
        assertFalse(listed(name));
    }

    private static String someone() {
        var name = "somebody-" + COUNT.incrementAndGet();
        var unused = forum.member(name);
        return name;
    }

    private static int read() {
        return forum.db().read(tx -> tx.fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.ACTION.eq("legal-holds-read")));
    }

    private Answer hold(String username, String reason) {
        return root.put("/members/" + username + "/legal-hold", Map.of("reason", reason));
    }

    private boolean listed(String username) {
        return root.get("/legal-holds?limit=100")
                .expect(200)
                .texts("/items", "/username")
                .contains(username);
    }
}
