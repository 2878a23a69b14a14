package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.operations.DemoContent;

class DemoContentTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void theDemoFillsAnEmptyForumOnceWithEverythingThereIsToSee() {
        assertFalse(DemoContent.isIn(forum.db()));
        App.loadDemo(forum.db(), forum.clock());
        assertTrue(DemoContent.isIn(forum.db()));

        var threads = forum.bob().get("/threads?limit=100").expect(200);
        assertTrue(threads.at("/items").size() >= 12);
        assertTrue(forum.guest().get("/threads?limit=100").at("/items").size()
                < threads.at("/items").size());
        assertTrue(forum.guest().get("/threads?sort=unanswered").at("/items").size() >= 2);
        assertTrue(count("post") >= 80);
        assertTrue(count("post_like") > 0
                && count("post_mention") > 0
                && count("post_quote") > 0
                && count("post_revision") > 0);
        assertEquals(0, count("post where created_at > '" + forum.clock().instant() + "'"));

        var posts = count("post");
        App.loadDemo(forum.db(), forum.clock());
        assertEquals(posts, count("post"));
    }

    private static int count(String what) {
        return forum.db()
                .read(tx -> tx.fetchSingle("select count(*)::int from " + what).get(0, Integer.class));
    }
}
