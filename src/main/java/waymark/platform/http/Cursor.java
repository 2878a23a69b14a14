package waymark.platform.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * A place in a list: the key of the last item seen and the way to go on. It is bound to the path and the parameters of
 * its query by a checksum. It holds nothing that the page did not show, so it need not be secret: somebody who makes one
 * up only chooses where to begin reading what they may read anyway.
 *
 * @param backward towards the beginning of the list
 * @param key the sort key of the item at the edge of the page, as text
 */
public record Cursor(boolean backward, List<String> key) {

    private static final int CHECKSUM_BYTES = 8;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    private static final TypeReference<List<String>> KEY = new TypeReference<>() {};

    public static Cursor after(List<String> key) {
        return new Cursor(false, key);
    }

    public static Cursor before(List<String> key) {
        return new Cursor(true, key);
    }

    /**
     * The cursor of a request, or nothing at the beginning of a list.
     *
     * @throws Problem INVALID_CURSOR when it was made for another query, or changed
     */
    public static Optional<Cursor> of(Context ctx) {
        return Input.query(ctx, "cursor").map(text -> decode(text, queryOf(ctx)));
    }

    public String encode(Context ctx) {
        return encode(queryOf(ctx));
    }

    /**
     * The key as what it was made from.
     *
     * @throws Problem INVALID_CURSOR when it cannot be read so
     */
    public <T> T read(Function<List<String>, T> reader) {
        try {
            return reader.apply(key);
        } catch (RuntimeException e) {
            throw refused();
        }
    }

    /**
     * An instant of a key.
     *
     * @throws IllegalArgumentException for one that the database has no place for; somebody made it up
     */
    public static Instant instant(String text) {
        var instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException(text);
        }
        return instant;
    }

    public static Problem refused() {
        return ProblemType.INVALID_CURSOR.because(
                "Begin again without a cursor.",
                List.of(FieldError.query("cursor", "This cursor does not belong to this query, or it is too old.")));
    }

    /** @param path of a list that was asked for without parameters */
    String encodeForPath(String path) {
        return encode(path + Map.of());
    }

    private String encode(String query) {
        try {
            var payload = new ArrayList<String>();
            payload.add(backward ? "<" : ">");
            payload.addAll(key);
            var bytes = Json.MAPPER.writeValueAsBytes(payload);
            var whole = ByteBuffer.allocate(CHECKSUM_BYTES + bytes.length)
                    .put(checksum(query, bytes))
                    .put(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Cursor decode(String text, String query) {
        try {
            var whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var checksum = new byte[CHECKSUM_BYTES];
            whole.get(checksum);
            var bytes = new byte[whole.remaining()];
            whole.get(bytes);
            if (!MessageDigest.isEqual(checksum, checksum(query, bytes))) {
                throw refused();
            }
            var payload = Json.MAPPER.readValue(bytes, KEY);
            if (!payload.stream().allMatch(UnstorableText::storable)) {
                throw refused();
            }
            return new Cursor(payload.get(0).equals("<"), List.copyOf(payload.subList(1, payload.size())));
        } catch (IOException | RuntimeException e) {
            throw refused();
        }
    }

    /** Path and parameters, without those that say where in the list and how much of it. */
    private static String queryOf(Context ctx) {
        var parameters = new TreeMap<>(ctx.queryParamMap());
        parameters.remove("cursor");
        parameters.remove("limit");
        parameters.remove("after");
        return ctx.path() + parameters;
    }

    private static byte[] checksum(String query, byte[] payload) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(query.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(payload), CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
