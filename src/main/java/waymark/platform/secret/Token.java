package waymark.platform.secret;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** What somebody holds who may do or see one thing: 256 random bits, told once. The database knows the SHA-256 only. */
public record Token(String text) {

    public static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static Token make() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** As it is in the database. */
    public byte[] sha256() {
        return Sha256.of(text);
    }

    /** Without what it opens, which belongs in no log. */
    @Override
    public String toString() {
        return "Token";
    }
}
