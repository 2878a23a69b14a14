package waymark.platform.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of this forum. With them is sealed what has to be read again but must not lie open in the database and its
 * backups (AES-256-GCM), and is found what must not be read there at all (HMAC-SHA256). The first key seals; the others
 * still open what was sealed before, until it has been sealed anew. Each purpose has keys of its own, so that what was
 * sealed for one cannot be passed off as something else.
 */
public final class Keyring {

    /** Of a key, and of what AES-256 and HMAC-SHA256 take. */
    public static final int KEY_BYTES = 32;

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,16}");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Key> keys;

    private Keyring(List<Key> keys) {
        this.keys = keys;
    }

    /**
     * Keys as a setting has them: {@code k2:<base64>,k1:<base64>}, 32 bytes each, the one that seals first.
     *
     * @throws IllegalArgumentException for any other text; its message has nothing of the keys
     */
    public static Keyring parse(String text) {
        var keys = Arrays.stream(text.strip().split("[,\\s]+")).map(Key::parse).toList();
        var ids = new HashSet<String>();
        if (!keys.stream().map(Key::id).allMatch(ids::add)) {
            throw new IllegalArgumentException("two keys have the same name");
        }
        return new Keyring(keys);
    }

    /** A key that nobody has seen, as {@link #parse} reads it. */
    public static String fresh(String id) {
        var bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return id + ":" + Base64.getEncoder().encodeToString(bytes);
    }

    /** Encrypts, so that only a forum with this key can read it, and only for the same purpose. Never twice the same. */
    public byte[] seal(String purpose, String text) {
        return seal(purpose, text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] seal(String purpose, byte[] content) {
        var key = keys.get(0);
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var encrypted = crypt(Cipher.ENCRYPT_MODE, key, purpose, nonce, content);
        var id = key.id().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + id.length + NONCE_BYTES + encrypted.length)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * Reads what {@link #seal} made.
     *
     * @throws IllegalStateException when its key is not here any more, or it was changed or sealed for something else
     */
    public String open(String purpose, byte[] sealed) {
        return new String(openBytes(purpose, sealed), StandardCharsets.UTF_8);
    }

    public byte[] openBytes(String purpose, byte[] sealed) {
        var in = ByteBuffer.wrap(sealed);
        var id = new byte[in.get()];
        in.get(id);
        var nonce = new byte[NONCE_BYTES];
        in.get(nonce);
        var encrypted = new byte[in.remaining()];
        in.get(encrypted);
        return crypt(
                Cipher.DECRYPT_MODE, require(new String(id, StandardCharsets.US_ASCII)), purpose, nonce, encrypted);
    }

    /** What everything begins with that the present key seals. */
    public byte[] mark() {
        var id = keys.get(0).id().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + id.length).put((byte) id.length).put(id).array();
    }

    /** The same text always has the same hash, and without the key nobody can find out which text a hash is of. */
    public byte[] hash(String purpose, String text) {
        return hash(keys.get(0), purpose, text);
    }

    /** The hashes with every key, for finding what was hashed before a key came in front. */
    public List<byte[]> hashes(String purpose, String text) {
        return keys.stream().map(key -> hash(key, purpose, text)).toList();
    }

    private Key require(String id) {
        return keys.stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the key " + id + " is not among the keys of this forum"));
    }

    private static byte[] hash(Key key, String purpose, String text) {
        return hmac(derived(key, "hash", purpose), text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] crypt(int mode, Key key, String purpose, byte[] nonce, byte[] content) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    mode,
                    new SecretKeySpec(derived(key, "seal", purpose), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed for " + purpose + " cannot be read", e);
        }
    }

    private static byte[] derived(Key key, String use, String purpose) {
        return hmac(key.bytes(), (use + ":" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Key(String id, byte[] bytes) {

        static Key parse(String text) {
            var parts = text.split(":", 2);
            if (parts.length != 2 || !ID.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException("a key has to have a name of small letters, digits and hyphens");
            }
            try {
                var bytes = Base64.getDecoder().decode(parts[1]);
                if (bytes.length == KEY_BYTES) {
                    return new Key(parts[0], bytes);
                }
            } catch (IllegalArgumentException e) {
                // Told below, without what was given.
            }
            throw new IllegalArgumentException("a key has to have 32 bytes in base64");
        }

        @Override
        public String toString() {
            return "key " + id;
        }
    }
}
