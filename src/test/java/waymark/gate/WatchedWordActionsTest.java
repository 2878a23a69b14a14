package waymark.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

/** What happens to a text in which a watched word stands. */
class WatchedWordActionsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private String thread = "";

    @BeforeEach
    void wordsAreWatchedFor() {
        if (forum.mo().get("/watched-words").at("/items").isEmpty()) {
            watch("blockword", "block", Map.of());
            watch("censorword", "censor", Map.of());
            watch("holdword", "hold", Map.of("category", "abuse"));
            watch("flagword", "flag", Map.of("category", "medical-claim"));
            watch("labelword", "label", Map.of("label", "death"));
            watch("escalateword", "escalate", Map.of("category", "illegal"));
        }
        thread = forum.thread(forum.bob()).thread();
    }

    @Test
    void aBlockedWordIsNamedAndNothingIsKept() {
        var cara = forum.member("cara");
        var refused = reply(cara, "One BlockWord, and blockword again.").expectProblem(422, "blocked-words");
        assertEquals(List.of("/markdown", "/markdown"), refused.wrongPlaces());
        assertTrue(refused.body().contains("BlockWord"));
        assertEquals(
                1,
                forum.guest().get("/threads/" + thread).at("/thread/postCount").asInt());
        assertTrue(cara.get("/me/submissions").at("/items").isEmpty());
    }

    @Test
    void aBlockedWordInATitleIsNamedThere() {
        assertEquals(
                List.of("/title"),
                start(forum.alice(), "A blockword title", "Some words.")
                        .expectProblem(422, "blocked-words")
                        .wrongPlaces());
        var mine = forum.thread(forum.alice());
        assertEquals(
                List.of("/title"),
                forum.alice()
                        .with("If-Match", "*")
                        .patch("/threads/" + mine.thread(), Map.of("title", "A blockword title"))
                        .expectProblem(422, "blocked-words")
                        .wrongPlaces());
        forum.alice()
                .with("If-Match", "*")
                .patch("/posts/" + mine.post(), Map.of("markdown", "blockword"))
                .expectProblem(422, "blocked-words");
    }

    @Test
    void aWordThatMarkdownHidesIsFoundWhereItShows() {
        reply(forum.alice(), "A bl&#111;ckword").expectProblem(422, "blocked-words");
        reply(forum.alice(), "A block\\_word is another word").expect(201);
    }

    @Test
    void aCensoredWordIsUnreadableForEverybody() {
        var post = reply(forum.alice(), "What a **CensorWord** it was, censor word.")
                .expect(201)
                .text("/post/id");
        for (var reader : List.of(forum.guest(), forum.alice(), forum.mo())) {
            assertEquals(
                    "What a ■■■■■■■■■■ it was, censor word.",
                    reader.get("/posts/" + post).text("/post/text"));
        }
        assertEquals(
                "What a **■■■■■■■■■■** it was, censor word.",
                forum.alice().get("/posts/" + post).text("/post/markdown"));
        assertEquals(Optional.empty(), findCase("post", post));

        assertEquals(
                "A ■■■■■■■■■■",
                start(forum.alice(), "A censorword", "Words.").expect(201).text("/thread/title"));
    }

    @Test
    void aCensoredWordThatMarkdownHidesWaits() {
        var held = reply(forum.alice(), "What a cens&#111;rword").expect(202);
        assertEquals(List.of("watched-word"), held.texts("/submission/reasons", "/code"));
    }

    @Test
    void aHeldWordWaitsAndRaisesACase() {
        var held = reply(forum.alice(), "A holdword here.").expect(202);
        assertEquals(List.of("watched-word"), held.texts("/submission/reasons", "/code"));
        assertTrue(held.text("/submission/reasons/0/text").contains("a person decides"));

        var raised = findCase("submission", held.text("/submission/id")).orElseThrow();
        assertEquals("P2", raised.text("/case/priority"));
        assertEquals("abuse", raised.text("/case/category"));
        assertEquals("alice", raised.text("/case/subject"));
        assertEquals(List.of("watched-word"), raised.texts("/case/sources", "/source"));
        assertEquals(
                "api/v1/submissions/" + held.text("/submission/id"),
                raised.text("/case/target/href").substring(1));
    }

    @Test
    void aFlaggedWordIsPublishedAndRaisesACase() {
        var post = reply(forum.alice(), "A flagword here.").expect(201).text("/post/id");
        var raised = findCase("post", post).orElseThrow();
        assertEquals("P2", raised.text("/case/priority"));
        assertEquals("medical-claim", raised.text("/case/category"));
        assertFalse(raised.at("/case/paged").asBoolean());
        assertEquals(List.of("watched-word"), raised.texts("/case/sources", "/source"));
    }

    @Test
    void anEscalatedWordIsPublishedAndPages() {
        var post = reply(forum.alice(), "An escalateword here, with a flagword.")
                .expect(201)
                .text("/post/id");
        var raised = findCase("post", post).orElseThrow();
        assertEquals("P1", raised.text("/case/priority"));
        assertEquals("illegal", raised.text("/case/category"));
        assertTrue(raised.at("/case/paged").asBoolean());
        assertEquals(2, raised.at("/case/sources").size());
    }

    @Test
    void aLabelledWordGivesThePostItsLabelAndNothingElse() {
        var replied = reply(forum.alice(), "About a labelword.").expect(201);
        var post = replied.text("/post/id");
        assertEquals(List.of("death"), replied.texts("/post/labels", ""));
        assertEquals(1, replied.at("/post/version").asInt());
        assertEquals(List.of("death"), forum.guest().get("/posts/" + post).texts("/post/labels", ""));
        assertEquals(Optional.empty(), findCase("post", post));

        var started = start(forum.alice(), "A labelword", "Words.").expect(201);
        assertEquals(List.of("death"), started.texts("/post/labels", ""));
        var edited = reply(forum.alice(), "Nothing").expect(201).text("/post/id");
        assertEquals(List.of("death"), edit(edited, "A labelword").expect(200).texts("/post/labels", ""));
        var titled = forum.thread(forum.alice());
        forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + titled.thread(), Map.of("title", "A labelword here"))
                .expect(200);
        assertEquals(
                List.of("death"), forum.guest().get("/posts/" + titled.post()).texts("/post/labels", ""));
    }

    @Test
    void whatWaitedHasItsLabelWhenItIsPublished() {
        var held = reply(forum.alice(), "A labelword and a holdword.").expect(202);
        var post = Submitted.approve(forum, held.text("/submission/id")).post();
        assertEquals(List.of("death"), forum.guest().get("/posts/" + post).texts("/post/labels", ""));
    }

    @Test
    void anEscalatedWordInWhatWaitsPagesToo() {
        var held = reply(forum.alice(), "An escalateword and a holdword.").expect(202);
        var raised = findCase("submission", held.text("/submission/id")).orElseThrow();
        assertEquals("P1", raised.text("/case/priority"));
        assertTrue(raised.at("/case/paged").asBoolean());
        assertEquals(2, raised.at("/case/sources").size());
    }

    @Test
    void anEditIsLookedAtButNotForWhatItWasLetThroughWithBefore() {
        var post = reply(forum.alice(), "A flagword here.").expect(201).text("/post/id");
        edit(post, "A flagword here, said better.").expect(200);
        assertEquals(1, findCase("post", post).orElseThrow().at("/case/sources").size());
        edit(post, "An escalateword.").expect(200);
        assertEquals(2, findCase("post", post).orElseThrow().at("/case/sources").size());

        var held = edit(post, "A holdword.").expect(202);
        assertEquals("edit", held.text("/submission/kind"));
        assertEquals("An escalateword.", forum.guest().get("/posts/" + post).text("/post/text"));
    }

    @Test
    void aNewTitleWaitsLikeEverythingElse() {
        var mine = forum.thread(forum.alice(), "A quiet title");
        var held = forum.alice()
                .with("If-Match", "*")
                .patch("/threads/" + mine.thread(), Map.of("title", "A holdword title"))
                .expect(202);
        assertEquals("A holdword title", held.text("/submission/title"));
        assertTrue(held.at("/submission/post").isNull());
        assertEquals(
                "A quiet title", forum.guest().get("/threads/" + mine.thread()).text("/thread/title"));
        assertEquals(
                1,
                forum.guest()
                        .get("/threads/" + mine.thread())
                        .at("/thread/version")
                        .asInt());
    }

    @Test
    void whatModeratorsWriteWaitsForNobodyButIsLookedAtOtherwise() {
        reply(forum.mo(), "A holdword, and my number is 07700 900123.").expect(201);
        reply(forum.mo(), "A blockword").expectProblem(422, "blocked-words");
        var mine = forum.thread(forum.alice());
        forum.mo()
                .with("If-Match", "*")
                .patch("/threads/" + mine.thread(), Map.of("title", "A holdword title"))
                .expect(200);
    }

    private Answer reply(Client author, String markdown) {
        return author.post("/threads/" + thread + "/posts", Map.of("markdown", markdown));
    }

    private static Answer start(Client author, String title, String markdown) {
        return author.post("/threads", Map.of("title", title, "category", "recovery", "markdown", markdown));
    }

    private static Answer edit(String post, String markdown) {
        return forum.alice().with("If-Match", "*").patch("/posts/" + post, Map.of("markdown", markdown));
    }

    private static void watch(String pattern, String action, Map<String, String> more) {
        var body = new java.util.HashMap<String, Object>(Map.of("pattern", pattern, "kind", "word", "action", action));
        body.putAll(more);
        forum.mo().post("/watched-words", body).expect(201);
    }

    private static Optional<Answer> findCase(String type, String target) {
        return CaseDesk.find(forum.mo(), target)
                .map(id -> forum.mo().get("/cases/" + id).expect(200))
                .filter(found -> found.text("/case/target/type").equals(type));
    }
}
