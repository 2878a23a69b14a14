package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.accounts.PasswordRules;
import waymark.accounts.SessionRules;
import waymark.accounts.SignUpRules;
import waymark.accounts.Usernames;
import waymark.operations.DemoContent;
import waymark.testing.Client;

class DemoContentTest {

    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(\\p{Lu}\\p{L}+,|Somebody) who (had|looks after somebody who had|was close to a person who had)"
                    + " CAR T-cell therapy to treat \\p{L}[\\p{L} -]+");

    /** As on the machine of somebody who has a first look. */
    @RegisterExtension
    static final TestForum forum = TestForum.withSessions(SessionRules.DEFAULT.withSecondFactor(false));

    @BeforeAll
    static void load() {
        assertFalse(DemoContent.isIn(forum.db()));
        App.loadDemo(forum.db(), forum.clock(), forum.settings());
    }

    @Test
    void theDemoFillsAnEmptyForumOnceWithEverythingThereIsToSee() {
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
                && count("post_revision") > 0
                && count("story_like") > 0);
        assertEquals(0, count("post where created_at > '" + forum.clock().instant() + "'"));

        var posts = count("post");
        var stories = count("story");
        App.loadDemo(forum.db(), forum.clock(), forum.settings());
        assertEquals(posts, count("post"));
        assertEquals(stories, count("story"));
    }

    @Test
    void itsPeopleHaveNamesThatOthersCouldJoinUnder() {
        var rules = new SignUpRules(
                new Usernames(forum.db(), forum.settings().keys()),
                new PasswordRules(),
                forum.settings().minimumAge());
        var names =
                forum.db().read(tx -> tx.select(ACCOUNT.USERNAME).from(ACCOUNT).fetch(ACCOUNT.USERNAME));
        assertTrue(names.size() > 20);
        for (var name : names) {
            rules.requireOfStaff(name, "demo@example.org", "a long and quiet sentence");
        }
    }

    @Test
    void storiesAreThereAtEveryTurnOfTheirWay() {
        assertTrue(count("story") >= 6);
        assertTrue(published(forum.bob()).size() >= 4);
        assertTrue(published(forum.guest()).size() < published(forum.bob()).size());

        assertEquals(List.of("awaiting-author"), states("ada"));
        assertEquals(List.of("draft"), states("ben"));
        var waiting = signedIn("mo").get("/stories/awaiting-review").expect(200);
        assertEquals(List.of("submitted"), waiting.texts("/items", "/story/state"));
        assertEquals(1, count("story where state = 'changes-requested'"));
        assertEquals(
                1,
                count("story join story_revision on story_id = id and number = revision join account editor"
                        + " on editor.id = editor_id where state = 'published' and editor.role = 'moderator'"));
    }

    @Test
    void publishedStoriesReadLikeThoseOfTheSource() {
        for (var story : published(forum.bob())) {
            var attribution = story.at("/attribution").asText();
            assertTrue(ATTRIBUTION.matcher(attribution).matches(), attribution);
            assertTrue(story.at("/pullQuotes").size() >= 1, attribution);
            for (var quote : story.at("/pullQuotes")) {
                int sentences = quote.at("/text").asText().split("[.!?](\\s+|$)").length;
                assertTrue(sentences >= 1 && sentences <= 4, quote.toString());
            }
        }
    }

    @Test
    void nothingInAPublishedStoryCouldShowWhoSomebodyIs() {
        var max = signedIn("max");
        for (var story : published(forum.bob())) {
            var manuscript = max.get("/stories/" + story.at("/id").asText() + "/manuscript")
                    .expect(200)
                    .at("/manuscript");
            assertEquals("[]", manuscript.at("/hints").toString());
            assertTrue(manuscript.at("/text/agreed").asBoolean());
            assertTrue(manuscript.at("/consent/live").asBoolean());
        }
    }

    @Test
    void theirAuthorsAllowDifferentThings() {
        Set<String> scopes = new TreeSet<>();
        forum.db()
                .read(tx -> tx.fetch("select distinct unnest(scopes) from story_consent"))
                .forEach(row -> scopes.add(row.get(0, String.class)));
        assertEquals(Set.of("charity-website", "forum", "print", "public-web", "research", "social-media"), scopes);
        assertTrue(count("story_publication where indexable") >= 1);
        assertTrue(count("story_publication where not indexable") >= 1);
        assertEquals(1, count("story_publication where attribution = 'none'"));
    }

    @Test
    void theirStepsAreSpreadOverThePast() {
        var now = forum.clock().instant();
        assertEquals(0, count("story_step where at >= '" + now + "'"));
        assertTrue(count("story_step where at < '" + now.minus(Duration.ofDays(60)) + "'") > 0);
        assertTrue(count("story_step where at > '" + now.minus(Duration.ofDays(7)) + "'") > 0);
        assertEquals(0, count("story_step where action = 'publish' and actor_id is null"));
        assertTrue(forum.guest()
                        .get("/stories?topic=fatigue&diagnosis=lymphoma")
                        .expect(200)
                        .at("/items")
                        .size()
                >= 1);
    }

    @Test
    void theStoryOfACarerLeadsToWhatThereIsForCarers() {
        var carers = forum.guest().get("/stories?role=carer").expect(200).text("/items/0/id");
        var related = forum.guest().get("/stories/" + carers).expect(200);
        assertTrue(related.texts("/related/guideSections", "/guide").contains("looking-after-someone"));
    }

    private static List<JsonNode> published(Client reader) {
        var stories = new ArrayList<JsonNode>();
        reader.get("/stories?limit=100").expect(200).at("/items").forEach(stories::add);
        return stories;
    }

    private static List<String> states(String username) {
        return signedIn(username).get("/me/stories").expect(200).texts("/items", "/state");
    }

    private static Client signedIn(String username) {
        var token = forum.guest()
                .post("/sessions", Map.of("username", username, "password", DemoContent.PASSWORD))
                .expect(201)
                .text("/session/token");
        return new Client(forum.port(), Optional.of(token));
    }

    private static int count(String what) {
        return forum.db()
                .read(tx -> tx.fetchSingle("select count(*)::int from " + what).get(0, Integer.class));
    }
}
