package waymark.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import javax.crypto.spec.SecretKeySpec;

/** An app that shows one-time codes. It knows of the forum what a person would type into it. */
public final class Authenticator {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;
    private final Clock clock;

    private Authenticator(byte[] secret, Clock clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** @param begun the answer to beginning with a second factor */
    public static Authenticator of(Answer begun, Clock clock) {
        return new Authenticator(decoded(begun.text("/setup/secret")), clock);
    }

    /** The code of now. */
    public String code() {
        return code(Duration.ZERO);
    }

    /** The code of another time, as seen from now. */
    public String code(Duration from) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "RAW"), clock.instant().plus(from));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base32) {
        var bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = ((held & 0xFF) << 5) | BASE32.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(held >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
