package waymark.webhooks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program that wants to be told, and the secret by which it knows that it is us. */
public final class WebhookEndpoint {

    private static final String SECRET_PREFIX = "whsec_";
    private static final int SHORTEST_SECRET = 24;
    private static final int LONGEST_SECRET = 64;
    private static final String HMAC = "HmacSHA256";

    private final String name;
    private final URI url;
    private final byte[] key;

    private WebhookEndpoint(String name, URI url, byte[] key) {
        this.name = name;
        this.url = url;
        this.key = key;
    }

    /**
     * @param name in small letters; what waits for it is found again by it
     * @param secret {@code whsec_} and 24 to 64 bytes in base64, as Standard Webhooks has it
     * @throws IllegalArgumentException when the secret is not like that
     */
    public static WebhookEndpoint of(String name, URI url, String secret) {
        if (!secret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("a secret begins with " + SECRET_PREFIX);
        }
        var key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        if (key.length < SHORTEST_SECRET || key.length > LONGEST_SECRET) {
            throw new IllegalArgumentException("a secret has 24 to 64 bytes");
        }
        return new WebhookEndpoint(name, url, key);
    }

    String name() {
        return name;
    }

    URI url() {
        return url;
    }

    /** The header webhook-signature. */
    String sign(String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the secret, and without the address, which may hold one too. */
    @Override
    public String toString() {
        return name;
    }
}
