package waymark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** How searches are carried out in a forum that is large enough for it to matter. */
class SearchPlanTest {

    private static final int POSTS = 30_000;
    private static final Pattern READ =
            Pattern.compile("Scan on post post_[0-9]+ .*\\(actual .* rows=([0-9]+)\\.[0-9]+ loops=([0-9]+)\\)");

    @RegisterExtension
    static final TestForum forum = new TestForum();

    /** All posts have "kettle", one in a hundred "garden", one in a thousand "porridge"; twenty in a thread. */
    @BeforeAll
    static void itIsALargeForum() {
        var author = forum.account(forum.alice()).value();
        forum.db().run(tx -> {
            tx.execute("set local session_replication_role = replica");
            tx.execute("""
                    insert into forum_thread (id, category_id, author_id, title, created_at, last_number, post_count,
                        last_post_at, awaiting_first_reply, version)
                      select ('01900000-0000-7000-9000-' || lpad(to_hex(i), 12, '0'))::uuid,
                          case when i % 10 = 0 then 'recovery' else 'in-hospital' end, ?, 'Thread ' || i,
                          '2026-01-01Z', 20, 20, '2026-01-02Z', false, 1
                        from generate_series(0, ? / 20 - 1) as i
                    """, author, POSTS);
            tx.execute("""
                    insert into post (id, thread_id, number, author_id, markdown, html, plain_text, renderer_version, created_at,
                        version, words)
                      select ('01900000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid,
                          ('01900000-0000-7000-9000-' || lpad(to_hex(i / 20), 12, '0'))::uuid, 1 + i % 20, ?,
                          text, text, text, 1, '2026-01-01Z', 1, to_tsvector('english', text)
                        from (
                          select i, 'kettle' || case when i % 100 = 7 then ' garden' else '' end
                              || case when i % 1000 = 7 then ' porridge' else '' end as text
                            from generate_series(0, ? - 1) as i
                            order by i) as said
                    """, author, POSTS);
        });
        forum.db().read(tx -> tx.execute("vacuum analyze post"));
        forum.db().read(tx -> tx.execute("vacuum analyze forum_thread"));
    }

    @Test
    void everySearchUsesTheIndexOfWords() {
        for (var words :
                List.of("kettle", "garden", "porridge", "kettle garden", "\"kettle garden\"", "\"garden kettle\"")) {
            for (var category : List.of(Optional.<String>empty(), Optional.of("recovery"))) {
                var plan = plan(words, category);
                assertTrue(plan.contains("Bitmap Index Scan on post_by_words"), plan);
                assertFalse(plan.contains("Seq Scan on post "), plan);
                assertFalse(plan.contains("Parallel"), plan);
            }
        }
    }

    @Test
    void aWordThatAllPostsHaveIsNotLookedAtInAllOfThem() {
        int read = read(plan("kettle", Optional.empty()));
        assertTrue(read < POSTS / 5, read + " posts are read");
        assertEquals(POSTS / 1000, read(plan("porridge", Optional.empty())));
    }

    @Test
    void theNewestOfThemAreFoundEachOnceOnAllPages() {
        var expected = IntStream.range(0, POSTS)
                .map(back -> POSTS - 1 - back)
                .filter(i -> i % 20 != 0)
                .limit(200)
                .mapToObj("01900000-0000-7000-8000-%012x"::formatted)
                .toList();
        var found = new ArrayList<String>();
        var path = "/search?q=kettle&type=post&limit=30";
        for (var next = ""; !next.equals("null"); ) {
            var page = forum.guest()
                    .get(path + (next.isEmpty() ? "" : "&cursor=" + next))
                    .expect(200);
            found.addAll(page.texts("/items", "/id"));
            next = page.at("/next").asText();
        }
        found.sort(Comparator.reverseOrder());
        assertEquals(expected, found);
    }

    private static String plan(String words, Optional<String> category) {
        return Statements.of(forum.db(), words, category).plan(forum.db());
    }

    private static int read(String plan) {
        return READ.matcher(plan)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)) * Integer.parseInt(found.group(2)))
                .sum();
    }
}
