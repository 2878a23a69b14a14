package waymark.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import waymark.platform.problem.FieldError;
import waymark.platform.text.Shipped;

/**
 * The OpenAPI document, as the server uses it: requests are checked against it, so a limit is written down once, where
 * clients read it too.
 */
public final class Contract {

    private static final String RESOURCE = "/api-docs/openapi.yaml";
    private static final SchemaLocation ROOT = SchemaLocation.of("https://waymark.invalid/openapi.yaml");

    /** Left to itself the validator takes formats such as uuid for remarks. */
    private static final SchemaRegistryConfig STRICT =
            SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

    private final String yaml;
    private final JsonNode document;
    private final Schema root;

    private Contract(String yaml, JsonNode document) {
        this.yaml = yaml;
        this.document = document;
        this.root = SchemaRegistry.withDefaultDialect(
                        Dialects.getOpenApi31(), registry -> registry.schemaRegistryConfig(STRICT))
                .getSchema(ROOT, document);
    }

    public static Contract load() {
        try {
            var yaml = Shipped.text(RESOURCE);
            return new Contract(yaml, new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document as it was written. */
    public String yaml() {
        return yaml;
    }

    /** The document as a tree. */
    public JsonNode document() {
        return document;
    }

    /** A schema inside the document, by its JSON Pointer. */
    public Schema schema(String pointer) {
        return root.getSubSchema(SchemaLocation.Fragment.of(pointer));
    }

    /**
     * What the document says of a route.
     *
     * @param method in any case
     * @param path with parameters in braces, as in the document
     * @throws IllegalStateException when the document does not know the route; nothing is served that is not in it
     */
    public Operation operation(String method, String path) {
        var pointer = "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
        var node = document.at(pointer);
        if (node.isMissingNode()) {
            throw new IllegalStateException(method + " " + path + " is not in " + RESOURCE);
        }
        return new Operation(
                node.path("operationId").asText(),
                node.path("x-access").asText(),
                queryOf(node, pointer),
                bodyOf(node, pointer));
    }

    /**
     * Checks a value that did not come in a request.
     *
     * @param schema the name of a schema among the components of the document
     * @throws waymark.platform.problem.Problem INVALID_REQUEST or INVALID_VALUE
     */
    public void require(String schema, Object value) {
        var breaches = new Breaches();
        breaches.check(schema("/components/schemas/" + schema), Json.MAPPER.valueToTree(value), FieldError::body);
        breaches.refuseIfAny();
    }

    /**
     * The same for a part of a value that is looked at further.
     *
     * @return what departs from that schema, with pointers into the value; nothing when all is well
     */
    public List<FieldError> departures(String schema, JsonNode value) {
        var breaches = new Breaches();
        breaches.check(schema("/components/schemas/" + schema), value, FieldError::body);
        return breaches.found();
    }

    private Map<String, Schema> queryOf(JsonNode operation, String pointer) {
        var parameters = new LinkedHashMap<String, Schema>();
        var declared = operation.path("parameters");
        for (int i = 0; i < declared.size(); i++) {
            var reference = declared.get(i).path("$ref").asText("");
            var place = reference.isEmpty() ? pointer + "/parameters/" + i : reference.substring(1);
            var parameter = document.at(place);
            if (parameter.path("in").asText().equals("query")) {
                parameters.put(parameter.path("name").asText(), schema(place + "/schema"));
            }
        }
        return parameters;
    }

    private Optional<Body> bodyOf(JsonNode operation, String pointer) {
        var content = operation.at("/requestBody/content");
        if (content.isMissingNode()) {
            return Optional.empty();
        }
        var place = pointer + "/requestBody/content/application~1json/schema";
        return Optional.of(new Body(schema(place), content.has("application/merge-patch+json")));
    }

    /**
     * One route of the document.
     *
     * @param access who may call it
     * @param query the query parameters it knows, by name
     * @param body absent when it takes none
     */
    public record Operation(String id, String access, Map<String, Schema> query, Optional<Body> body) {}

    public record Body(Schema schema, boolean patch) {}
}
