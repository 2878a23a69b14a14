package waymark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;

/**
 * What is particular to one document that is changed in versions.
 *
 * @param name in the database and in the audit log
 * @param called what people call it, in small letters
 * @param shippedVersion the name of the version that comes with Waymark
 * @param shippedContent what that one says
 * @param shipped the same, ready to use
 * @param reader makes a version ready to use, from its name and its content; whatever it throws says that it cannot be used
 */
public record DocumentKind<T>(
        String name,
        String called,
        String shippedVersion,
        JsonNode shippedContent,
        T shipped,
        BiFunction<String, JsonNode, T> reader) {}
