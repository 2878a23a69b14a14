package waymark.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What came with a request, after it was checked against the contract. */
public final class Input {

    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final String OPERATION = "waymark.operation";

    private Input() {}

    static void expect(Context ctx, Contract.Operation operation) {
        ctx.attribute(OPERATION, operation);
    }

    static Contract.Operation operation(Context ctx) {
        Contract.Operation operation = ctx.attribute(OPERATION);
        if (operation == null) {
            throw new IllegalStateException("no route matched " + ctx.path());
        }
        return operation;
    }

    /** @throws Problem INVALID_REQUEST for parameters that are unknown, given twice or not as the contract has them */
    static void checkQuery(Context ctx) {
        var known = operation(ctx).query();
        var breaches = new Breaches();
        if (BROKEN_ESCAPE
                .matcher(Optional.ofNullable(ctx.queryString()).orElse(""))
                .find()) {
            breaches.add(FieldError.query("", "A percent sign has to be followed by two hexadecimal digits."));
        }
        for (var given : ctx.queryParamMap().entrySet()) {
            var name = given.getKey();
            var schema = known.get(name);
            if (schema == null) {
                breaches.add(FieldError.query(name, "There is no parameter of this name here."));
            } else if (given.getValue().size() != 1) {
                breaches.add(FieldError.query(name, "This may be given only once."));
            } else {
                breaches.check(
                        schema,
                        valueFor(schema, given.getValue().get(0)),
                        (at, sentence) -> FieldError.query(name, sentence));
            }
        }
        breaches.refuseIfAny(ProblemType.INVALID_REQUEST);
    }

    /**
     * The body as a record.
     *
     * @throws Problem INVALID_REQUEST, INVALID_VALUE, UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE
     */
    public static <T> T body(Context ctx, Class<T> type) {
        var tree = body(ctx);
        try {
            return Json.MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            // The contract let through what the record cannot hold: they disagree, and that is ours to mend.
            throw new IllegalStateException(type.getSimpleName() + " and the contract disagree", e);
        }
    }

    /** The body as it came, by which a request is known when it is sent again; empty where none is taken. */
    static byte[] bytes(Context ctx) {
        return operation(ctx).body().isPresent() ? ctx.bodyAsBytes() : new byte[0];
    }

    /** The body as a tree, for merge patches, in which absent and null differ. */
    public static JsonNode body(Context ctx) {
        var expected = operation(ctx).body().orElseThrow();
        requireType(ctx, expected);
        var tree = parse(ctx.bodyAsBytes());
        var breaches = new Breaches();
        breaches.check(expected.schema(), tree, FieldError::body);
        UnstorableText.find(tree, breaches);
        breaches.refuseIfAny();
        return tree;
    }

    public static Optional<String> query(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name));
    }

    /** @param absent the value when the parameter was not given */
    public static int query(Context ctx, String name, int absent) {
        return query(ctx, name).map(Integer::parseInt).orElse(absent);
    }

    /**
     * An id from the path.
     *
     * @throws Problem NOT_FOUND when it is no id at all: nothing can be there
     */
    public static <T> T path(Context ctx, String name, Function<UUID, T> id) {
        var text = ctx.pathParam(name);
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw Problem.notFound();
        }
        return id.apply(UUID.fromString(text));
    }

    /**
     * A name from the path.
     *
     * @throws Problem NOT_FOUND when it is not of that shape: nothing can be there
     */
    public static String path(Context ctx, String name, Pattern shape) {
        var text = ctx.pathParam(name);
        if (!shape.matcher(text).matches()) {
            throw Problem.notFound();
        }
        return text;
    }

    private static JsonNode valueFor(Schema schema, String text) {
        var resolved = schema.getSchemaNode();
        if (resolved.path("type").asText().equals("integer")
                && WHOLE_NUMBER.matcher(text).matches()) {
            try {
                return IntNode.valueOf(Integer.parseInt(text));
            } catch (NumberFormatException tooLarge) {
                return TextNode.valueOf(text);
            }
        }
        return TextNode.valueOf(text);
    }

    private static void requireType(Context ctx, Contract.Body expected) {
        var given = Optional.ofNullable(ctx.contentType()).orElse("").toLowerCase(Locale.ROOT);
        var type = given.split(";", 2)[0].strip();
        var coding =
                Optional.ofNullable(ctx.header("Content-Encoding")).orElse("").strip();
        if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            // A few bytes could become as many as somebody likes.
            throw ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                    "Send the body as it is, not compressed.",
                    List.of(FieldError.header("Content-Encoding", "Leave this out.")));
        }
        if (type.equals("application/json") || (expected.patch() && type.equals("application/merge-patch+json"))) {
            return;
        }
        throw ProblemType.UNSUPPORTED_MEDIA_TYPE.because(
                "Send the body as application/json.",
                List.of(FieldError.header("Content-Type", "This has to be application/json.")));
    }

    private static JsonNode parse(byte[] body) {
        try {
            // From text, not from bytes: left to itself the parser would also take UTF-16.
            var tree = Json.MAPPER.readTree(utf8(body));
            if (tree == null || tree.isMissingNode()) {
                throw malformed("The body is empty.");
            }
            return tree;
        } catch (JsonParseException e) {
            throw malformed("The body is not JSON, from line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " on.");
        } catch (JacksonException e) {
            throw malformed(
                    "The body is JSON that is not taken here: too deep, too long, or with a field given twice.");
        }
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    private static Problem malformed(String detail) {
        return ProblemType.INVALID_REQUEST.because(detail, List.of(FieldError.body("", detail)));
    }
}
