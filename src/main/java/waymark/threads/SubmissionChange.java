package waymark.threads;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** A merge patch to what waits: what is empty stays as it is. */
record SubmissionChange(
        Optional<String> title, Optional<String> category, Optional<List<String>> tags, Optional<String> markdown) {

    private static final Set<String> OF_A_THREAD = Set.of("title", "category", "tags", "markdown");
    private static final Set<String> OF_A_TITLE = Set.of("title", "tags");
    private static final Set<String> OF_A_POST = Set.of("markdown");

    static SubmissionChange of(JsonNode patch) {
        var ofThread = ThreadChange.of(patch);
        return new SubmissionChange(
                ofThread.title(),
                ofThread.category(),
                ofThread.tags(),
                Optional.ofNullable(patch.get("markdown")).map(JsonNode::asText));
    }

    /**
     * What waits, changed.
     *
     * @throws Problem INVALID_VALUE
     */
    Payload applied(DSLContext tx, Payload present) {
        requireOnly(fieldsOf(present));
        title.ifPresent(Threads::requireTitle);
        category.ifPresent(wanted -> Threads.requireCategory(tx, wanted));
        tags.ifPresent(wanted -> Threads.requireTags(tx, wanted));
        markdown.ifPresent(Posts::requireWords);
        return new Payload(
                present.kind(),
                present.thread(),
                present.post(),
                present.basedOn(),
                or(title.map(String::strip), present.title()),
                or(category, present.category()),
                or(tags, present.tags()),
                or(markdown, present.markdown()),
                present.replyTo(),
                present.quotes());
    }

    private static Set<String> fieldsOf(Payload present) {
        if (present.kind() == Payload.Kind.THREAD) {
            return OF_A_THREAD;
        }
        return present.markdown() == null ? OF_A_TITLE : OF_A_POST;
    }

    private void requireOnly(Set<String> fields) {
        var others = Stream.of(
                        title.map(given -> "title"),
                        category.map(given -> "category"),
                        tags.map(given -> "tags"),
                        markdown.map(given -> "markdown"))
                .flatMap(Optional::stream)
                .filter(field -> !fields.contains(field))
                .map(field -> FieldError.body("/" + field, "What waits here has no such part."))
                .toList();
        if (!others.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because("Only what was sent can be changed.", others);
        }
    }

    private static <T> @Nullable T or(Optional<T> wanted, @Nullable T present) {
        return wanted.isPresent() ? wanted.get() : present;
    }
}
