package waymark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Makes the document of a proposal and looks for everything that is wrong with it. */
final class Proposal {

    private static final String CHANGES = "/changes";
    private static final int MOST_TOLD = 50;
    private static final int LONGEST_SENTENCE = 400;

    private Proposal() {}

    /**
     * The whole document with the changes made.
     *
     * @param called what people call the document
     * @param wrong everything that is wrong with a document; pointers are into the document
     * @throws Problem INVALID_VALUE naming every rule it would break
     */
    static JsonNode apply(String called, Function<JsonNode, List<FieldError>> wrong, JsonNode base, JsonNode changes) {
        refuseIfAny(called, MergePatch.missing(base, changes, CHANGES));
        var document = MergePatch.apply(base, changes);
        if (document.equals(base)) {
            throw Problem.invalidValue(CHANGES, "Nothing would change.");
        }
        refuseIfAny(
                called,
                wrong.apply(document).stream()
                        .map(error -> inChanges(changes, error))
                        .toList());
        return document;
    }

    /**
     * The same where the proposer can see it. What is wrong in a part that the changes do not show, such as a reference to
     * what they take away, is told at the part of them that is nearest.
     */
    private static FieldError inChanges(JsonNode changes, FieldError error) {
        var steps = error.pointer().isEmpty()
                ? List.<String>of()
                : List.of(error.pointer().substring(1).split("/", -1));
        var at = new StringBuilder();
        var node = changes;
        for (int i = 0; i < steps.size(); i++) {
            at.append('/').append(steps.get(i));
            var next = changes.at(at.toString());
            boolean gap = next.isMissingNode() && i == steps.size() - 1 && node.isObject();
            if (next.isMissingNode() && !gap) {
                at.setLength(at.length() - steps.get(i).length() - 1);
                return FieldError.body(CHANGES + at, shortened("At " + error.pointer() + ": " + error.detail()));
            }
            node = next;
        }
        return FieldError.body(CHANGES + at, shortened(error.detail()));
    }

    private static String shortened(String sentence) {
        int length = sentence.codePointCount(0, sentence.length());
        return length <= LONGEST_SENTENCE
                ? sentence
                : sentence.substring(0, sentence.offsetByCodePoints(0, LONGEST_SENTENCE)) + "…";
    }

    private static void refuseIfAny(String called, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            var told = new ArrayList<>(errors.subList(0, Math.min(errors.size(), MOST_TOLD)));
            throw ProblemType.INVALID_VALUE.because(
                    "With these changes the " + called + " would break its rules.", told);
        }
    }
}
