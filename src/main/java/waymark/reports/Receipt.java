package waymark.reports;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import waymark.platform.secret.Sha256;

/** What a reporter holds: 128 random bits, told once. The database knows the SHA-256 only. */
record Receipt(String text) {

    static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Receipt make() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Receipt(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Of the text and not of the bits: the last letter has room to spare, and a receipt is to have one spelling. */
    byte[] sha256() {
        return Sha256.of(text);
    }
}
