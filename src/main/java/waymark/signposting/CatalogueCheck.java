package waymark.signposting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import waymark.documents.MergePatch;
import waymark.platform.http.Contract;
import waymark.platform.problem.FieldError;

/** Looks for everything that is wrong with a catalogue before anybody is shown it. */
final class CatalogueCheck {

    private CatalogueCheck() {}

    /** Pointers are into the document. */
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
}
