package waymark.threads;

import java.util.List;
import java.util.Optional;
import waymark.signposting.Examination;

/**
 * What became of something that somebody sent: either it is published, or it waits.
 *
 * @param <T> what it is once it is published
 */
public record Sent<T>(Optional<T> published, Optional<Waiting> waiting) {

    static <T> Sent<T> published(T what) {
        return new Sent<>(Optional.of(what), Optional.empty());
    }

    static <T> Sent<T> waiting(Submission submission, Examination examination, Heading above) {
        return new Sent<>(
                Optional.empty(), Optional.of(new Waiting(submission, examination, above.title(), above.tags())));
    }

    /**
     * @param examination what came of looking at it; for its author only
     * @param title of the thread in which it is to stand
     * @param tags of that thread
     */
    public record Waiting(Submission submission, Examination examination, String title, List<String> tags) {}
}
