package waymark.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;
import waymark.testing.Answer;

/**
 * What came back, whichever way it was sent.
 *
 * @param status 0 when there was no answer
 * @param silence why there was none
 */
public record Reply(int status, Map<String, String> headers, byte[] body, String silence) {

    static Reply none(String why) {
        return new Reply(0, Map.of(), new byte[0], why);
    }

    public static Reply of(Answer answer) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        answer.response().headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Reply(answer.status(), headers, answer.bytes(), "");
    }

    /** As an HTTP client would give it. */
    HttpResponse<byte[]> response(URI uri) {
        var values = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return new HttpResponse<>() {
            @Override
            public int statusCode() {
                return status;
            }

            @Override
            public HttpRequest request() {
                return HttpRequest.newBuilder(uri).build();
            }

            @Override
            public Optional<HttpResponse<byte[]>> previousResponse() {
                return Optional.empty();
            }

            @Override
            public HttpHeaders headers() {
                return HttpHeaders.of(values, (name, value) -> true);
            }

            @Override
            public byte[] body() {
                return body;
            }

            @Override
            public Optional<SSLSession> sslSession() {
                return Optional.empty();
            }

            @Override
            public URI uri() {
                return uri;
            }

            @Override
            public HttpClient.Version version() {
                return HttpClient.Version.HTTP_1_1;
            }
        };
    }

    boolean isSuccess() {
        return status >= 200 && status < 400;
    }

    boolean isRefusal() {
        return status >= 400 && status < 500;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Of a problem. */
    public String code() {
        return json().path("code").asText();
    }

    JsonNode json() {
        return tree(body);
    }

    /** A missing node for what is no JSON. */
    static JsonNode tree(byte[] json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Where a problem says that something is wrong, in this part of the request. */
    List<String> places(String in) {
        var places = new ArrayList<String>();
        json().path("errors").forEach(error -> {
            if (error.path("in").asText().equals(in)) {
                places.add(error.path("pointer").asText());
            }
        });
        return places;
    }

    @Override
    public String toString() {
        var text = text();
        return status == 0
                ? silence
                : status + " " + headers.getOrDefault("Content-Type", "") + " "
                        + MalformedBodies.shown(text.substring(0, Math.min(60, text.length())))
                        + json().path("errors");
    }
}
