package waymark.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One route as the contract has it, for tests that walk over all of them.
 *
 * @param path with parameters in braces
 */
public record ContractRoute(String method, String path, JsonNode operation) {

    private static final Set<String> ALL_TYPES =
            Set.of("null", "boolean", "integer", "number", "string", "array", "object");

    private static final JsonNode DOCUMENT = Contract.load().document();

    public static List<ContractRoute> all() {
        var all = new ArrayList<ContractRoute>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(new ContractRoute(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return all;
    }

    public static ContractRoute named(String operationId) {
        return all().stream()
                .filter(route -> route.operation().path("operationId").asText().equals(operationId))
                .findFirst()
                .orElseThrow();
    }

    /** A schema or a parameter, wherever it is written down. */
    static JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : resolved(DOCUMENT.at(reference.substring(1)));
    }

    /** Which JSON types a schema admits; all of them when it does not say. */
    static Set<String> types(JsonNode schema) {
        var types = new TreeSet<String>();
        var declared = schema.path("type");
        (declared.isArray() ? declared : List.of(declared)).forEach(type -> types.add(type.asText()));
        return schema.has("type") ? types : ALL_TYPES;
    }

    public String id() {
        return operation.path("operationId").asText();
    }

    public String access() {
        return operation.path("x-access").asText();
    }

    public boolean reads() {
        return method.equals("GET");
    }

    boolean readsForStaff() {
        return reads() && Set.of("moderator", "admin").contains(access());
    }

    boolean takesBody() {
        return operation.has("requestBody");
    }

    /** Whether a request without any body is refused. */
    boolean needsBody() {
        return operation.at("/requestBody/required").asBoolean();
    }

    boolean isList() {
        return query("cursor").isObject();
    }

    /** The parameters of one kind: {@code query}, {@code path} or {@code header}. */
    List<JsonNode> parameters(String in) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(ContractRoute::resolved)
                .filter(parameter -> parameter.path("in").asText().equals(in))
                .toList();
    }

    /** The schema of a query parameter, or a missing node. */
    JsonNode query(String name) {
        return parameters("query").stream()
                .filter(parameter -> parameter.path("name").asText().equals(name))
                .findFirst()
                .map(parameter -> resolved(parameter.path("schema")))
                .orElseGet(() -> operation.path("no such parameter"));
    }

    /** The query that a request cannot do without, from the examples of the contract; empty when there is none. */
    public String requiredQuery() {
        return parameters("query").stream()
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText() + "="
                        + parameter.path("example").asText())
                .collect(Collectors.joining("&"));
    }

    boolean takesHeader(String name) {
        return parameters("header").stream()
                .anyMatch(parameter -> parameter.path("name").asText().equals(name));
    }

    JsonNode bodySchema() {
        return resolved(operation.at("/requestBody/content/application~1json/schema"));
    }

    /** The example of the contract, with the optional fields it leaves out as other examples have them. */
    public ObjectNode example() {
        ObjectNode example =
                operation.at("/requestBody/content/application~1json/example").deepCopy();
        bodySchema().path("properties").fieldNames().forEachRemaining(name -> {
            if (!example.has(name)) {
                all().stream()
                        .map(other -> other.operation.at("/requestBody/content/application~1json/example/" + name))
                        .filter(value -> !value.isMissingNode())
                        .findFirst()
                        .ifPresent(value -> example.set(name, value.deepCopy()));
            }
        });
        return example;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
