package waymark.signposting;

import java.time.Duration;

/**
 * How texts are looked at.
 *
 * @param deadline how long somebody who posts waits for it at the most
 */
public record ExaminerSettings(TextMatcher matcher, Duration deadline) {

    public static final ExaminerSettings DEFAULT =
            new ExaminerSettings(TextMatcher.OF_THE_CATALOGUE, Duration.ofMillis(100));
}
