package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

class MatchRetentionTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void whatWasFoundIsForgottenAfterTwelveMonths() {
        var thread = forum.thread(forum.bob()).thread();
        var posted = forum.clock().instant();
        var old = forum.reply(forum.alice(), thread, "I want to die");
        forum.clock().advance(Duration.ofSeconds(1));
        var younger = forum.reply(forum.alice(), thread, "I want to die");

        forum.clock()
                .set(posted.atZone(ZoneOffset.UTC).plusMonths(12).toInstant().minusMillis(1));
        assertEquals(List.of(old, younger), targets());
        forum.clock().advance(Duration.ofMillis(1));
        assertEquals(List.of(younger), targets());
        forum.clock().advance(Duration.ofSeconds(1));
        assertEquals(List.of(), targets());

        // The post itself and its case stay.
        forum.guest().get("/posts/" + old).expect(200);
        assertEquals(2, forum.mo().get("/cases").at("/items").size());
        assertEquals(0, forum.mo().get("/cases").at("/items/0/signposts").size());
    }

    private static List<String> targets() {
        var unused = forum.retention().run();
        return forum.db()
                .read(tx -> tx.fetch("select target_id::text from signposting_match order by matched_at")
                        .getValues(0, String.class));
    }
}
