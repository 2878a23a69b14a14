package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.MODERATION_CASE;

import java.util.Map;
import java.util.Optional;
import waymark.TestForum;
import waymark.cases.CaseState;
import waymark.cases.Raise;

/** What moderators do with cases, which tests do again and again; whatever version they have read, unless it is said. */
public final class CaseDesk {

    /** A decision that needs nothing else. */
    public static final Map<String, String> NO_ACTION = Map.of("action", "no-action", "reason", "nothing-wrong");

    private CaseDesk() {}

    /** Brings to an end whatever there is, so that a test finds only its own. */
    public static void clear(TestForum forum) {
        int unused = forum.db()
                .write(tx -> tx.update(MODERATION_CASE)
                        .set(MODERATION_CASE.STATE, CaseState.RESOLVED.code())
                        .set(MODERATION_CASE.ESCALATED, false)
                        .setNull(MODERATION_CASE.ASSIGNEE_ID)
                        .setNull(MODERATION_CASE.HELD_UNTIL)
                        .set(MODERATION_CASE.RESOLVED_AT, forum.clock().instant())
                        .execute());
    }

    /** Raises a case, which no route does. */
    public static String raise(TestForum forum, Raise raise) {
        return forum.db().write(tx -> forum.cases().raise(tx, raise)).toString();
    }

    /** The case about it, if this moderator is shown one; it has to be among the first hundred. */
    public static Optional<String> find(Client moderator, String target) {
        var list = moderator.get("/cases?limit=100").expect(200);
        int at = list.texts("/items", "/target/id").indexOf(target);
        if (at < 0) {
            assertTrue(list.at("/next").isNull(), () -> "not among the first hundred cases: " + target);
            return Optional.empty();
        }
        return Optional.of(list.text("/items/" + at + "/id"));
    }

    public static String caseAbout(Client moderator, String target) {
        return find(moderator, target).orElseThrow();
    }

    public static Answer claim(Client moderator, Object id) {
        return claim(moderator, id, "*");
    }

    /** @param version as it stands in {@code If-Match} */
    public static Answer claim(Client moderator, Object id, String version) {
        return moderator.with("If-Match", version).put("/cases/" + id + "/claim");
    }

    public static Answer handBack(Client moderator, Object id) {
        return moderator.with("If-Match", "*").delete("/cases/" + id + "/claim");
    }

    public static Answer decide(Client moderator, Object id, Map<String, ?> decision) {
        return decide(moderator, id, "*", decision);
    }

    /** @param version as it stands in {@code If-Match} */
    public static Answer decide(Client moderator, Object id, String version, Map<String, ?> decision) {
        return moderator.with("If-Match", version).post("/cases/" + id + "/decision", decision);
    }
}
