package waymark.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static waymark.schema.Tables.REPORT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.TestForum;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.PostId;
import waymark.ids.SessionId;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.http.Versions;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

/** What tests of reports do again and again. */
final class Reporting {

    private Reporting() {}

    static Map<String, Object> about(String type, String id, String reason) {
        return about(Map.of("type", type, type.equals("member") ? "username" : "id", id), reason);
    }

    static Map<String, Object> about(Map<String, String> target, String reason) {
        var body = new HashMap<String, Object>();
        body.put("target", target);
        body.put("reason", reason);
        return body;
    }

    static Map<String, Object> about(String type, String id, String reason, String message) {
        var body = about(type, id, reason);
        body.put("message", message);
        return body;
    }

    static Answer report(Client reporter, String type, String id, String reason) {
        return reporter.post("/reports", about(type, id, reason)).expect(201);
    }

    static Answer report(Client reporter, String type, String id, String reason, String message) {
        return reporter.post("/reports", about(type, id, reason, message)).expect(201);
    }

    static Answer read(Client reader, Answer filed) {
        return reader.get("/reports/" + filed.text("/report/receipt")).expect(200);
    }

    static Answer showCase(TestForum forum, String target) {
        return forum.mo()
                .get("/cases/" + CaseDesk.caseAbout(forum.mo(), target))
                .expect(200);
    }

    static CaseId caseAbout(TestForum forum, String target) {
        return CaseId.of(CaseDesk.caseAbout(forum.mo(), target));
    }

    static List<CaseReport> reports(TestForum forum, String target) {
        var id = caseAbout(forum, target);
        return forum.db().read(tx -> forum.reports().of(tx, id));
    }

    static int countIn(TestForum forum, CaseId id) {
        return forum.db().read(tx -> tx.fetchCount(REPORT, REPORT.CASE_ID.eq(id)));
    }

    static void refused(TestForum forum, String place, Map<String, Object> body) {
        var answer = forum.bob().post("/reports", body).expectProblem(422, "invalid-value");
        assertEquals(List.of(place), answer.wrongPlaces());
    }

    /** Brings a case to an end, as Mo. */
    static void decide(TestForum forum, CaseId id, Outcome outcome) {
        var mo = moderator(forum);
        forum.db().<Boolean>write(tx -> decide(forum, tx, id, mo, outcome));
    }

    /** The same, as part of a transaction. */
    static boolean decide(TestForum forum, DSLContext tx, CaseId id, Member moderator, Outcome outcome) {
        var held = forum.caseWork().lockForDecision(tx, id, moderator, Versions.Expected.ANY);
        forum.caseWork().resolve(tx, held, moderator);
        forum.reports().settle(tx, id, outcome);
        return true;
    }

    static Member moderator(TestForum forum) {
        AccountId mo = forum.account(forum.mo());
        return new Member(mo, "mo", Role.MODERATOR, new SessionId(UUID.randomUUID()), Optional.empty());
    }

    static Target post(String id) {
        return Target.of(PostId.of(id));
    }
}
