package waymark;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Secrets that somebody else would try first: made by hand, left as an example had them, or everybody's. */
final class Guessable {

    private static final Set<String> PASSWORDS = Set.of(
            "waymark",
            "postgres",
            "postgresql",
            "password",
            "passw0rd",
            "secret",
            "changeme",
            "change-me",
            "example",
            "test",
            "demo",
            "admin",
            "root",
            "123456",
            "12345678");

    /** The one in the documents of Standard Webhooks and in those of many libraries. */
    private static final String KNOWN_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private Guessable() {}

    static boolean isPassword(String text) {
        return PASSWORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    /** @param base64 what is no base64 is somebody else's to refuse */
    static boolean isKey(String base64) {
        if (base64.startsWith(KNOWN_SECRET)) {
            return true;
        }
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return bytes.length > 0 && (repeats(bytes) || counts(bytes) || isText(bytes));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Of 32 bytes that chance has made hardly two are the same. */
    private static boolean repeats(byte[] bytes) {
        var different = new HashSet<Byte>();
        for (byte b : bytes) {
            different.add(b);
        }
        return different.size() <= bytes.length / 2;
    }

    private static boolean counts(byte[] bytes) {
        var step = bytes.length > 1 ? bytes[1] - bytes[0] : 0;
        var counted = new byte[bytes.length];
        for (int i = 0; i < counted.length; i++) {
            counted[i] = (byte) (bytes[0] + i * step);
        }
        return Arrays.equals(bytes, counted);
    }

    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }
}
