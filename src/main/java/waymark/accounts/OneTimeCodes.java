package waymark.accounts;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes as apps show them (RFC 6238: SHA-1, six digits, thirty seconds), and codes for those whose app is lost. */
final class OneTimeCodes {

    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_BYTES = 10;
    private static final int RECOVERY_CODES = 10;
    private static final int STEP_SECONDS = 30;
    private static final String ISSUER = "Waymark";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimeCodes() {}

    /** A secret that nobody has seen. */
    static byte[] newSecret() {
        return random(SECRET_BYTES);
    }

    /** Ten codes that nobody has seen, as people write them down. */
    static List<String> newRecoveryCodes() {
        return Stream.generate(() -> base32(random(RECOVERY_BYTES)).replaceAll("(.{4})(?!$)", "$1-"))
                .limit(RECOVERY_CODES)
                .toList();
    }

    /** A code as it was typed, without what people put between its letters. */
    static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    /**
     * The step of time to which a code belongs: of now, or of the one before or behind, because clocks differ and people
     * type slowly.
     *
     * @param plain as {@link #plain} has it
     */
    static OptionalLong step(byte[] secret, String plain, Instant now) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        for (long step = current - 1; step <= current + 1; step++) {
            if (MessageDigest.isEqual(ascii(code(secret, step)), ascii(plain))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private static String code(byte[] secret, long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "RAW"), Instant.ofEpochSecond(step * STEP_SECONDS));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an app reads from a QR code. */
    static String uri(String username, byte[] secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"
                .formatted(
                        ISSUER,
                        URLEncoder.encode(username, StandardCharsets.UTF_8),
                        base32(secret),
                        ISSUER,
                        STEP_SECONDS);
    }

    /** RFC 4648, for lengths that need no padding. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : bytes) {
            held = (held << 8) | (each & 0xFF);
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE32.charAt((held >> (bits - 5)) & 0x1F));
            }
            held &= 0xFF;
        }
        return text.toString();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
