package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.Json;

/** The check of the answers is itself checked on planted faults. */
class ContractCheckTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String PATH = "/api/v1/threads";

    @Test
    void aTrueAnswerPasses() {
        assertEquals(List.of(), departures(200, body -> {}, headers -> {}));
    }

    @Test
    void plantedFaultsAreFound() {
        assertFound(body -> body.remove("items"));
        assertFound(body -> body.put("extra", 1));
        assertFound(body -> body.put("next", 5));
        assertFound(body -> body.put("next", "not a cursor!"));
        assertFound(body -> body.remove("signposting"));
        assertFound(body -> thread(body).remove("title"));
        assertFound(body -> thread(body).put("title", 5));
        assertFound(body -> thread(body).put("id", "no-uuid"));
        assertFound(body -> thread(body).put("state", "gone"));
        assertFound(body -> thread(body).put("createdAt", "yesterday"));
        assertFound(body -> thread(body).put("createdAt", "2026-03-10T12:00:00+01:00"));
        assertFound(body -> thread(body).put("secret", "x"));
        assertFound(body -> ((ObjectNode) thread(body).get("author")).put("email", "x@example.org"));
        assertFound(body -> ((ObjectNode) body.at("/signposting/helpline")).remove("openNow"));
        assertFound(body -> ((ObjectNode) body.at("/signposting/helpline")).put("openNow", "yes"));
    }

    @Test
    void statusAndHeadersAreHeldAgainstTheContractToo() {
        assertFalse(departures(204, body -> {}, headers -> {}).isEmpty());
        assertFalse(departures(200, body -> {}, headers -> headers.remove("X-Request-Id"))
                .isEmpty());
        assertFalse(departures(200, body -> {}, headers -> headers.put("ETag", "bare"))
                .isEmpty());
        assertFalse(departures(200, body -> {}, headers -> headers.put("Content-Type", "text/html"))
                .isEmpty());
    }

    private static void assertFound(Consumer<ObjectNode> fault) {
        assertFalse(departures(200, fault, headers -> {}).isEmpty());
    }

    private static List<String> departures(
            int status, Consumer<ObjectNode> fault, Consumer<Map<String, String>> headerFault) {
        forum.thread(forum.alice());
        var answer = forum.guest().get("/threads");
        var body = (ObjectNode) answer.json();
        fault.accept(body);
        var headers = new HashMap<String, String>();
        for (var name : List.of("X-Request-Id", "ETag", "Content-Type")) {
            headers.put(name, answer.header(name));
        }
        headerFault.accept(headers);
        return ContractCheck.departures("GET", PATH, status, headers, bytes(body));
    }

    private static ObjectNode thread(JsonNode body) {
        return (ObjectNode) body.at("/items/0");
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return Json.MAPPER.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
