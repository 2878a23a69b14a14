package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Answer;

class SignInFloodTest {

    private static final int FLOOD = 200;

    @RegisterExtension
    static final TestForum forum = TestForum.hashingAsRealOnes();

    @Test
    void twoHundredSignInsAtOnceAreAnsweredOrToldToComeBackAndReadersGoOn() throws Exception {
        var thread = forum.thread(forum.alice()).thread();
        var pool = Executors.newFixedThreadPool(FLOOD);
        try {
            var calls = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < FLOOD; i++) {
                var credentials = Map.of("username", "flood-" + i, "password", "one of many guesses");
                calls.add(() -> forum.guest().post("/sessions", credentials));
            }
            var flood = calls.stream().map(pool::submit).toList();
            forum.guest().get("/threads/" + thread).expect(200);
            var answers = new ArrayList<Answer>();
            for (var answer : flood) {
                answers.add(answer.get());
            }
            requireAll(answers);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void requireAll(List<Answer> answers) {
        var told = answers.stream().filter(answer -> answer.status() != 401).toList();
        assertTrue(told.size() < FLOOD, "nobody was answered");
        assertFalse(told.isEmpty(), "nobody was sent away");
        for (var answer : told) {
            answer.expectProblem(503, "unavailable");
            assertEquals("10", answer.header("Retry-After"));
        }
    }
}
