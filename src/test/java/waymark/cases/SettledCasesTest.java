package waymark.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.CASE_EVENT;
import static waymark.schema.Tables.CASE_SOURCE;
import static waymark.schema.Tables.LEGAL_HOLD;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.testing.CaseDesk.NO_ACTION;
import static waymark.testing.CaseDesk.claim;
import static waymark.testing.CaseDesk.decide;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Client;

/** What a case said of somebody's worst day is not said of them for ever. */
class SettledCasesTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** Others in each test: sessions end while the clock goes on. */
    private final Client bob = forum.member("bob-" + COUNT.incrementAndGet());

    private final AccountId account = forum.account(bob);
    private final Client mo = moderator();
    private final String post = forum.thread(bob).post();

    private CaseId id = new CaseId(new UUID(0, 0));
    private String day = "";

    @BeforeEach
    void aCaseAboutACrisisIsDecided() {
        day = LocalDate.ofInstant(forum.clock().instant(), ZoneOffset.UTC).toString();
        id = raise();
        claim(mo, id).expect(200);
        mo.with("If-Match", "*")
                .put("/cases/" + id + "/escalation", Map.of("note", "They sounded desperate to me."))
                .expect(200);
        var lead = forum.signedIn("lead-" + COUNT.get(), Role.ADMIN);
        decide(lead, id, NO_ACTION).expect(201);
    }

    @AfterEach
    void theNextOneFindsNoneOfThese() {
        forum.db().write(tx -> tx.deleteFrom(LEGAL_HOLD).execute());
        answerAppeals();
        forum.clock().advance(SettledCases.KEPT);
        int unused = forum.settledCases().detach();
    }

    @Test
    void afterTwoYearsItOnlySaysThatThereWasOne() {
        forum.clock().advance(SettledCases.KEPT.minusMillis(1));
        assertEquals(0, forum.settledCases().detach());
        assertEquals(1, said());

        forum.clock().advance(Duration.ofMillis(1));
        assertEquals(1, forum.settledCases().count());
        assertEquals(1, forum.settledCases().detach());
        assertEquals(0, forum.settledCases().detach());
        assertEquals(0, said());
        var page = moderator().get("/cases/" + id).expect(200);
        assertEquals("other", page.text("/case/category"));
        assertEquals("P3", page.text("/case/priority"));
        assertEquals("[]", page.at("/case/sources").toString());
        assertEquals("[]", page.at("/events").toString());
        boolean notes = forum.db().read(tx -> tx.fetchExists(CASE_EVENT, CASE_EVENT.NOTE.contains("desperate")));
        assertFalse(notes);
    }

    @Test
    void whatItSaidGoesOnBeingCounted() {
        forum.clock().advance(SettledCases.KEPT);
        var figures = "/statistics/moderation?from=" + day + "&to=" + day;
        var before = moderator().get(figures).expect(200).json();
        var kinds = crises();
        assertTrue(before.toString().contains("\"opened\":1"), before.toString());
        assertEquals(1, forum.settledCases().detach());
        assertEquals(before, moderator().get(figures).expect(200).json());
        assertEquals(kinds, crises());
    }

    @Test
    void whatIsCountedOnlyIsFoundByNobody() {
        forum.clock().advance(SettledCases.KEPT);
        assertEquals(1, forum.settledCases().detach());
        var counted = forum.db()
                .read(tx -> tx.select(MODERATION_CASE.ID)
                        .from(MODERATION_CASE)
                        .where(MODERATION_CASE.SUBJECT_ID.isNull())
                        .fetch(MODERATION_CASE.ID));
        var someone = moderator();
        for (var each : counted) {
            someone.get("/cases/" + each).expectProblem(404, "not-found");
            claim(someone, each).expectProblem(404, "not-found");
        }
        assertTrue(someone.get("/cases?state=resolved&limit=100").texts("/items", "/id").stream()
                .noneMatch(shown -> counted.contains(CaseId.of(shown))));
    }

    @Test
    void whatIsRaisedOnceMoreOpensItAgain() {
        forum.clock().advance(SettledCases.KEPT);
        assertEquals(1, forum.settledCases().detach());
        assertEquals(id, raise());
        var page = moderator().get("/cases/" + id).expect(200);
        assertEquals("crisis", page.text("/case/category"));
        assertEquals("P1", page.text("/case/priority"));
        assertEquals(1, page.at("/case/sources").size());
        assertEquals(List.of("reopened"), page.texts("/events", "/kind"));
        forum.clock().advance(SettledCases.KEPT);
        assertEquals(0, forum.settledCases().detach());
        forum.setState(id, CaseState.RESOLVED);
    }

    @Test
    void whileTheLawWantsItKeptItStaysAsItWas() {
        forum.hold(account);
        forum.clock().advance(SettledCases.KEPT);
        assertEquals(0, forum.settledCases().detach());
        assertEquals(1, said());
    }

    @Test
    void whileAnAppealIsOpenItStaysAsItWas() {
        int made = forum.db().write(tx -> tx.execute("""
                        insert into appeal (decision_id, message, made_at, state)
                        select id, 'Please look again.', decided_at, 'open' from decision where case_id = ?::uuid""", id.value()));
        assertEquals(1, made);
        forum.clock().advance(SettledCases.KEPT);
        assertEquals(0, forum.settledCases().detach());
        answerAppeals();
        assertEquals(1, forum.settledCases().detach());
    }

    private CaseId raise() {
        var target = Target.of(new PostId(UUID.fromString(post)));
        var raise = Raise.of(target, account, Source.SIGNPOSTING, CaseCategory.CRISIS, Priority.P1);
        return forum.db().write(tx -> forum.cases().raise(tx, raise));
    }

    private static void answerAppeals() {
        forum.db()
                .write(tx -> tx.update(APPEAL)
                        .set(APPEAL.STATE, "confirmed")
                        .set(APPEAL.ANSWERED_BY, APPEAL.DECISION_ID)
                        .execute());
    }

    private static Client moderator() {
        return forum.signedIn(
                "mod-" + COUNT.get() + "-" + forum.clock().instant().toEpochMilli(), Role.MODERATOR);
    }

    /** What raised cases about this member. */
    private int said() {
        return forum.db()
                .read(tx -> tx.fetchCount(tx.selectOne()
                        .from(CASE_SOURCE)
                        .join(MODERATION_CASE)
                        .on(MODERATION_CASE.ID.eq(CASE_SOURCE.CASE_ID))
                        .where(MODERATION_CASE.SUBJECT_ID.eq(account))));
    }

    private static int crises() {
        return forum.db()
                .read(tx -> tx.fetchCount(tx.selectOne()
                        .from(CASE_SOURCE)
                        .join(CASE_EVENT)
                        .on(CASE_EVENT.CASE_ID.eq(CASE_SOURCE.CASE_ID).and(CASE_EVENT.AT.eq(CASE_SOURCE.AT)))
                        .where(CASE_SOURCE.CATEGORY.eq("crisis"))));
    }
}
