package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Together;

/** What others, and the one who leaves, do at the moment in which somebody is erased. */
class ErasureRacesTest {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String PHONE = " Ring me on 07700 900123.";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final String name = "heron-" + COUNT.incrementAndGet();
    private final String words = "The zebrafinch of number " + COUNT.get() + " sang all of March";

    @Test
    void ofManyConfirmationsAtOnceOneWorks() {
        var person = forum.member(name);
        var token = ask(person, "anonymise");
        var answers = Together.times(6, i -> confirm(person, token));
        var receipts = answers.stream().filter(answer -> answer.status() == 202).toList();
        assertEquals(1, receipts.size(), () -> statuses(answers).toString());
        assertTrue(
                Set.of("202", "401 sign-in-needed").containsAll(statuses(answers)),
                () -> statuses(answers).toString());

        workTogether();
        requireClean(receipts.get(0).text("/receipt"));
        assertEquals(1, farewells());
    }

    @Test
    void confirmingAndTakingBackAtOnceIsOneOfTheTwo() {
        var person = forum.member(name);
        var token = ask(person, "anonymise");
        var answers = Together.times(2, i -> i == 0 ? confirm(person, token) : person.delete("/me/erasure"));
        boolean erased = answers.get(0).status() == 202;
        if (!erased) {
            answers.get(0).expectProblem(422, "invalid-value");
            answers.get(1).expect(204);
        }
        assertEquals(erased ? 401 : 200, person.get("/me").status());
    }

    @Test
    void aSessionIsUsedUntilItEndsAndNotAfterwards() {
        var person = forum.member(name);
        var thread = forum.thread(forum.bob()).thread();
        var token = ask(person, "remove-all");
        var over = new AtomicBoolean();
        List<IntFunction<Answer>> uses = List.of(
                i -> person.get("/me"),
                i -> person.post("/threads/" + thread + "/posts", Map.of("markdown", words + " " + i)),
                i -> person.get("/threads/" + thread),
                i -> person.put("/members/bob/mute"),
                i -> person.patch("/me", Map.of("nation", "wales")),
                i -> person.post("/me/erasure", Map.of("mode", "anonymise", "preview", true)));
        var receipt = new ArrayList<String>();
        var seen = Together.times(uses.size() + 1, who -> {
            var statuses = new TreeSet<String>();
            if (who == uses.size()) {
                try {
                    receipt.add(confirm(person, token).expect(202).text("/receipt"));
                } finally {
                    over.set(true);
                }
                return statuses;
            }
            for (int i = 0; !over.get(); i++) {
                statuses.add(status(uses.get(who).apply(i)));
            }
            return statuses;
        });
        var all = new TreeSet<String>();
        seen.forEach(all::addAll);
        assertTrue(
                all.stream().allMatch(status -> status.startsWith("2") || status.equals("401 sign-in-needed")),
                all::toString);
        for (var use : uses) {
            use.apply(0).expectProblem(401, "sign-in-needed");
        }
        workTogether();
        requireClean(receipt.get(0));
    }

    @Test
    void nobodySignsInToWhatIsClosedAtThatMoment() {
        var person = forum.member(name);
        var token = ask(person, "anonymise");
        var credentials = Map.of("username", name, "password", TestForum.PASSWORD);
        var answers = Together.times(
                5, i -> i == 0 ? confirm(person, token) : forum.guest().post("/sessions", credentials));
        answers.get(0).expect(202);
        for (var answer : answers.subList(1, 5)) {
            if (answer.status() == 201) {
                new Client(forum.port(), Optional.of(answer.text("/session/token")))
                        .get("/me")
                        .expectProblem(401, "sign-in-needed");
            } else {
                answer.expectProblem(401, "wrong-credentials");
            }
        }
        forum.guest().post("/sessions", credentials).expectProblem(401, "wrong-credentials");
    }

    /** Others write until the last step is about to begin, and the name at that: it was looked for by then. */
    @ParameterizedTest
    @ValueSource(strings = {"anonymise", "remove-text", "remove-all"})
    void nothingIsLeftOfWhatOthersDoMeanwhile(String mode) throws Exception {
        var person = forum.member(name);
        var thread = forum.thread(forum.bob(), "Where " + name + " writes").thread();
        var posts = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            posts.add(forum.reply(person, thread, words + " number " + i));
        }
        var own = forum.thread(person, words).thread();
        var receipt = confirm(person, ask(person, mode)).expect(202).text("/receipt");

        var enough = new AtomicBoolean();
        var seen = new ConcurrentSkipListSet<String>();
        var executor = Executors.newFixedThreadPool(6);
        try {
            var writers = new ArrayList<Future<?>>();
            for (var writing : writings(thread, own, posts)) {
                writers.add(executor.submit(() -> {
                    for (int i = 0; !enough.get(); i++) {
                        seen.add(status(writing.apply(i)));
                    }
                }));
            }
            forum.erasureWork().beforePart(step -> {
                if (step.equals("clear-case-notes")) {
                    throw new IllegalStateException("stopped before " + step);
                }
            });
            assertThrows(IllegalStateException.class, ErasureRacesTest::work);
            enough.set(true);
            writers.forEach(Together::await);
            forum.erasureWork().beforePart(step -> {});
            assertTrue(work() > 0);
        } finally {
            enough.set(true);
            forum.erasureWork().beforePart(step -> {});
            executor.shutdownNow();
        }
        assertTrue(seen.stream().noneMatch(status -> status.startsWith("5")), seen::toString);
        assertTrue(seen.contains("201") && seen.contains("200"), seen::toString);
        settleAll();
        for (int day = 0; day < 2; day++) {
            forum.clock().advance(Duration.ofDays(1));
            int unused = forum.erasureWork().run();
        }
        requireClean(receipt);
        var read = forum.bob().get("/threads/" + thread).expect(200).body();
        assertFalse(read.contains(name), read);
        assertEquals(mode.equals("anonymise"), read.contains(words));
    }

    @Test
    void aReplyThatHasToWaitQuotesNothingThatIsGone() {
        var person = forum.member(name);
        var thread = forum.thread(forum.bob()).thread();
        var post = forum.reply(person, thread, words);
        var receipt = confirm(person, ask(person, "remove-text")).expect(202).text("/receipt");
        var waiting = new ArrayList<String>();
        forum.erasureWork().beforePart(step -> {
            var quote = Map.of("post", post, "text", words);
            var answer = forum.bob()
                    .post(
                            "/threads/" + thread + "/posts",
                            Map.of("markdown", "In " + step + "." + PHONE, "quotes", List.of(quote)));
            if (answer.status() == 202) {
                waiting.add(answer.text("/submission/id"));
            } else {
                answer.expectProblem(422, "invalid-value");
            }
        });
        try {
            assertTrue(work() > 0);
        } finally {
            forum.erasureWork().beforePart(step -> {});
        }
        assertFalse(waiting.isEmpty());
        requireClean(receipt);
        for (var id : waiting) {
            var read = forum.bob().get("/submissions/" + id).expect(200).body();
            assertFalse(read.contains(words), read);
        }
    }

    @Test
    void whoLeavesWhileTheLawKeepsThemIsNotInTheWayOfThoseWhoMentionThem() {
        var person = forum.member(name);
        var account = forum.account(person);
        var thread = forum.thread(forum.bob()).thread();
        var unused = forum.reply(person, thread, words);
        forum.hold(account);
        var token = ask(person, "remove-text");
        Together.meeting(
                        forum.db(),
                        tx -> tx.execute("select 1 from forum_thread where id = ?::uuid for update", thread),
                        () -> confirm(person, token),
                        tx -> tx.execute("select 1 from account where id = ?::uuid for key share", account.toString()))
                .expect(202);
    }

    private List<IntFunction<Answer>> writings(String thread, String own, List<String> posts) {
        var alice = forum.alice();
        var bob = forum.bob();
        var mo = forum.mo();
        var mine = forum.reply(alice, thread, "Let us see.");
        return List.of(
                i -> bob.post(
                        "/threads/" + thread + "/posts",
                        Map.of(
                                "markdown",
                                "So says @" + name + ", and " + name + " knows.",
                                "quotes",
                                List.of(Map.of("post", posts.get(i % posts.size()), "text", words)))),
                i -> bob.put("/posts/" + posts.get(i % posts.size()) + "/like"),
                i -> alice.with("If-Match", "*")
                        .patch(
                                "/posts/" + mine,
                                Map.of(
                                        "markdown",
                                        "As " + name + " said, " + i,
                                        "quotes",
                                        List.of(Map.of("post", posts.get(i % posts.size()), "text", words)))),
                i -> alice.post(
                        "/reports",
                        Map.of(
                                "target",
                                Map.of("type", "post", "id", posts.get(i % posts.size())),
                                "reason",
                                "abuse",
                                "message",
                                "It is " + name + " again, " + i)),
                i -> mo.with("If-Match", "*")
                        .put("/posts/" + posts.get(i % 3) + "/removal", TestForum.removal("Dear " + name + ", no.")),
                i -> bob.post("/threads/" + own + "/posts", Map.of("markdown", "Is " + name + " here?" + PHONE)));
    }

    private static void settleAll() {
        EveryKindOfContent.settleAll(forum);
    }

    private String ask(Client person, String mode) {
        person.post("/me/erasure", Map.of("mode", mode)).expect(202);
        return forum.mails().lastTo(name + "@example.org").token();
    }

    private static Answer confirm(Client person, String token) {
        return person.put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD));
    }

    private static int work() {
        forum.clock().advance(Duration.ofMinutes(3));
        return forum.erasureWork().run();
    }

    /** As several servers do. */
    private static void workTogether() {
        forum.clock().advance(Duration.ofMinutes(3));
        var unused = Together.times(4, i -> forum.erasureWork().run());
        // Each leaves to another what that one has begun.
        int unusedToo = forum.erasureWork().run();
    }

    private long farewells() {
        return forum.mails().to(name + "@example.org").stream()
                .filter(letter -> letter.text().contains("This is the last"))
                .count();
    }

    private static void requireClean(String receipt) {
        var told = forum.guest().get("/erasure-receipts/" + receipt).expect(200);
        assertEquals("finished", told.text("/erasure/state"));
        assertEquals("[]", told.at("/erasure/check/found").toString());
    }

    private static Set<String> statuses(List<Answer> answers) {
        var statuses = new TreeSet<String>();
        answers.forEach(answer -> statuses.add(status(answer)));
        return statuses;
    }

    private static String status(Answer answer) {
        return answer.status() < 400 ? String.valueOf(answer.status()) : answer.status() + " " + answer.text("/code");
    }
}
