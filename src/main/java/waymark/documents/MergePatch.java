package waymark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import waymark.platform.problem.FieldError;

/** A JSON merge patch (RFC 7396): objects are merged, null takes away, everything else takes the place of what was there. */
public final class MergePatch {

    private MergePatch() {}

    /** A new tree; neither of the two is changed. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode merged = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                var unused = merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), apply(merged.path(field.getKey()), field.getValue()));
            }
        });
        return merged;
    }

    /** The places at which the patch takes away what is not there: somebody mistook a name. */
    static List<FieldError> missing(JsonNode target, JsonNode patch, String pointer) {
        var errors = new ArrayList<FieldError>();
        patch.properties().forEach(field -> {
            var at = pointer + "/" + escaped(field.getKey());
            if (!field.getValue().isNull()) {
                errors.addAll(missing(target.path(field.getKey()), field.getValue(), at));
            } else if (!target.has(field.getKey())) {
                errors.add(FieldError.body(at, "There is nothing of this name to take away."));
            }
        });
        return errors;
    }

    /** As a step of a JSON Pointer (RFC 6901). */
    public static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
