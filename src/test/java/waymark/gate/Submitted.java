package waymark.gate;

import java.util.List;
import java.util.Optional;
import waymark.TestForum;
import waymark.ids.SessionId;
import waymark.ids.SubmissionId;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.http.Versions;
import waymark.threads.Published;

/** What tests do with what waits, without the routes by which moderators decide. */
public final class Submitted {

    private Submitted() {}

    public static Published approve(TestForum forum, String id) {
        return approve(forum, id, Versions.Expected.ANY);
    }

    public static Published approve(TestForum forum, String id, Versions.Expected expected) {
        var mo = forum.account(forum.mo());
        var member = new Member(mo, "mo", Role.MODERATOR, new SessionId(mo.value()), Optional.empty());
        return forum.db().write(tx -> forum.submissions().approve(tx, SubmissionId.of(id), member, expected));
    }

    public static void giveBack(TestForum forum, String id, String message) {
        var unused = forum.db()
                .write(tx -> forum.submissions().giveBack(tx, SubmissionId.of(id), Versions.Expected.ANY, message));
    }

    /** Category, priority and sources of the case about it, if there is one. */
    public static List<String> cases(TestForum forum, String target) {
        return forum.db().read(tx -> tx.fetch("""
                        select c.category || ' ' || c.priority || ' ' || string_agg(s.source, ' ' order by s.at, s.id) as told
                          from moderation_case c join case_source s on s.case_id = c.id
                         where c.target_id = ?::uuid group by c.id
                        """, target).getValues("told", String.class));
    }
}
