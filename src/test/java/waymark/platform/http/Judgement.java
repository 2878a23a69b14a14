package waymark.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is wrong with an answer to something malformed. Each complaint is its kind, a colon, and what it was this time. */
final class Judgement {

    /** No refusal is larger than the largest request: else one could have a lot sent for a little. */
    private static final int LARGEST_REFUSAL = Server.LARGEST_BODY;

    /** What the inside of the server looks like from the outside when it shows. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)<html|<!doctype|<pre>|\\bat [a-z.]+\\(|\\b(java|javax|jakarta|kotlin|waymark|org|com|io)\\.[a-z]+\\.[a-z]"
                    + "|exception|stacktrace|\\bselect\\b.+\\bfrom\\b|insert into|sqlstate|jdbc|postgres|jetty|javalin|jackson"
                    + "|constraint|_pk\\b|_fk\\b");

    private static final Pattern NAMES_A_PLACE =
            Pattern.compile("invalid-(request|value|cursor)|unsupported-media-type|version-needed");

    private static final Schema PROBLEM = Contract.load().schema("/components/schemas/Problem");

    private Judgement() {}

    /**
     * @param in the part of the request that is malformed
     * @param body what was sent; null when none was, or it is beside the point
     */
    static List<String> of(Malformed<?> malformed, String in, byte @Nullable [] body, Reply reply) {
        var complaints = new ArrayList<String>();
        if (reply.isSuccess()) {
            if (malformed.refused()) {
                complaints.add("was taken: it has to be refused");
            } else if (body != null) {
                complaints.addAll(effect(Reply.tree(body), reply));
            }
            return complaints;
        }
        complaints.addAll(problem(reply));
        complaints.addAll(place(malformed, in, reply));
        if (in.equals("body") && body != null) {
            complaints.addAll(placesThatAreNot(Reply.tree(body), reply));
        }
        return complaints;
    }

    /** In what an answer differs from what was asked for; what it does not tell back, such as a password, is passed over. */
    static List<String> effect(JsonNode asked, Reply reply) {
        if (reply.status() == 204 && asked.isObject()) {
            return List.of();
        }
        if (!(asked.isObject() && reply.json() instanceof ObjectNode answer)) {
            return List.of("took what is no JSON: " + reply);
        }
        answer.remove("signposting");
        var complaints = new ArrayList<String>();
        asked.properties().forEach(field -> {
            if (field.getKey().equals("sequence")) {
                // Which change was seen last, and then which one this is.
                return;
            }
            var told = answer.findValues(field.getKey());
            if (!told.isEmpty() && told.stream().noneMatch(value -> same(field.getValue(), value))) {
                complaints.add("another effect: was asked for " + field + " and did " + told);
            }
        });
        return complaints;
    }

    private static boolean same(JsonNode asked, JsonNode told) {
        return switch (asked.getNodeType()) {
            // Asked for with a yes, and told as the whole thing.
            case BOOLEAN -> told.isObject() || told.equals(asked);
            // What is left out may be filled in.
            case NULL -> told.isNull() || told.isObject() || (told.isArray() && told.isEmpty());
            case NUMBER -> asked.decimalValue().compareTo(numberIn(told).decimalValue()) == 0;
            case ARRAY ->
                asked.size() == told.size()
                        && entries(asked).allMatch(one -> entries(told).anyMatch(other -> same(one, other)));
            case OBJECT ->
                asked.properties().stream().allMatch(field -> same(field.getValue(), told.path(field.getKey())));
            default -> sameText(asked.asText(), textIn(told).asText());
        };
    }

    /** A quote is told back with its place. */
    private static JsonNode textIn(JsonNode told) {
        return told.isObject() ? told.path("text") : told;
    }

    /** A post that is named by its number is told back with its id. */
    private static JsonNode numberIn(JsonNode told) {
        return told.isNumber() ? told : told.path("number");
    }

    private static Stream<JsonNode> entries(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** Names and ids are the same in capitals; titles lose the spaces around them. */
    private static boolean sameText(String asked, String told) {
        return told.equals(asked)
                || told.equals(asked.strip())
                || (asked.length() < 40 && told.equalsIgnoreCase(asked));
    }

    /** What holds for every refusal, whatever is refused. */
    private static List<String> problem(Reply reply) {
        if (!reply.isRefusal()) {
            return List.of(reply.status() == 0 ? reply.silence() : reply.status() + ": that is no refusal");
        }
        var complaints = new ArrayList<String>();
        var type = reply.headers().getOrDefault("Content-Type", "none");
        if (!type.startsWith("application/problem+json")) {
            complaints.add("no problem: the type is " + type);
        }
        var json = reply.json();
        PROBLEM.validate(json)
                .forEach(error -> complaints.add(
                        "against the contract: " + error.getInstanceLocation() + " " + error.getMessage()));
        if (json.path("status").asInt() != reply.status()) {
            complaints.add("another status: in the body it is " + json.path("status"));
        }
        if (!json.path("instance").asText().equals(reply.headers().get("X-Request-Id"))) {
            complaints.add("another instance: it is not the id of the request");
        }
        if (json.path("detail").asText().contains("?\u2026")) {
            complaints.add("half a character: " + json.path("detail"));
        }
        if (json instanceof ObjectNode object) {
            object.remove("signposting");
            var inside = INSIDE.matcher(object.toString());
            if (inside.find()) {
                complaints.add("shows the inside: " + inside.group());
            }
        }
        if (reply.body().length > LARGEST_REFUSAL) {
            complaints.add("too long an answer: " + reply.body().length + " bytes");
        }
        return complaints;
    }

    /** Whether the refusal names the one place that is wrong, or what is around or in it, and no other. */
    private static List<String> place(Malformed<?> malformed, String in, Reply reply) {
        if (malformed.place().isEmpty()
                || !NAMES_A_PLACE.matcher(reply.json().path("code").asText()).matches()) {
            return List.of();
        }
        var place = malformed.place().get();
        var named = reply.places(in);
        boolean right = !named.isEmpty()
                && named.stream()
                        .allMatch(at -> at.equals(place)
                                || at.startsWith(place + "/")
                                || (!at.isEmpty() && place.startsWith(at + "/")));
        return right
                ? List.of()
                : List.of("names another place: '" + place + "' is wrong, the answer says " + shortened(named));
    }

    /** Pointers of the answer that lead to nothing that was sent, nor to a gap in it. */
    private static List<String> placesThatAreNot(JsonNode sent, Reply reply) {
        if (sent.isMissingNode()) {
            return List.of();
        }
        return reply.places("body").stream()
                // A question mark stands for what cannot be written, such as half a surrogate pair.
                .filter(place -> !place.contains("?") && !place.isEmpty())
                .filter(place ->
                        sent.at(place.substring(0, place.lastIndexOf('/'))).isMissingNode())
                .map(place -> "names a place that is not there: " + MalformedBodies.shown(place))
                .toList();
    }

    private static String shortened(List<String> places) {
        var quoted = places.stream().limit(5).map(place -> "'" + place + "'").toList();
        return quoted + (places.size() > 5 ? " and " + (places.size() - 5) + " more" : "");
    }
}
