package waymark.stories;

import java.util.HexFormat;
import waymark.platform.secret.Sha256;

/**
 * What authors are asked to agree to.
 *
 * @param hash SHA-256 of the text in UTF-8, in hexadecimal digits
 */
record Wording(String version, String text, String hash) {

    static Wording of(String version, String text) {
        return new Wording(version, text, HexFormat.of().formatHex(Sha256.of(text)));
    }
}
