package waymark.stories.hints;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HintsTest {

    @Test
    void whatTheRulesWereMadeForIsFound() throws IOException {
        for (var file : System.getProperty("set", "dev,held-out-1,held-out-2,held-out-3").split(",")) {
            var score = Score.of(file);
            System.out.println(score);
            
        }
    }
}
