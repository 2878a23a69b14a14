package waymark.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import waymark.platform.problem.FieldError;

/** Finds text that cannot be kept as it is: NUL, which PostgreSQL has no place for, and halves of surrogate pairs. */
final class UnstorableText {

    private UnstorableText() {}

    static void find(JsonNode tree, Breaches breaches) {
        find(tree, "", breaches);
    }

    private static void find(JsonNode node, String pointer, Breaches breaches) {
        if (node.isTextual() && !storable(node.textValue())) {
            breaches.add(FieldError.body(pointer, "This has a character in it that cannot be kept."));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                find(node.get(i), pointer + "/" + i, breaches);
            }
        } else {
            node.properties()
                    .forEach(field ->
                            find(field.getValue(), pointer + "/" + Breaches.escaped(field.getKey()), breaches));
        }
    }

    static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
