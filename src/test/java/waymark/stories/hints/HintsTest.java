package waymark.stories.hints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * Invented stories with what is to be found in them. The first half was written before the rules, which were made to fit it;
 * the second half afterwards, and says more about stories nobody has seen yet.
 */
class HintsTest {

    @Test
    void whatTheRulesWereMadeForIsFound() throws IOException {
        var score = Score.of("held-out");
        System.out.println(score);
        assertTrue(score.recall() >= 0.95, score::toString);
        assertTrue(score.falsePositives() <= 2, score::toString);
    }
}
