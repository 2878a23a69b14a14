package waymark.reports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import waymark.cases.Target;
import waymark.ids.AccountId;

/**
 * What somebody reports, as it is at that moment.
 *
 * @param subject whose words or whose account it is
 * @param title of a thread or a story, or the username of a member
 * @param markdown of the post or the story, or of the opening post of the thread
 */
record Reported(
        Target target,
        AccountId subject,
        int version,
        Optional<String> title,
        List<String> tags,
        Optional<String> markdown,
        Optional<String> html) {

    /** Tells apart what has one version and says different things, as a thread does whose opening post was edited. */
    byte[] contentSha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            update(digest, title);
            update(digest, markdown);
            tags.forEach(tag -> update(digest, Optional.of(tag)));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With its length in front, so that no two contents read the same. */
    private static void update(MessageDigest digest, Optional<String> part) {
        var bytes = part.orElse("").getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4)
                .putInt(part.isPresent() ? bytes.length : -1)
                .array());
        digest.update(bytes);
    }
}
