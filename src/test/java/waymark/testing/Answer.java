package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import waymark.platform.http.Json;

/** What the server answered, already held against the contract. */
public record Answer(HttpResponse<byte[]> response) {

    public int status() {
        return response.statusCode();
    }

    /** This answer, when it has that status. */
    public Answer expect(int status) {
        assertEquals(status, status(), this::body);
        return this;
    }

    /** This answer, when it is that problem. */
    public Answer expectProblem(int status, String code) {
        expect(status);
        assertEquals(code, text("/code"));
        return this;
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public byte[] bytes() {
        return response.body();
    }

    public String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(body(), e);
        }
    }

    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    public String text(String pointer) {
        return at(pointer).asText();
    }

    /** One field of each entry of a list. */
    public List<String> texts(String list, String pointer) {
        return StreamSupport.stream(at(list).spliterator(), false)
                .map(entry -> entry.at(pointer).asText())
                .toList();
    }

    /** Where the problem says that something is wrong. */
    public List<String> wrongPlaces() {
        return texts("/errors", "/pointer");
    }
}
