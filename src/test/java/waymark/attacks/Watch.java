package waymark.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waymark.platform.http.ContractRoute;
import waymark.platform.http.Reply;
import waymark.testing.Answer;
import waymark.testing.LogCapture;

/** Looks after each attack whether it was refused as documented, and what the security log says about it. */
final class Watch {

    private static final Set<String> ROUTES = Stream.concat(
                    ContractRoute.all().stream().map(ContractRoute::path), Stream.of("(no route)"))
            .collect(Collectors.toUnmodifiableSet());

    /** What each field of a line may hold. There is no room for anything that somebody sent. */
    private static final Map<String, Pattern> FIELDS = Map.of(
            "time", Pattern.compile("[0-9T:.-]+Z"),
            "level", Pattern.compile("INFO"),
            "logger", Pattern.compile("waymark\\.security"),
            "message", Pattern.compile("refused"),
            "request", Pattern.compile("[0-9a-f-]{36}"),
            "event", Pattern.compile("[a-z-]+"),
            "status", Pattern.compile("4[0-9][0-9]"),
            "method", Pattern.compile("GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT|\\(no method\\)"),
            "account", Pattern.compile("[0-9a-f-]{36}"));

    private final LogCapture logged;

    Watch(LogCapture logged) {
        this.logged = logged;
    }

    /** This answer, when it is that problem and the log has it under its code. */
    Answer refused(int status, String code, Answer answer) {
        return refused(status, code, code, answer);
    }

    /** @param event what the log calls it, where that is not the code of the problem */
    Answer refused(int status, String code, String event, Answer answer) {
        requireLine(status, event, answer.expectProblem(status, code).header("X-Request-Id"));
        return answer;
    }

    /** The same for what no HTTP client would send. */
    void refused(int status, String code, Reply reply) {
        assertEquals(status, reply.status(), reply::toString);
        assertEquals(
                "application/problem+json",
                reply.headers().getOrDefault("Content-Type", "none").split(";", 2)[0],
                reply::toString);
        assertEquals(code, reply.code(), reply::toString);
        requireLine(status, code, reply.headers().getOrDefault("X-Request-Id", ""));
    }

    /** Whatever is wrong with it, it is a refusal, and the log has it under its code. */
    void refusedSomehow(Answer answer) {
        refusedSomehow(Reply.of(answer));
    }

    void refusedSomehow(Reply reply) {
        assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
        refused(reply.status(), reply.code(), reply);
    }

    private void requireLine(int status, String event, String request) {
        var lines = logged.security(request);
        assertEquals(1, lines.size(), () -> "lines about " + request + ": " + lines);
        var line = lines.get(0);
        assertEquals(event, line.path("event").asText(), line::toString);
        assertEquals(status, line.path("status").asInt(), line::toString);
        line.properties().forEach(field -> requireHarmless(field.getKey(), field.getValue()));
    }

    private static void requireHarmless(String field, JsonNode value) {
        var text = value.asText();
        boolean harmless = field.equals("route")
                ? ROUTES.contains(text)
                : FIELDS.containsKey(field) && FIELDS.get(field).matcher(text).matches();
        assertTrue(harmless, () -> field + " is " + value);
    }
}
