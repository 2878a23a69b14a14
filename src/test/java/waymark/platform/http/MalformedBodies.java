package waymark.platform.http;

import static waymark.platform.http.Malformed.refused;
import static waymark.platform.http.Malformed.refusedSomehow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Bodies that are wrong in one way each, made from a valid one by walking its schema in the contract. What they are made
 * from is given only when one is sent, because a body that was taken uses up names and ids.
 */
final class MalformedBodies {

    /** Makes the malformed body from a valid one. */
    interface Recipe extends Function<ObjectNode, byte[]> {}

    private static final String HOLE = "a hole to be filled";
    private static final int LARGE = 60_000;

    private static final Map<String, String> LITERALS = Map.of(
            "null", "null",
            "boolean", "true",
            "integer", "7",
            "number", "1.5",
            "string", "\"words\"",
            "array", "[]",
            "object", "{}");

    /** Not JSON at all, whatever the field. */
    private static final List<String> NO_VALUES = List.of(
            "NaN",
            "Infinity",
            "-Infinity",
            "undefined",
            "'single'",
            "bare",
            "\"open",
            "\"\\x41\"",
            "\"\\u00\"",
            "\"\\uZZZZ\"",
            "\"a\nb\"",
            "\"a\u0000b\"",
            "\"a\u001fb\"",
            "\"tab\tinside\"",
            "[1,]",
            "{,}",
            "{\"a\"}",
            "{a:1}",
            "/**/1",
            "01",
            "+1",
            ".5",
            "1.",
            "0x10",
            "1e",
            "--1",
            "TRUE",
            "");

    /** Bytes that no UTF-8 text has in it, within a string. */
    private static final Map<String, int[]> NO_UTF8 = Map.of(
            "a lone 0xff", new int[] {0xff},
            "an overlong NUL", new int[] {0xc0, 0x80},
            "an overlong slash", new int[] {0xe0, 0x80, 0xaf},
            "a surrogate in three bytes", new int[] {0xed, 0xa0, 0x80},
            "a pair of surrogates in six bytes", new int[] {0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80},
            "a cut sequence", new int[] {0xe2, 0x82},
            "beyond U+10FFFF", new int[] {0xf4, 0x90, 0x80, 0x80},
            "a lone continuation", new int[] {0x80});

    /** Characters inside a text that cannot be kept, as JSON escapes. */
    private static final List<String> UNSTORABLE = List.of(
            "\\u0000",
            "\\ud800",
            "\\udbff",
            "\\udc00",
            "\\udfff",
            "\\udc00\\ud83d",
            "\\ud83d\\ud83d\\ude00",
            "\\ud83dx");

    /** Names that no schema has: the name as JSON writes it, and as it is in a pointer. */
    private static final Map<String, String> NO_FIELDS = fieldsThatAreNot();

    private final ObjectNode valid;
    private final Random random;
    private final int breadth;
    private final List<Malformed<Recipe>> made = new ArrayList<>();

    private MalformedBodies(ObjectNode valid, Random random, int breadth) {
        this.valid = valid;
        this.random = random;
        this.breadth = breadth;
    }

    /**
     * What is known to be worth trying.
     *
     * @param breadth how much of it, where one of a kind would do
     */
    static List<Malformed<Recipe>> of(ContractRoute route, ObjectNode valid, Random random, int breadth) {
        var bodies = new MalformedBodies(valid, random, breadth);
        bodies.whole();
        // None of them depends on the route; others try the others.
        var whole = bodies.some(bodies.made, 15);
        bodies.made.clear();
        bodies.made.addAll(whole);
        if (route.needsBody()) {
            bodies.made.add(refused("none at all", body -> bytes(""), ""));
        }
        bodies.walk("", route.bodySchema());
        return bodies.made;
    }

    /** Bodies that chance has made: broken bytes, or several wrong values at once. Anything may be the answer to them. */
    static List<Malformed<Recipe>> byChance(ObjectNode valid, Random random, int count) {
        var bodies = new MalformedBodies(valid, random, count);
        for (int i = 0; i < count; i++) {
            long seed = random.nextLong();
            if (i % 2 == 0) {
                bodies.made.add(Malformed.oddSomehow(
                        "broken bytes", body -> brokenBytes(bytes(write(body)), new Random(seed))));
            } else {
                bodies.made.add(Malformed.oddSomehow("several values", body -> severalValues(body, new Random(seed))));
            }
        }
        return bodies.made;
    }

    private void whole() {
        for (var text : List.of(" ", "\n\n", "{", "}", "[", "\"", "nul", "{}{}", "\u0000", "<title>words</title>")) {
            made.add(refused("instead: " + text, body -> bytes(text), ""));
        }
        for (var text :
                List.of("title: words\n", "title=words&markdown=words", "--x\r\nContent-Disposition: form-data")) {
            made.add(refused("instead: " + text, body -> bytes(text), ""));
        }
        for (var end : List.of("x", "{}", "null", ",", "]", "}", "\u0000", " /* */", "// more", "\u001a", "#")) {
            made.add(refused("at the end: " + end, body -> bytes(write(body) + end), ""));
        }
        for (var begin : List.of("// first\n", "/* first */", "# first\n", ")]}',\n", "\u0000", "\u00a0", ",")) {
            made.add(refused("at the beginning: " + begin, body -> bytes(begin + write(body)), ""));
        }
        made.add(refused("in a list", body -> bytes("[" + write(body) + "]"), ""));
        made.add(refused("in a text", body -> bytes(write(TextNode.valueOf(write(body)))), ""));
        for (var charset : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE")) {
            made.add(refused("as " + charset, body -> write(body).getBytes(Charset.forName(charset)), ""));
        }
        made.add(refused(
                "as UTF-16LE with a BOM", body -> ("\ufeff" + write(body)).getBytes(StandardCharsets.UTF_16LE), ""));
        made.add(Malformed.oddSomehow("after a BOM", body -> bytes("\ufeff" + write(body))));
        made.add(Malformed.oddSomehow("after 200 kB of spaces", body -> bytes(" ".repeat(200_000) + write(body))));
        made.add(refusedSomehow("after 300 kB of spaces", body -> bytes(" ".repeat(300_000) + write(body))));
        made.add(refused("5,000 lists in each other", body -> bytes("[".repeat(5_000) + "]".repeat(5_000)), ""));
        made.add(refused("5,000 open lists", body -> bytes("[".repeat(5_000)), ""));
        made.add(refused(
                "5,000 objects in each other", body -> bytes("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)), ""));
        for (int i = 0; i < 4; i++) {
            double part = random.nextDouble();
            made.add(refused(
                    "cut short",
                    body -> {
                        var text = write(body);
                        return bytes(text.substring(0, (int) (text.length() * part)));
                    },
                    ""));
        }
    }

    private void walk(String pointer, JsonNode declared) {
        var schema = ContractRoute.resolved(declared);
        var types = ContractRoute.types(schema);
        LITERALS.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(literal -> {
            boolean admitted = types.contains(literal.getKey())
                    || (literal.getKey().equals("integer") && types.contains("number"));
            if (!admitted || literal.getKey().equals("null")) {
                value(pointer, literal.getValue(), !admitted);
            }
        });
        if (!pointer.isEmpty()) {
            some(NO_VALUES, 3).stream()
                    // Nothing at all is fine where there is one entry: the list is empty then.
                    .filter(text -> !text.isEmpty() || !pointer.endsWith("/0"))
                    .forEach(text -> made.add(refused(
                            "no JSON at " + pointer + ": " + shown(text),
                            body -> replaced(body, pointer, bytes(text)),
                            "")));
            if (oneInFour()) {
                var deep = "[".repeat(5_000) + "]".repeat(5_000);
                made.add(refused("deep at " + pointer, body -> replaced(body, pointer, bytes(deep)), ""));
            }
        }
        if (types.contains("string")) {
            strings(pointer, schema);
        }
        if (types.contains("integer")) {
            numbers(pointer, schema);
        }
        if (types.contains("array")) {
            lists(pointer, schema);
        }
        if (types.contains("object")) {
            objects(pointer, schema);
        }
    }

    private void strings(String pointer, JsonNode schema) {
        var now = valid.at(pointer).asText();
        for (var text : texts(now, schema)) {
            made.add(new Malformed<>(
                    "text at " + pointer + ": " + shown(text),
                    body -> replaced(body, pointer, bytes(write(TextNode.valueOf(text)))),
                    Optional.of(pointer),
                    breaks(schema, text)));
        }
        some(UNSTORABLE, 3)
                .forEach(escape -> made.add(refused(
                        "text at " + pointer + " with " + escape,
                        body -> replaced(body, pointer, inside(body.at(pointer).asText(), bytes(escape))),
                        pointer)));
        some(UNSTORABLE, 1)
                .forEach(escape -> made.add(refused(
                        "nothing at " + pointer + " but " + escape,
                        body -> replaced(body, pointer, bytes('"' + escape + '"')),
                        pointer)));
        some(List.copyOf(new TreeMap<>(NO_UTF8).entrySet()), 2)
                .forEach(bad -> made.add(refused(
                        "text at " + pointer + " with " + bad.getKey(),
                        body -> replaced(body, pointer, inside(body.at(pointer).asText(), bytesOf(bad.getValue()))),
                        "")));
        if (oneInFour()) {
            var tooLarge = "x".repeat(300_000);
            made.add(refusedSomehow(
                    "300 kB at " + pointer, body -> replaced(body, pointer, bytes('"' + tooLarge + '"'))));
        }
    }

    private List<String> texts(String now, JsonNode schema) {
        int longest = schema.path("maxLength").asInt(1_000);
        var texts = new ArrayList<>(List.of(
                "",
                " ",
                "     ",
                "\u00a0\u2003\u3000",
                "\t\n",
                "a",
                " " + now + " ",
                now + "\n",
                now + "\u007f",
                now + "\u0085",
                now + "\u2028",
                now + "\uffff",
                now + "\u202e",
                now + "\ud83d\ude00",
                now + "e\u0301",
                now + "'; drop table account; --",
                now + "<script>alert(1)</script>",
                now + "%s%n${x}{{x}}\\",
                "\u0001\u0002\u001b[2J",
                "\ud83d\ude00".repeat(longest),
                "x".repeat(longest),
                "x".repeat(longest + 1),
                "@a ".repeat(longest / 3),
                "[".repeat(longest),
                "> ".repeat(longest / 2),
                "*_`~[](".repeat(longest / 7)));
        // What makes a careless regular expression slow, or makes it run out of stack.
        texts.addAll(some(
                List.of(
                        "x".repeat(LARGE),
                        "a-".repeat(LARGE / 2) + "a",
                        "a-".repeat(LARGE / 2),
                        "a@" + ".".repeat(LARGE) + "@",
                        "a@" + "a.".repeat(LARGE / 20) + "\u0001",
                        "@".repeat(LARGE)),
                2));
        for (int i = 0; i < 3; i++) {
            texts.add(textByChance(random, 1 + random.nextInt(40)));
        }
        return texts;
    }

    private void numbers(String pointer, JsonNode schema) {
        for (var number : List.of("0", "-1", "-0", "1.0", "1e0", "2147483647", "100e-2")) {
            var value = new BigDecimal(number);
            boolean tooSmall = schema.has("minimum")
                    && value.compareTo(schema.path("minimum").decimalValue()) < 0;
            boolean tooLarge = schema.has("maximum")
                    && value.compareTo(schema.path("maximum").decimalValue()) > 0;
            value(pointer, number, tooSmall || tooLarge);
        }
        some(
                        List.of(
                                "2147483648",
                                "4294967297",
                                "9223372036854775808",
                                "-9223372036854775809",
                                "1.5",
                                "1e400",
                                "-1e400",
                                "1e-400",
                                "1e99999",
                                "1e999999999",
                                "1e-999999999",
                                "\"1\""),
                        6)
                .forEach(number -> value(pointer, number, true));
        var digits = "9".repeat(LARGE);
        made.add(refusedSomehow("60,000 digits at " + pointer, body -> replaced(body, pointer, bytes(digits))));
        made.add(refusedSomehow(
                "an endless exponent at " + pointer, body -> replaced(body, pointer, bytes("1e" + digits))));
    }

    private void lists(String pointer, JsonNode schema) {
        var entry = valid.at(pointer).path(0);
        if (entry.isMissingNode()) {
            return;
        }
        for (var entries : List.of("[null]", "[[]]", "[1]", "[{}]", "[true]")) {
            value(pointer, entries, true);
        }
        int most = schema.path("maxItems").asInt();
        copies(pointer, 2, schema.path("uniqueItems").asBoolean());
        copies(pointer, most + 1, true);
        copies(pointer, entry.isTextual() ? 10_000 : 2_000, true);
        value(pointer, "[" + String.join(",", Collections.nCopies(10_000, "1")) + "]", true);
        value(pointer, "[" + String.join(",", Collections.nCopies(10_000, "{}")) + "]", true);
        if (schema.path("minItems").asInt() > 0) {
            value(pointer, "[]", true);
        }
        walk(pointer + "/0", schema.path("items"));
        if (valid.at(pointer).size() > 1) {
            walk(pointer + "/1", schema.path("items"));
        }
    }

    private void copies(String pointer, int count, boolean refused) {
        made.add(new Malformed<>(
                count + " times the same at " + pointer,
                body -> {
                    var one = write(body.at(pointer).get(0));
                    return replaced(
                            body, pointer, bytes("[" + String.join(",", Collections.nCopies(count, one)) + "]"));
                },
                Optional.of(pointer),
                refused));
    }

    private void objects(String pointer, JsonNode schema) {
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        value(pointer, "{}", !required.isEmpty() || schema.path("minProperties").asInt() > 0);
        schema.path("properties").properties().forEach(property -> {
            var name = property.getKey();
            var place = pointer + "/" + name;
            if (valid.at(place).isMissingNode()) {
                return;
            }
            made.add(new Malformed<>(
                    "without " + place,
                    body -> {
                        var copy = body.deepCopy();
                        var unused = ((ObjectNode) copy.at(pointer)).remove(name);
                        return bytes(write(copy));
                    },
                    Optional.of(place),
                    required.contains(name)));
            made.add(refused(
                    "twice " + place,
                    body -> withMember(body, pointer, bytes('"' + name + "\":" + write(body.at(place)))),
                    ""));
            var capitals = name.toUpperCase(Locale.ROOT);
            made.add(refused(
                    "also in capitals " + place,
                    body -> withMember(body, pointer, bytes('"' + capitals + "\":" + write(body.at(place)))),
                    pointer + "/" + capitals));
            walk(place, property.getValue());
        });
        some(List.copyOf(NO_FIELDS.entrySet()), 5)
                .forEach(name -> some(List.of("1", "null", "\"\\u0000\"", "{\"a\":[]}"), 1)
                        .forEach(value -> made.add(refused(
                                "unknown at " + pointer + ": " + shown(name.getKey()) + ":" + value,
                                body -> withMember(body, pointer, bytes('"' + name.getKey() + "\":" + value)),
                                pointer + "/" + name.getValue()))));
        made.add(refused(
                "unknown with a slash and text that cannot be kept at " + pointer,
                body -> withMember(body, pointer, bytes("\"a/b~c\":\"\\u0000\"")),
                pointer + "/a~1b~0c"));
        for (var half : List.of("\\ud800", "a/\\udc00")) {
            made.add(refusedSomehow(
                    "a name with " + half + " at " + pointer,
                    body -> withMember(body, pointer, bytes('"' + half + "\":1"))));
        }
        made.add(refused(
                "deep in an unknown field at " + pointer,
                body -> withMember(body, pointer, bytes("\"a\":" + "[".repeat(5_000) + "]".repeat(5_000))),
                ""));
        made.add(refusedSomehow(
                "a name of 60,000 characters at " + pointer,
                body -> withMember(body, pointer, bytes('"' + "n".repeat(LARGE) + "\":1"))));
        var many = new StringBuilder("\"m\":0");
        for (int i = 0; i < 2_000; i++) {
            many.append(",\"m").append(i).append("\":0");
        }
        made.add(refused(
                "2,001 unknown fields at " + pointer,
                body -> withMember(body, pointer, bytes(many.toString())),
                pointer));
    }

    /** For what is dear, and is about the parser rather than the field. */
    private boolean oneInFour() {
        return random.nextInt(4) < breadth;
    }

    /** A few of them, chosen by chance; more when the search is wide. */
    private <T> List<T> some(List<T> all, int count) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(shuffled.size(), count * breadth));
    }

    private void value(String pointer, String json, boolean refused) {
        made.add(new Malformed<>(
                "at " + (pointer.isEmpty() ? "the root" : pointer) + ": " + shown(json),
                body -> replaced(body, pointer, bytes(json)),
                Optional.of(pointer),
                refused));
    }

    /** Whether a text is against what the schema says in so many words; judged without the library the server uses. */
    private static boolean breaks(JsonNode schema, String text) {
        int length = text.codePointCount(0, text.length());
        if (length < schema.path("minLength").asInt(0)
                || length > schema.path("maxLength").asInt(Integer.MAX_VALUE)) {
            return true;
        }
        if (schema.has("enum")) {
            var values = new ArrayList<String>();
            schema.path("enum").forEach(value -> values.add(value.asText()));
            return !values.contains(text);
        }
        if (schema.path("format").asText().equals("uuid")) {
            return true;
        }
        // To Java a dollar is also before a last line feed, to JSON Schema it is not. Long texts may take Java for
        // ever.
        var pattern = schema.path("pattern").asText("").replaceAll("\\$$", "\\\\z");
        return text.length() < 1_000 && !Pattern.compile(pattern).matcher(text).find();
    }

    private static Map<String, String> fieldsThatAreNot() {
        var names = new LinkedHashMap<String, String>();
        names.put("unknown", "unknown");
        names.put("", "");
        names.put(" ", " ");
        names.put("a/b~c", "a~1b~0c");
        names.put("__proto__", "__proto__");
        names.put("@type", "@type");
        names.put("$ref", "$ref");
        names.put("0", "0");
        names.put("\\n", "\n");
        names.put("a\\nb", "a\nb");
        names.put("\\u2028", "\u2028");
        names.put("\\u0000", "\u0000");
        names.put("\ud83d\ude00", "\ud83d\ude00");
        names.put("\u202eemos", "\u202eemos");
        // The sentence that names it is cut in the middle of a character when it is cut by chars.
        names.put("n".repeat(59) + "\ud83d\ude00", "n".repeat(59) + "\ud83d\ude00");
        return names;
    }

    private static byte[] replaced(ObjectNode body, String pointer, byte[] raw) {
        if (pointer.isEmpty()) {
            return raw;
        }
        var copy = body.deepCopy();
        int cut = pointer.lastIndexOf('/');
        put(copy.at(pointer.substring(0, cut)), pointer.substring(cut + 1), TextNode.valueOf(HOLE));
        return filled(write(copy), '"' + HOLE + '"', raw);
    }

    private static byte[] withMember(ObjectNode body, String pointer, byte[] raw) {
        var copy = body.deepCopy();
        put(copy.at(pointer), HOLE, TextNode.valueOf(HOLE));
        return filled(write(copy), '"' + HOLE + "\":\"" + HOLE + '"', raw);
    }

    private static void put(JsonNode parent, String key, JsonNode value) {
        if (parent instanceof ArrayNode list) {
            var unused = list.set(Integer.parseInt(key), value);
        } else {
            ((ObjectNode) parent).set(key, value);
        }
    }

    private static byte[] filled(String text, String hole, byte[] raw) {
        int at = text.indexOf(hole);
        return joined(bytes(text.substring(0, at)), raw, bytes(text.substring(at + hole.length())));
    }

    /** A JSON string: the text with bytes of any kind in its middle. */
    private static byte[] inside(String text, byte[] raw) {
        int middle = text.length() / 2;
        var before = write(TextNode.valueOf(text.substring(0, middle)));
        var after = write(TextNode.valueOf(text.substring(middle)));
        return joined(bytes(before.substring(0, before.length() - 1)), raw, bytes(after.substring(1)));
    }

    private static byte[] brokenBytes(byte[] body, Random random) {
        var broken = body;
        int breaks = 1 + random.nextInt(3);
        for (int i = 0; i < breaks; i++) {
            int at = random.nextInt(broken.length);
            int to = Math.min(broken.length, at + 1 + random.nextInt(4));
            var before = Arrays.copyOf(broken, at);
            var after = Arrays.copyOfRange(broken, to, broken.length);
            broken = switch (random.nextInt(4)) {
                case 0 -> joined(before, new byte[] {(byte) random.nextInt(256)}, after);
                case 1 -> joined(before, after);
                case 2 -> joined(broken, Arrays.copyOfRange(broken, at, to));
                default ->
                    joined(before, bytes(textByChance(random, 3)), Arrays.copyOfRange(broken, at, broken.length));
            };
            if (broken.length == 0) {
                return broken;
            }
        }
        return broken;
    }

    private static byte[] severalValues(ObjectNode body, Random random) {
        var copy = body.deepCopy();
        var places = new ArrayList<String>();
        collect(copy, "", places);
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            var place = places.get(random.nextInt(places.size()));
            int cut = place.lastIndexOf('/');
            var parent = copy.at(place.substring(0, cut));
            if (parent.isContainerNode() && !copy.at(place).isMissingNode()) {
                put(parent, place.substring(cut + 1), valueByChance(random));
            }
        }
        return bytes(write(copy));
    }

    private static void collect(JsonNode node, String pointer, List<String> places) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                places.add(pointer + "/" + field.getKey());
                collect(field.getValue(), pointer + "/" + field.getKey(), places);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.add(pointer + "/" + i);
                collect(node.get(i), pointer + "/" + i, places);
            }
        }
    }

    private static JsonNode valueByChance(Random random) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (random.nextInt(7)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextInt(20) - 5);
            case 3 -> nodes.numberNode(random.nextGaussian() * Math.pow(10, random.nextInt(40)));
            case 4 -> nodes.arrayNode().add(textByChance(random, 5)).add(random.nextInt());
            case 5 -> nodes.objectNode().put(textByChance(random, 4), textByChance(random, 5));
            default -> nodes.textNode(textByChance(random, random.nextInt(80)));
        };
    }

    /** Text of characters that something has stumbled over before. */
    static String textByChance(Random random, int length) {
        var alphabet = new int[] {
            'a', 'B', '7', '-', '_', ' ', '.', '@', '/', '\\', '"', '\'', '<', '>', '&', '%', '#', '{', '[', '*', '`',
            '|', '\n', '\t', 0x1b, 0x7f, 0x85, 0xa0, 0xdf, 0x130, 0x131, 0x300, 0x200b, 0x200d, 0x2028, 0x202e, 0xfeff,
            0xfffd, 0xffff, 0x1f600, 0x1f1ec, 0xe0041, 0x10ffff
        };
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }

    static String shown(String text) {
        var shortened = text.length() <= 60 ? text : text.substring(0, 40) + "... (" + text.length() + " characters)";
        return shortened
                .chars()
                .collect(
                        StringBuilder::new,
                        (shown, c) -> {
                            if (c >= ' ' && c < 0x7f) {
                                shown.append((char) c);
                            } else {
                                shown.append("\\u%04x".formatted(c));
                            }
                        },
                        StringBuilder::append)
                .toString();
    }

    private static byte[] bytesOf(int[] values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (var part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String write(JsonNode node) {
        try {
            return Json.MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
