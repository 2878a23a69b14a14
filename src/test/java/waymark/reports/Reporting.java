package waymark.reports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
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

    /** The unresolved case about it, as Mo sees it in the list. */
    static Optional<String> findCase(TestForum forum, String target) {
        var cases = forum.mo().get("/cases?limit=100").expect(200).at("/items");
        return StreamSupport.stream(cases.spliterator(), false)
                .filter(each -> each.at("/target/id").asText().equals(target))
                .map(each -> each.path("id").asText())
                .findFirst();
    }

    static Answer showCase(TestForum forum, String target) {
        return forum.mo().get("/cases/" + findCase(forum, target).orElseThrow()).expect(200);
    }

    static CaseId caseAbout(TestForum forum, String target) {
        return CaseId.of(findCase(forum, target).orElseThrow());
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
