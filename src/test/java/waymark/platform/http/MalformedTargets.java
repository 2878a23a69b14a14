package waymark.platform.http;

import static waymark.platform.http.Malformed.odd;
import static waymark.platform.http.Malformed.oddSomehow;
import static waymark.platform.http.Malformed.refused;
import static waymark.platform.http.Malformed.refusedSomehow;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** Query strings and parts of paths that are wrong, written as they go over the wire. */
final class MalformedTargets {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    private MalformedTargets() {}

    /** Queries that no route knows. */
    static List<Malformed<String>> unknown() {
        var queries = new ArrayList<Malformed<String>>();
        for (var name : List.of(
                "unknown",
                "UNKNOWN",
                "limit%5B%5D",
                "%F0%9F%98%80",
                "a%2Fb~c",
                "__proto__",
                "a%0Ab",
                "%0D%0A",
                "%E2%80%A8",
                "%00",
                "%20",
                "%22%3E",
                "access_token",
                "n".repeat(5_000))) {
            queries.add(refused("unknown parameter " + name, name + "=1", "/" + decoded(name)));
        }
        queries.add(refused("unknown parameter without a value", "unknown", "/unknown"));
        queries.add(refused("unknown parameter given twice", "unknown=1&unknown=2", "/unknown"));
        queries.add(refusedSomehow("a value without a name", "=1"));
        for (var broken :
                List.of("%ff=1", "%C0%80=1", "%ED%A0%80=1", "%ZZ=1", "%=1", "%u0041=1", "a=%ZZ", "a=%", "a=%ff")) {
            queries.add(refusedSomehow("broken " + broken, broken));
        }
        for (var empty : List.of("", "&", "&&&")) {
            queries.add(oddSomehow("nothing but " + empty, empty));
        }
        return queries;
    }

    /** Queries with a parameter that the route knows. */
    static List<Malformed<String>> values(JsonNode parameter, Random random) {
        var queries = new ArrayList<Malformed<String>>();
        var name = parameter.path("name").asText();
        var schema = ContractRoute.resolved(parameter.path("schema"));
        queries.add(refused("twice " + name, name + "=1&" + name + "=1", "/" + name));
        queries.add(refused(name + " twice, once without a value", name + "&" + name + "=", "/" + name));
        var capitals = name.toUpperCase(Locale.ROOT);
        queries.add(refused(name + " in capitals", capitals + "=1", "/" + capitals));
        queries.add(refused(name + " without a value", name, "/" + name));
        for (var value : List.of(
                "",
                "0",
                "-1",
                "1",
                "100",
                "101",
                "abc",
                "9999999999",
                "2147483647",
                "2147483648",
                "1.5",
                "1e1",
                "0x10",
                "%205",
                "5%20",
                "+5",
                "%2B5",
                "--5",
                "-0",
                "007",
                "%D9%A5",
                "%EF%BC%95",
                "%00",
                "5%00",
                "null",
                "NaN",
                "true",
                "%0A",
                "5%0A",
                "%F0%9F%98%80",
                "%27%20or%201=1--",
                "%25",
                "[]",
                "9".repeat(400),
                "a-".repeat(3_000),
                "x".repeat(6_000),
                "a-".repeat(3_000) + "a",
                "active,newest",
                "../..",
                "%2e%2e%2f")) {
            queries.add(value(name, schema, value));
        }
        for (var broken : List.of("%ff", "%C0%80", "%ED%A0%80", "%ZZ", "%", "%E2%82", "%u0041")) {
            // Where the address itself cannot be read, nothing in it can be pointed at.
            queries.add(refusedSomehow(name + "=" + broken, name + "=" + broken));
        }
        for (int i = 0; i < 3; i++) {
            queries.add(value(name, schema, encoded(MalformedBodies.textByChance(random, 1 + random.nextInt(8)))));
        }
        return queries;
    }

    private static Malformed<String> value(String name, JsonNode schema, String value) {
        var what = name + "=" + MalformedBodies.shown(value);
        return breaks(schema, decoded(value))
                ? refused(what, name + "=" + value, "/" + name)
                : odd(what, name + "=" + value, "/" + name);
    }

    private static boolean breaks(JsonNode schema, String value) {
        if (schema.path("type").asText().equals("integer")) {
            if (!WHOLE_NUMBER.matcher(value).matches()) {
                return true;
            }
            var number = new BigDecimal(value);
            return number.compareTo(schema.path("minimum").decimalValue()) < 0
                    || number.compareTo(schema.path("maximum").decimalValue()) > 0;
        }
        if (schema.has("enum")) {
            var values = new ArrayList<String>();
            schema.path("enum").forEach(entry -> values.add(entry.asText()));
            return !values.contains(value);
        }
        return value.length() > schema.path("maxLength").asInt(Integer.MAX_VALUE)
                || (value.length() < 1_000
                        && schema.has("pattern")
                        && !Pattern.compile(schema.path("pattern").asText())
                                .matcher(value)
                                .matches());
    }

    /** What can stand where a parameter of a path does. None of it is there. */
    static List<Malformed<String>> segments(String real, Random random) {
        var segments = new ArrayList<Malformed<String>>();
        for (var segment : List.of(
                "none",
                "0190a0a0-0000-7000-8000-000000000000",
                "00000000-0000-0000-0000-000000000000",
                "0",
                "-1",
                "null",
                "1-1-1-1-1",
                real + "x",
                real + "%20",
                real + "%00",
                "%00" + real,
                real + "%0A",
                real + "%2f",
                real + "%5c",
                "%7B" + real + "%7D",
                real + "," + real,
                "%00",
                "%01",
                "%20",
                "%0a",
                "%0d%0aX-Injected:%20yes",
                "%2f",
                "%2F..%2f",
                "..",
                "%2e%2e",
                ".%2e",
                "...",
                "%ff",
                "%c0%80",
                "%c0%ae%c0%ae",
                "%ed%a0%80",
                "%ZZ",
                "%",
                "%2",
                "%25",
                "%2500",
                "%252e%252e",
                "%u0041",
                "*",
                "~",
                "|",
                "\\",
                "^",
                "'",
                "%22",
                "%27%20or%201=1--",
                "%3Cscript%3E",
                "%F0%9F%98%80",
                "%E2%80%AE",
                "%F4%90%80%80",
                "%D9%A0",
                "a@b",
                "a:b",
                "$%7Bx%7D",
                "{thread}",
                "x".repeat(10_000),
                "%61".repeat(3_000),
                "a-".repeat(4_000))) {
            segments.add(refusedSomehow(MalformedBodies.shown(segment), segment));
        }
        for (var segment : List.of(".", "%2e", "", real + ";x=1", ";x=1", real.toUpperCase(Locale.ROOT))) {
            segments.add(oddSomehow(MalformedBodies.shown(segment), segment));
        }
        for (int i = 0; i < 4; i++) {
            segments.add(refusedSomehow(
                    "by chance", "x" + encoded(MalformedBodies.textByChance(random, 1 + random.nextInt(9)))));
        }
        return segments;
    }

    static Malformed<String> queryByChance(ContractRoute route, Random random) {
        var names = new ArrayList<>(List.of("x", "", "limit", "cursor"));
        route.parameters("query")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        var query = new StringBuilder();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            query.append(i == 0 ? "" : random.nextInt(9) == 0 ? "&&" : "&")
                    .append(names.get(random.nextInt(names.size())))
                    .append(random.nextInt(9) == 0 ? "" : "=")
                    .append(
                            random.nextInt(3) == 0
                                    ? random.nextInt(120)
                                    : encoded(MalformedBodies.textByChance(random, random.nextInt(6))));
        }
        if (random.nextInt(4) == 0) {
            query.insert(random.nextInt(query.length() + 1), '%');
        }
        return oddSomehow("by chance: " + query, query.toString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
