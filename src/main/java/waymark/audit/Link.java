package waymark.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.secret.Sha256;

/** One link of the chain, as it stands in the table. */
record Link(
        long number,
        Instant at,
        Optional<AccountId> actor,
        String action,
        String targetType,
        Optional<UUID> targetId,
        Optional<CaseId> caseId,
        Optional<String> reason,
        Optional<byte[]> beforeSha256,
        Optional<byte[]> afterSha256,
        byte[] previousHash,
        byte[] hash) {

    /** What stands before the first. */
    static final End NONE = new End(0, new byte[32]);

    static Link after(End end, AuditEntry entry, Instant at) {
        var bare = new Link(
                end.number() + 1,
                // The table keeps microseconds, and the hash has to be found again from what it keeps.
                at.truncatedTo(ChronoUnit.MICROS),
                entry.actor(),
                entry.action(),
                entry.targetType(),
                entry.targetId(),
                entry.caseId(),
                entry.reason(),
                entry.before().map(Sha256::of),
                entry.after().map(Sha256::of),
                end.hash(),
                new byte[0]);
        return bare.withHash(bare.computedHash());
    }

    End end() {
        return new End(number, hash);
    }

    boolean holds() {
        return MessageDigest.isEqual(hash, computedHash());
    }

    /**
     * SHA-256 over the hash before and every field in the order of the table. Each field is written with its length, and an
     * absent one as length -1, so that no two entries read the same.
     */
    byte[] computedHash() {
        var digest = digest();
        digest.update(previousHash);
        update(digest, Optional.of(ByteBuffer.allocate(8).putLong(number).array()));
        update(digest, text(at.toString()));
        update(digest, actor.flatMap(id -> text(id.toString())));
        update(digest, text(action));
        update(digest, text(targetType));
        update(digest, targetId.flatMap(id -> text(id.toString())));
        update(digest, caseId.flatMap(id -> text(id.toString())));
        update(digest, reason.flatMap(Link::text));
        update(digest, beforeSha256);
        update(digest, afterSha256);
        return digest.digest();
    }

    private Link withHash(byte[] made) {
        return new Link(
                number,
                at,
                actor,
                action,
                targetType,
                targetId,
                caseId,
                reason,
                beforeSha256,
                afterSha256,
                previousHash,
                made);
    }

    private static void update(MessageDigest digest, Optional<byte[]> field) {
        digest.update(ByteBuffer.allocate(4)
                .putInt(field.map(bytes -> bytes.length).orElse(-1))
                .array());
        field.ifPresent(digest::update);
    }

    private static Optional<byte[]> text(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the chain ends. */
    record End(long number, byte[] hash) {}
}
