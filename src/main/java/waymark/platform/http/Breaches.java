package waymark.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Everything in which a request departs from the contract, told in words for people, all at once. */
final class Breaches {

    /** Breaches of the shape; all others are values of the right shape that break a rule. */
    private static final Set<String> SHAPE = Set.of("type", "required", "additionalProperties", "minProperties");

    /** Whoever gets more than this wrong is a program, and does not read on. */
    private static final int MOST_TOLD = 50;

    private static final int LONGEST_NAME = 60;

    private final List<FieldError> errors = new ArrayList<>();
    private boolean malformed;

    /** Adds what {@code schema} finds wrong with a value; {@code place} makes the entry from a pointer and a sentence. */
    void check(Schema schema, JsonNode value, BiFunction<String, String, FieldError> place) {
        for (var error : schema.validate(value)) {
            // A union reports each of its branches; the branch "or null" helps nobody.
            if (error.getKeyword().equals("anyOf") || error.getKeyword().equals("oneOf")) {
                continue;
            }
            malformed |= SHAPE.contains(error.getKeyword());
            tell(place.apply(pointerOf(error), sentence(error)));
        }
    }

    void add(FieldError error) {
        malformed = true;
        tell(error);
    }

    List<FieldError> found() {
        return List.copyOf(errors);
    }

    private void tell(FieldError error) {
        if (errors.size() < MOST_TOLD
                && errors.stream().noneMatch(told -> told.pointer().equals(error.pointer()))) {
            errors.add(error);
        }
    }

    /** @throws Problem INVALID_REQUEST or INVALID_VALUE when anything was found */
    void refuseIfAny() {
        refuseIfAny(malformed ? ProblemType.INVALID_REQUEST : ProblemType.INVALID_VALUE);
    }

    /** @throws Problem of that type when anything was found */
    void refuseIfAny(ProblemType type) {
        if (!errors.isEmpty()) {
            throw type.because("Please look at: " + String.join(", ", places()) + ".", errors);
        }
    }

    private Set<String> places() {
        var places = new TreeSet<String>();
        errors.forEach(error -> places.add(
                error.pointer().isEmpty()
                        ? "the body"
                        : shortened(error.pointer().substring(1))));
        return places;
    }

    private static String pointerOf(Error error) {
        var at = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required", "additionalProperties" -> at + "/" + escaped(String.valueOf(error.getProperty()));
            default -> at;
        };
    }

    private static String sentence(Error error) {
        var rule = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "This is needed.";
            case "additionalProperties" -> "There is no field of this name here.";
            case "type" -> "This has to be " + typeName(rule) + ".";
            case "enum" -> "This has to be one of: " + joined(rule) + ".";
            case "minLength" -> "This needs at least " + counted(rule, "character") + ".";
            case "maxLength" -> "This may have at most " + counted(rule, "character") + ".";
            case "minItems" -> "This needs at least " + counted(rule, "entry") + ".";
            case "maxItems" -> "This may have at most " + counted(rule, "entry") + ".";
            case "uniqueItems" -> "Each entry may be given only once.";
            case "minProperties" -> "Nothing to change was given.";
            case "minimum" -> "This has to be at least " + rule.asText() + ".";
            case "maximum" -> "This may be at most " + rule.asText() + ".";
            case "pattern", "format" -> "This is not written the way it has to be.";
            default -> "This cannot be taken.";
        };
    }

    private static String typeName(JsonNode rule) {
        var name = rule.isArray() ? rule.get(0).asText() : rule.asText();
        return switch (name) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> name;
        };
    }

    private static String joined(JsonNode values) {
        var words = new ArrayList<String>();
        values.forEach(value -> words.add(value.asText()));
        return String.join(", ", words);
    }

    private static String counted(JsonNode rule, String noun) {
        int count = rule.asInt();
        var plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return count + " " + (count == 1 ? noun : plural);
    }

    /** The key as a part of a pointer. It came from outside, so halves of surrogate pairs are replaced. */
    static String escaped(String key) {
        var writable = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return writable.replace("~", "~0").replace("/", "~1");
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST_NAME ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }
}
