package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

class ConsentTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String WORDS = "Words that are mine alone.";

    @AfterEach
    void theOldWordingHoldsAgain() {
        makeCurrent("2026-11");
    }

    @Test
    void everybodySeesWhatTheyAgreedToAndHowItStands() {
        var ledger = forum.member("finch").get("/me/consents").expect(200);
        assertEquals(List.of("community-rules", "health-data"), ledger.texts("/standing", "/purpose"));
        assertEquals(List.of("given", "given"), ledger.texts("/standing", "/state"));
        assertEquals(List.of("operator", "operator"), ledger.texts("/items", "/method"));
        assertFalse(ledger.text("/standing/0/current/wording").isEmpty());
        forum.guest().get("/me/consents").expectProblem(401, "sign-in-needed");
    }

    @Test
    void aNewWordingIsAskedForBeforeTheNextPost() {
        var wren = forum.member("wren");
        var thread = forum.thread(wren).thread();
        makeCurrent("2027-01");
        forum.clock().advance(Duration.ofMinutes(1));

        reply(wren, thread).expectProblem(403, "consent-outdated");
        wren.get("/threads/" + thread).expect(200);
        assertEquals(
                List.of("given", "outdated"),
                wren.get("/me/consents").expect(200).texts("/standing", "/state"));
        assertEquals(
                List.of("/wordingVersion"),
                give(wren, "2026-11").expectProblem(422, "invalid-value").wrongPlaces());

        var renewed = give(wren, "2027-01").expect(201);
        assertEquals("given", renewed.text("/consent/state"));
        reply(wren, thread).expect(201);
        var ledger = wren.get("/me/consents").expect(200);
        assertEquals("2027-01", ledger.text("/items/0/wordingVersion"));
        assertEquals("settings", ledger.text("/items/0/method"));
        assertEquals(3, ledger.at("/items").size());
    }

    @Test
    void agreeingTwiceIsAgreeingOnce() {
        var robin = forum.member("robin");
        makeCurrent("2027-01");
        var statuses = Together.times(6, i -> give(robin, "2027-01").status());
        assertEquals(1, statuses.stream().filter(status -> status == 201).count());
        assertEquals(5, statuses.stream().filter(status -> status == 200).count());
        assertEquals(3, robin.get("/me/consents").at("/items").size());
    }

    @Test
    void whoeverTakesBackTheirConsentIsNotShownAnyMoreUntilTheyGiveItAgain() {
        var teal = forum.member("teal");
        var own = forum.thread(teal).thread();
        var others = forum.thread(forum.bob()).thread();
        reply(teal, others).expect(201);
        forum.clock().advance(Duration.ofMinutes(1));

        var taken = withdraw(teal, "health-data").expect(200);
        assertEquals("withdrawn", taken.text("/consent/state"));
        for (var reader : List.of(forum.guest(), forum.bob())) {
            reader.get("/threads/" + own).expectProblem(404, "not-found");
            assertFalse(reader.get("/threads/" + others).expect(200).body().contains(WORDS));
            assertFalse(reader.get("/threads?limit=100").expect(200).body().contains(own));
        }
        for (var reader : List.of(teal, forum.mo())) {
            reader.get("/threads/" + own).expect(200);
            assertTrue(reader.get("/threads/" + others).expect(200).body().contains(WORDS));
        }
        reply(teal, others).expectProblem(403, "consent-outdated");
        teal.post("/me/erasure", Map.of("mode", "anonymise", "preview", true)).expect(200);

        give(teal, "2026-11").expect(201);
        forum.guest().get("/threads/" + own).expect(200);
        assertTrue(forum.guest().get("/threads/" + others).body().contains(WORDS));
        reply(teal, others).expect(201);
    }

    @Test
    void aThreadThatOthersAnsweredStaysWithoutTheWordsOfWhoeverBeganIt() {
        var plover = forum.member("plover");
        var started = forum.thread(plover, "Plain words about a kettle", WORDS);
        var place = "/threads/" + started.thread();
        var answer =
                reply(forum.bob(), started.thread(), "An answer that stays.").text("/post/id");
        forum.clock().advance(Duration.ofMinutes(1));
        withdraw(plover, "health-data").expect(200);

        for (var reader : List.of(forum.guest(), forum.bob())) {
            var thread = reader.get(place).expect(200);
            assertEquals("[removed by its author]", thread.text("/thread/title"));
            assertEquals("former-member", thread.text("/thread/author/username"));
            assertEquals(
                    List.of("[removed by its author]", "An answer that stays."), thread.texts("/posts/items", "/text"));
            assertEquals(2, thread.at("/thread/postCount").asInt());
            for (var page : List.of(
                    thread,
                    reader.get(place + "/posts").expect(200),
                    reader.get("/posts/" + started.post()).expect(200),
                    reader.get("/posts/" + answer).expect(200),
                    reader.get("/threads?limit=100").expect(200),
                    reader.get("/threads?sort=newest&limit=100").expect(200))) {
                assertFalse(page.body().contains(WORDS), page.body());
                assertFalse(page.body().contains("plover"), page.body());
                assertFalse(page.body().contains("kettle"), page.body());
            }
            assertTrue(reader.get("/threads?limit=100").texts("/items", "/id").contains(started.thread()));
        }
        forum.bob().get("/members/former-member").expectProblem(404, "not-found");
        var opening = forum.bob().get("/posts/" + started.post());
        assertEquals(0, opening.at("/viewer/actions").size());
        forum.bob().put("/posts/" + started.post() + "/like").expectProblem(404, "not-found");
        reply(forum.bob(), started.thread()).expect(201);
        for (var reader : List.of(plover, forum.mo())) {
            var thread = reader.get(place).expect(200);
            assertEquals("Plain words about a kettle", thread.text("/thread/title"));
            assertEquals("plover", thread.text("/posts/items/0/author/username"));
            assertEquals(WORDS, thread.text("/posts/items/0/text"));
        }

        give(plover, "2026-11").expect(201);
        var back = forum.guest().get(place).expect(200);
        assertEquals("Plain words about a kettle", back.text("/thread/title"));
        assertEquals("plover", back.text("/thread/author/username"));
        assertEquals(WORDS, back.text("/posts/items/0/text"));
        assertEquals(3, back.at("/thread/postCount").asInt());
    }

    @Test
    void nothingTellsTheReaderWhomTheyMutedThatItIsThem() {
        var shrike = forum.member("shrike");
        var started = forum.thread(shrike);
        reply(forum.bob(), started.thread()).expect(201);
        forum.bob().put("/members/shrike/mute").expect(200);
        withdraw(shrike, "health-data").expect(200);

        var thread = forum.bob().get("/threads/" + started.thread()).expect(200);
        assertFalse(thread.at("/viewer/thread/muted").asBoolean());
        assertFalse(thread.at("/viewer/posts/" + started.post() + "/muted").asBoolean());
        assertFalse(forum.bob()
                .get("/threads?limit=100")
                .at("/viewer/muted")
                .toString()
                .contains(started.thread()));
    }

    @Test
    void countsAreOfWhatReadersSee() {
        var thread = forum.thread(forum.bob()).thread();
        var martin = forum.member("martin");
        reply(martin, thread).expect(201);
        assertCounted(2, false, thread);
        withdraw(martin, "health-data").expect(200);
        assertCounted(1, true, thread);
        give(martin, "2026-11").expect(201);
        assertCounted(2, false, thread);
    }

    private static void assertCounted(int posts, boolean unanswered, String thread) {
        var read = forum.guest().get("/threads/" + thread).expect(200);
        assertEquals(posts, read.at("/thread/postCount").asInt());
        assertEquals(posts, read.at("/posts/items").size());
        assertEquals(unanswered, read.at("/thread/awaitingFirstReply").asBoolean());
        assertEquals(
                unanswered,
                forum.guest()
                        .get("/threads?sort=unanswered&limit=100")
                        .texts("/items", "/id")
                        .contains(thread));
    }

    @Test
    void takingBackTheAgreementToTheRulesHidesNothing() {
        var dove = forum.member("dove");
        var thread = forum.thread(dove).thread();
        withdraw(dove, "community-rules").expect(200);
        reply(dove, thread).expectProblem(403, "consent-outdated");
        forum.guest().get("/threads/" + thread).expect(200);
    }

    @Test
    void takingBackTwiceIsTakingBackOnce() {
        var lark = forum.member("lark");
        forum.clock().advance(Duration.ofMinutes(1));
        var statuses =
                Together.times(6, i -> withdraw(lark, "health-data").expect(200).status());
        assertEquals(6, statuses.size());
        var ledger = lark.get("/me/consents").expect(200);
        assertEquals(3, ledger.at("/items").size());
        assertEquals("withdrawn", ledger.text("/items/0/action"));
        withdraw(lark, "something-else").expectProblem(404, "not-found");
    }

    private static void makeCurrent(String version) {
        forum.db().<Boolean>write(tx -> {
            tx.execute("""
                    insert into consent_wording (purpose, version, wording, current)
                    values ('health-data', '2027-01', 'Said in other words.', false) on conflict do nothing""");
            tx.execute("update consent_wording set current = false where purpose = 'health-data'");
            tx.execute(
                    "update consent_wording set current = true where purpose = 'health-data' and version = ?", version);
            return true;
        });
    }

    private static Answer give(Client member, String version) {
        return member.post("/me/consents", Map.of("purpose", "health-data", "wordingVersion", version));
    }

    private static Answer withdraw(Client member, String purpose) {
        return member.delete("/me/consents/" + purpose);
    }

    private static Answer reply(Client member, String thread) {
        return reply(member, thread, WORDS);
    }

    private static Answer reply(Client member, String thread, String words) {
        return member.post("/threads/" + thread + "/posts", Map.of("markdown", words));
    }
}
