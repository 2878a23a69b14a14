package waymark.signposting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import waymark.platform.http.Contract;
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
     * @throws Problem INVALID_VALUE naming every rule it would break
     */
    static JsonNode apply(Contract contract, JsonNode base, JsonNode changes) {
        refuseIfAny(MergePatch.missing(base, changes, CHANGES));
        var document = MergePatch.apply(base, changes);
        if (document.equals(base)) {
            throw Problem.invalidValue(CHANGES, "Nothing would change.");
        }
        refuseIfAny(wrong(contract, document).stream()
                .map(error -> inChanges(changes, error))
                .toList());
        return document;
    }

    /** Everything that is wrong with a document; pointers are into the document. */
    static List<FieldError> wrong(Contract contract, JsonNode document) {
        var names = CatalogueRules.names(document);
        if (!names.isEmpty()) {
            return names;
        }
        var shape = contract.departures("CatalogueDocument", document);
        if (!shape.isEmpty()) {
            return shape;
        }
        try {
            return CatalogueRules.all(CatalogueDocument.read(document));
        } catch (JsonMappingException e) {
            return List.of(FieldError.body(placeOf(e), "This cannot be read."));
        } catch (JsonProcessingException e) {
            return List.of(FieldError.body("", "This cannot be read."));
        }
    }

    private static String placeOf(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? "/" + step.getIndex()
                        : "/" + MergePatch.escaped(step.getFieldName()))
                .collect(Collectors.joining());
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

    private static void refuseIfAny(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            var told = new ArrayList<>(errors.subList(0, Math.min(errors.size(), MOST_TOLD)));
            throw ProblemType.INVALID_VALUE.because("With these changes the catalogue would break its rules.", told);
        }
    }
}
