package waymark.stories.hints;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HintsTest {

    @Test
    void whatTheRulesWereMadeForIsFound() throws IOException {
        for (var file : System.getProperty("set", "dev,held-out").split(",")) {
            var score = Score.of(file);
            System.out.println(score);
            assertTrue(score.recall() >= 0.90, score::toString);
        }
    }
}
