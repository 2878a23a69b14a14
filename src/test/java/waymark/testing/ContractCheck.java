package waymark.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import waymark.platform.http.Contract;
import waymark.platform.http.Json;

/** Holds every answer a test gets against the OpenAPI document. */
public final class ContractCheck {

    private static final Contract CONTRACT = Contract.load();
    private static final Map<String, Pattern> TEMPLATES = templates();
    private static final String PROBLEM = "application/problem+json";

    private ContractCheck() {}

    /** @throws AssertionError listing all in which the answer departs from the document */
    public static void check(String method, String path, HttpResponse<byte[]> answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        var departures = departures(method, path, answer.statusCode(), headers, unpacked(answer.body(), headers));
        if (!departures.isEmpty()) {
            throw new AssertionError(method + " " + path + " answered " + answer.statusCode()
                    + " against the contract:\n  " + String.join("\n  ", departures));
        }
    }

    static List<String> departures(String method, String path, int status, Map<String, String> headers, byte[] body) {
        var template = templateOf(path);
        if (template.isEmpty()) {
            return status >= 400 && status < 500
                    ? bodyDepartures("/components/responses/NotFound", headers, body)
                    : List.of("the document has no such path, so 404 is the only answer");
        }
        var operation = "/paths/" + escaped(template.get()) + "/"
                + (method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
        if (CONTRACT.document().at(operation).isMissingNode()) {
            return status == 405 || status == 204
                    ? List.of()
                    : List.of("the document has no such method here, so 405 is the only answer");
        }
        var pointer = resolve(operation + "/responses/" + status);
        if (CONTRACT.document().at(pointer).isMissingNode()) {
            return List.of("the document does not have this status here");
        }
        var departures = new ArrayList<>(headerDepartures(pointer, headers));
        if (!method.equals("HEAD")) {
            departures.addAll(bodyDepartures(pointer, headers, body));
        }
        return departures;
    }

    private static List<String> headerDepartures(String response, Map<String, String> headers) {
        var departures = new ArrayList<String>();
        CONTRACT.document().at(response).path("headers").fieldNames().forEachRemaining(name -> {
            var declared = resolve(response + "/headers/" + escaped(name));
            var value = headers.get(name);
            if (value == null) {
                if (CONTRACT.document().at(declared).path("required").asBoolean()) {
                    departures.add("the header " + name + " is missing");
                }
                return;
            }
            CONTRACT.schema(declared + "/schema")
                    .validate(TextNode.valueOf(value))
                    .forEach(error -> departures.add("the header " + name + ": " + error.getMessage()));
        });
        return departures;
    }

    private static List<String> bodyDepartures(String response, Map<String, String> headers, byte[] body) {
        var content = CONTRACT.document().at(response).path("content");
        if (content.isMissingNode()) {
            return body.length == 0 ? List.of() : List.of("there should be no body");
        }
        var given =
                Optional.ofNullable(headers.get("Content-Type")).orElse("none").split(";", 2)[0];
        if (!content.has(given)) {
            var wanted = new ArrayList<String>();
            content.fieldNames().forEachRemaining(wanted::add);
            return List.of("the type is " + given + " where it should be " + String.join(" or ", wanted));
        }
        if (!given.equals("application/json") && !given.equals(PROBLEM)) {
            return List.of();
        }
        var schema = CONTRACT.schema(response + "/content/" + escaped(given) + "/schema");
        return schema.validate(parsed(body)).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private static Optional<String> templateOf(String path) {
        var bare = path.split("\\?", 2)[0];
        return TEMPLATES.entrySet().stream()
                .filter(template -> template.getValue().matcher(bare).matches())
                .map(Map.Entry::getKey)
                // /sessions/current is also of the shape /sessions/{session}; the one without a parameter is meant.
                .min((one, other) -> Integer.compare(one.indexOf('{') < 0 ? 0 : 1, other.indexOf('{') < 0 ? 0 : 1));
    }

    private static Map<String, Pattern> templates() {
        var templates = new LinkedHashMap<String, Pattern>();
        CONTRACT.document()
                .path("paths")
                .fieldNames()
                .forEachRemaining(template -> templates.put(
                        template,
                        Pattern.compile(
                                template.replaceAll("\\{[^}]+}", "[^/]+").replace(".", "\\."))));
        return templates;
    }

    private static String resolve(String pointer) {
        var reference = CONTRACT.document().at(pointer).path("$ref").asText("");
        return reference.isEmpty() ? pointer : reference.substring(1);
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static byte[] unpacked(byte[] body, Map<String, String> headers) {
        if (!"gzip".equals(headers.get("Content-Encoding"))) {
            return body;
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError("the body is not gzip", e);
        }
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("the body is no JSON", e);
        }
    }
}
