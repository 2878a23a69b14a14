package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

class ProfileTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void aProfileHasANameARoleAndAMonth() {
        var unused = forum.mo();
        var shown = forum.alice().get("/members/MO").expect(200);
        assertEquals("mo", shown.text("/member/username"));
        assertEquals("moderator", shown.text("/member/role"));
        assertEquals(forum.clock().instant().toString().substring(0, 7), shown.text("/member/joined"));
        var fields = new TreeSet<String>();
        shown.at("/member").fieldNames().forEachRemaining(fields::add);
        assertTrue(Set.of("username", "role", "badge", "inMemoriam", "joined").containsAll(fields), fields::toString);
        assertFalse(shown.body().contains("@example.org"));
    }

    @Test
    void itSaysWhatTheViewerMayDo() {
        var unused = forum.bob();
        assertEquals(
                List.of("mute", "report"), forum.alice().get("/members/bob").texts("/viewer/actions", ""));
        forum.alice().put("/members/bob/mute").expect(200);
        var muted = forum.alice().get("/members/bob").expect(200);
        assertTrue(muted.at("/viewer/muted").asBoolean());
        assertEquals(List.of("unmute", "report"), muted.texts("/viewer/actions", ""));
        assertFalse(forum.bob().get("/members/alice").at("/viewer/muted").asBoolean());
        assertEquals(List.of(), forum.alice().get("/members/alice").texts("/viewer/actions", ""));
    }

    @Test
    void guestsAndNamesThatNobodyHasGetNone() {
        var unused = forum.alice();
        forum.guest().get("/members/alice").expectProblem(401, "sign-in-needed");
        forum.alice().get("/members/nobody-here").expectProblem(404, "not-found");
    }
}
