package waymark.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import waymark.operations.DemoContent;
import waymark.platform.http.Json;

/** A member of the demo who has signed in, to make what is measured. */
record Speaker(Wire wire, String username, String token) {

    static final String BASE = "/api/v1";

    static Speaker signIn(Wire wire, String username) throws IOException {
        var credentials = Map.of("username", username, "password", DemoContent.PASSWORD);
        var answer = wire.send(Wire.request("POST", BASE + "/sessions", "", Json.MAPPER.writeValueAsBytes(credentials)))
                .expect(201);
        return new Speaker(
                wire,
                username,
                Json.MAPPER.readTree(answer.body()).at("/session/token").asText());
    }

    String authorization() {
        return "Authorization: Bearer " + token + "\r\n";
    }

    JsonNode post(String path, Object body) throws IOException {
        var request = Wire.request("POST", BASE + path, authorization(), Json.MAPPER.writeValueAsBytes(body));
        return Json.MAPPER.readTree(wire.send(request).expect(201).body());
    }

    void like(String post) throws IOException {
        wire.send(Wire.request("PUT", BASE + "/posts/" + post + "/like", authorization(), new byte[0]))
                .expect(200);
    }
}
