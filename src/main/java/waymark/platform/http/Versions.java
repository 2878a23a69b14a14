package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Versions of things that are edited, as ETags carry them. An ETag is {@code "<version>-<fingerprint of the bytes>"}, or
 * the fingerprint alone for what has no version. To read again both parts count; to change something only the version
 * does, because the fingerprint also covers what is around the thing, such as whether the helpline is open.
 */
public final class Versions {

    private static final String VERSION = "waymark.version";

    private Versions() {}

    /** Says which version the answer shows. */
    public static void show(Context ctx, int version) {
        ctx.attribute(VERSION, version);
    }

    /**
     * The version that the caller believes to be changing; empty for {@code *}, which is any.
     *
     * @throws Problem VERSION_NEEDED without If-Match, STALE_VERSION for one that no answer ever carried
     */
    public static Expected expected(Context ctx) {
        var header = ctx.header("If-Match");
        if (header == null) {
            throw ProblemType.VERSION_NEEDED.because(
                    "Send the ETag of what you read as If-Match.",
                    List.of(FieldError.header("If-Match", "This is needed.")));
        }
        if (header.strip().equals("*")) {
            return Expected.ANY;
        }
        var versions = Arrays.stream(header.split(","))
                .map(Versions::versionIn)
                .flatMapToInt(OptionalInt::stream)
                .boxed()
                .toList();
        return new Expected(versions, false);
    }

    static String etag(Context ctx, String fingerprint) {
        return '"'
                + Optional.<Integer>ofNullable(ctx.attribute(VERSION))
                        .map(version -> version + "-")
                        .orElse("")
                + fingerprint
                + '"';
    }

    /** Whether {@code If-None-Match} names this ETag; a weak comparison, as RFC 9110 wants it. */
    static boolean isKnown(Context ctx, String etag) {
        var header = ctx.header("If-None-Match");
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(given -> given.startsWith("W/") ? given.substring(2) : given)
                        .anyMatch(given -> given.equals("*") || given.equals(etag));
    }

    private static OptionalInt versionIn(String etag) {
        var bare = etag.strip().replace("\"", "");
        try {
            return OptionalInt.of(Integer.parseInt(bare.split("-", 2)[0]));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** What a change says it is based on. */
    public record Expected(List<Integer> versions, boolean any) {

        public static final Expected ANY = new Expected(List.of(), true);

        /** @throws Problem STALE_VERSION when the present version is another */
        public void require(int present) {
            if (!any && !versions.contains(present)) {
                throw ProblemType.STALE_VERSION.because("Read it again, and make your change to what it says now.");
            }
        }
    }
}
