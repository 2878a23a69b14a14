package waymark.platform.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import waymark.platform.access.Access;

/** Puts the last touches to every answer: its ETag, who may keep it, 304 for what the client has, compression. */
public final class Answers {

    private static final String BODY = "waymark.body";
    private static final String KEEP_NOWHERE = "waymark.keep-nowhere";
    private static final String STREAMED = "waymark.streamed";
    private static final String NEGOTIATED = "waymark.negotiated";
    private static final int FINGERPRINT_BYTES = 12;
    private static final int WORTH_COMPRESSING = 1_400;

    private Answers() {}

    /** 201 with the place of the new thing, for example {@code /posts/...}, below the base path. */
    public static void created(Context ctx, String place, Object answer) {
        ctx.status(201).header("Location", Routes.BASE + place).json(answer);
    }

    /** 202 with the place, below the base path, of what has been taken and is not where it was meant to be yet. */
    public static void accepted(Context ctx, String place, Object answer) {
        ctx.status(202).header("Location", Routes.BASE + place).json(answer);
    }

    public static void nothing(Context ctx) {
        ctx.status(204);
    }

    /** For answers to an address that is nobody else's business: no cache keeps them. */
    public static void keepNowhere(Context ctx) {
        ctx.attribute(KEEP_NOWHERE, true);
    }

    /** For answers that come in more than one type. */
    static void negotiated(Context ctx) {
        ctx.attribute(NEGOTIATED, true);
    }

    /**
     * Answers with something that is too large to be held: as it is, without an ETag, and kept nowhere.
     *
     * @param length so that whoever reads it knows when something is missing
     */
    public static void stream(Context ctx, String type, InputStream body, long length) {
        keepNowhere(ctx);
        ctx.attribute(STREAMED, true);
        ctx.contentType(type).header("Content-Length", String.valueOf(length)).result(body);
    }

    /** Says what has to be said before a stream that has no end; whoever has it writes the rest. */
    static void beginStream(Context ctx, String type) {
        keepNowhere(ctx);
        ctx.attribute(STREAMED, true);
        ctx.contentType(type + "; charset=utf-8");
        sayWhoMayKeepIt(ctx);
    }

    /** Fixes body and ETag; what happens to the context afterwards does not change them. */
    static void finish(Context ctx) {
        var result = ctx.resultInputStream();
        if (ctx.attribute(BODY) != null || result == null) {
            return;
        }
        try {
            var bytes = result.readAllBytes();
            if (ctx.statusCode() < 300 && ctx.res().getHeader("ETag") == null) {
                ctx.header("ETag", Versions.etag(ctx, fingerprint(bytes)));
            }
            finished(ctx, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void finished(Context ctx, byte[] body) {
        ctx.attribute(BODY, body);
        ctx.result(body);
    }

    static byte[] bytes(Context ctx) {
        return Optional.<byte[]>ofNullable(ctx.attribute(BODY)).orElse(new byte[0]);
    }

    /** Forgets a body that was fixed, because the write it belonged to did not happen after all. */
    static void discard(Context ctx) {
        ctx.attribute(BODY, null);
        ctx.removeHeader("ETag")
                .removeHeader("Location")
                .removeHeader("Idempotency-Replayed")
                .removeHeader("Set-Cookie");
    }

    static void send(Context ctx) {
        if (ctx.attribute(STREAMED) != null && ctx.statusCode() == 200) {
            sayWhoMayKeepIt(ctx);
            return;
        }
        finish(ctx);
        sayWhoMayKeepIt(ctx);
        if (bytes(ctx).length == 0) {
            ctx.res().setContentType(null);
        }
        if (!isReading(ctx) || ctx.statusCode() != 200) {
            return;
        }
        boolean compressed = wantsGzip(ctx) && bytes(ctx).length >= WORTH_COMPRESSING;
        if (compressed) {
            ctx.header("ETag", ctx.res().getHeader("ETag").replaceAll("\"$", "-gzip\""));
        }
        if (Versions.isKnown(ctx, ctx.res().getHeader("ETag"))) {
            ctx.status(304).result(new byte[0]).res().setContentType(null);
        } else if (compressed) {
            ctx.header("Content-Encoding", "gzip").result(gzip(bytes(ctx)));
        }
    }

    private static void sayWhoMayKeepIt(Context ctx) {
        boolean shared = ctx.attribute(KEEP_NOWHERE) == null
                && isReading(ctx)
                && Caller.viewer(ctx).member().isEmpty()
                && ctx.routeRoles().contains(Access.GUEST)
                && ctx.statusCode() < 300;
        ctx.header("Cache-Control", shared ? "no-cache" : "private, no-store");
        var chosenBy = "Authorization, Cookie, Accept-Encoding, Origin";
        ctx.header("Vary", ctx.attribute(NEGOTIATED) == null ? chosenBy : "Accept, " + chosenBy);
    }

    static boolean isReading(Context ctx) {
        return ctx.method().equals(HandlerType.GET) || ctx.method().equals(HandlerType.HEAD);
    }

    private static boolean wantsGzip(Context ctx) {
        var accepted = ctx.header("Accept-Encoding");
        return accepted != null
                && Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(","))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.equals("gzip")
                                || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
    }

    private static byte[] gzip(byte[] body) {
        var compressed = new ByteArrayOutputStream(body.length / 3);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static String fingerprint(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
