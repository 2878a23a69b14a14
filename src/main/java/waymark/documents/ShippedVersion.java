package waymark.documents;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** What a version is called that came with the program. */
public final class ShippedVersion {

    private static final int DIGITS = 8;

    private ShippedVersion() {}

    /** That which these files make: another one whenever one of them says something else. */
    public static String of(Collection<byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach(digest::update);
            return "shipped-" + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
