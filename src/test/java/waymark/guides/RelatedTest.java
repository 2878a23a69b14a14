package waymark.guides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Client;

/** Between the sections of a guide stands what members wrote about the same subjects, and guests may read. */
class RelatedTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String BODY = "It began on a Monday. I slept a lot. Now I walk again.";

    @BeforeEach
    void nothingIsThere() {
        int unused = forum.db().write(tx -> tx.execute("""
                delete from thread_tag;
                delete from story_publication;
                """));
    }

    @Test
    void threadsWithATopicOfTheSectionStandBesideIt() {
        var thread = start("How tired is tired?", "recovery", "fatigue");
        var reply = forum.reply(forum.bob(), thread, "Very.");

        assertEquals(List.of("How tired is tired?"), threads("getting-better", "fatigue"));
        assertEquals(List.of("How tired is tired?"), threads("getting-better", "fitness"));
        assertEquals(List.of(), threads("getting-better", "sex"));
        var link = related("getting-better", "fatigue").at("/threads/0");
        assertEquals(thread, link.path("id").asText());
        assertEquals(2, link.path("postCount").asInt());
        assertFalse(reply.isEmpty());
    }

    @Test
    void narrowerTagsCountToo() {
        var unused = start("Three times lucky", "recovery", "triple-hit-lymphoma");
        unused = start("Any lymphoma", "recovery", "lymphoma");

        assertEquals(List.of("Any lymphoma", "Three times lucky"), threads("words-explained", "lymphoma"));
        assertEquals(List.of("Three times lucky"), threads("words-explained", "dlbcl"));
        assertEquals(List.of(), threads("words-explained", "acute-lymphoblastic-leukaemia"));
    }

    @Test
    void theThreeWithTheLatestActivityAreShown() {
        var ids = new ArrayList<String>();
        for (int i = 1; i <= 5; i++) {
            ids.add(start("Sun cream " + i, "recovery", "skin-protection"));
            forum.clock().advance(Duration.ofMinutes(1));
        }
        assertEquals(
                List.of("Sun cream 5", "Sun cream 4", "Sun cream 3"), threads("getting-better", "skin-protection"));

        var unused = forum.reply(forum.bob(), ids.get(0), "And a hat.");

        assertEquals(
                List.of("Sun cream 1", "Sun cream 5", "Sun cream 4"), threads("getting-better", "skin-protection"));
    }

    @Test
    void aThreadThatManyOthersHaveOvertakenIsStillFound() {
        var quiet = start("The only one about it", "recovery", "sex");
        int many = forum.db().write(tx -> tx.execute("""
                insert into forum_thread (id, category_id, author_id, title, created_at, last_number, post_count,
                    last_post_at, awaiting_first_reply, version)
                  select gen_random_uuid(), category_id, author_id, 'One of many', created_at, 1, 1,
                      last_post_at + interval '1 hour', true, 1
                    from forum_thread, generate_series(1, 400) where id = ?::uuid
                """, quiet));
        assertEquals(400, many);

        assertEquals(List.of("The only one about it"), threads("getting-better", "sex"));
        int unused = forum.db().write(tx -> tx.execute("delete from forum_thread where title = 'One of many'"));
    }

    @Test
    void whatGuestsMayNotReadIsNotThere() {
        var removed = start("Soon to be removed", "recovery", "holidays");
        var deleted = start("Soon to be deleted", "recovery", "holidays");
        var hidden = start("For members only", "members-corner", "holidays");
        assertEquals(
                List.of("Soon to be deleted", "Soon to be removed"), sorted(threads("getting-better", "holidays")));

        forum.mo()
                .with("If-Match", "*")
                .put("/threads/" + removed + "/removal", TestForum.removal("Not here."))
                .expect(200);
        forum.alice().with("If-Match", "*").delete("/threads/" + deleted).expect(204);

        for (var reader : List.of(forum.guest(), forum.alice(), forum.mo())) {
            assertEquals(
                    List.of(),
                    titles(related(reader, "getting-better", "holidays").at("/threads")));
        }
        assertFalse(hidden.isEmpty());
    }

    @Test
    void storiesStandThereWithTheirPullQuotes() {
        var story = publish("Slowly does it", "everyone", "{fatigue}", Duration.ofDays(100));

        var link = related("getting-better", "fatigue").at("/stories/0");
        assertEquals(story, link.path("id").asText());
        assertEquals("Slowly does it", link.path("title").asText());
        assertEquals(
                "Jo, who had CAR T-cell therapy to treat follicular lymphoma",
                link.path("attribution").asText());
        assertEquals(List.of("I slept a lot.", "Now I walk again."), texts(link.path("pullQuotes")));
        // Its diagnosis is a topic as well, and counts where a section is about a broader one.
        assertEquals(
                List.of("Slowly does it"),
                titles(related("words-explained", "lymphoma").at("/stories")));
        assertEquals(List.of(), titles(related("getting-better", "sex").at("/stories")));
    }

    @Test
    void theThreeStoriesPublishedLastAreShown() {
        for (int i = 1; i <= 4; i++) {
            var unused = publish("Story " + i, "everyone", "{fatigue}", Duration.ofDays(100));
            forum.clock().advance(Duration.ofMinutes(1));
        }
        assertEquals(
                List.of("Story 4", "Story 3", "Story 2"),
                titles(related("getting-better", "fatigue").at("/stories")));
    }

    @Test
    void storiesForMembersAndStoriesWhoseConsentHasEndedAreNotThere() {
        var unused = publish("For members", "members", "{fatigue}", Duration.ofDays(100));
        unused = publish("Until tomorrow", "everyone", "{fatigue}", Duration.ofDays(1));
        assertEquals(
                List.of("Until tomorrow"),
                titles(related("getting-better", "fatigue").at("/stories")));
        assertEquals(
                List.of("Until tomorrow"),
                titles(related(forum.alice(), "getting-better", "fatigue").at("/stories")));

        forum.clock().advance(Duration.ofDays(1));

        assertEquals(List.of(), titles(related("getting-better", "fatigue").at("/stories")));
    }

    private static String start(String title, String category, String tag) {
        return forum.alice()
                .post(
                        "/threads",
                        Map.of("title", title, "category", category, "tags", List.of(tag), "markdown", "The words."))
                .expect(201)
                .text("/thread/id");
    }

    /** Into the tables: how a story gets there is not what is tried here. */
    private static String publish(String title, String audience, String topics, Duration consent) {
        var id = UUID.randomUUID();
        var author = forum.account(forum.alice()).value();
        var now = forum.clock().instant();
        int unused = forum.db().write(tx -> {
            tx.execute("""
                    insert into story (id, author_id, state, state_since, revision, created_at, updated_at, version)
                      values (?, ?, 'published', ?::timestamptz, 1, now(), now(), 1)
                    """, id, author, now.toString());
            tx.execute("""
                    insert into story_revision (story_id, number, title, markdown, html, plain_text, renderer_version,
                        attribution_name, topics, content_sha256, editor_id, edited_at, sealed)
                      values (?, 1, ?, ?, '', ?, 1, 'Jo', '{}', '', ?, now(), true)
                    """, id, title, BODY, BODY, author);
            quote(tx, id, 0, "I slept a lot.");
            quote(tx, id, 1, "Now I walk again.");
            return tx.execute(
                    """
                    insert into story_publication (story_id, revision, published_at, revised_at, audience, indexable,
                        attribution, consent_until, diagnosis, topics, role, generalised, shared_by)
                      values (?, 1, ?::timestamptz, ?::timestamptz, ?, false, 'first-name', ?::timestamptz,
                        'follicular-lymphoma', ?::text[], 'patient', '{}', 5)
                    """,
                    id,
                    now.toString(),
                    now.toString(),
                    audience,
                    now.plus(consent).toString(),
                    topics);
        });
        return id.toString();
    }

    private static void quote(org.jooq.DSLContext tx, UUID story, int position, String text) {
        int start = BODY.indexOf(text);
        int unused = tx.execute(
                "insert into story_pull_quote (story_id, revision, position, starts_at, ends_at) values (?, 1, ?, ?, ?)",
                story,
                position,
                start,
                start + text.length());
    }

    private static List<String> threads(String guide, String anchor) {
        return titles(related(guide, anchor).at("/threads"));
    }

    private static JsonNode related(String guide, String anchor) {
        return related(forum.guest(), guide, anchor);
    }

    private static JsonNode related(Client reader, String guide, String anchor) {
        return reader.get("/guides/" + guide).expect(200).at("/related/" + anchor);
    }

    private static List<String> titles(JsonNode links) {
        var titles = new ArrayList<String>();
        links.forEach(link -> titles.add(link.path("title").asText()));
        return titles;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> sorted(List<String> titles) {
        var sorted = new ArrayList<>(titles);
        Collections.sort(sorted);
        return sorted;
    }
}
