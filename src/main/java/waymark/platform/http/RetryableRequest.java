package waymark.platform.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request with an Idempotency-Key, reduced to what may be kept of it. The database learns neither the key nor the
 * body, and the stored answer can be decrypted only by whoever sends both again: an answer may hold a session token or
 * what somebody wrote about their illness.
 *
 * @param keySha256 finds the stored answer
 * @param mac tells whether it is the same request
 * @param cipherKey AES-256 key for the stored answer
 */
record RetryableRequest(byte[] keySha256, byte[] mac, byte[] cipherKey) {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    static RetryableRequest of(String idempotencyKey, String route, byte[] body) {
        var key = idempotencyKey.getBytes(StandardCharsets.UTF_8);
        try {
            return new RetryableRequest(
                    MessageDigest.getInstance("SHA-256").digest(key),
                    hmac(key, "request", route, body),
                    hmac(key, "answer", route, body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] encrypt(byte[] answer) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, answer);
        var whole = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
        System.arraycopy(encrypted, 0, whole, NONCE_BYTES, encrypted.length);
        return whole;
    }

    byte[] decrypt(byte[] stored) {
        var nonce = Arrays.copyOf(stored, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(stored, NONCE_BYTES, stored.length));
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(cipherKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String purpose, String route, byte[] body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update((purpose + "\n" + route + "\n").getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }
}
