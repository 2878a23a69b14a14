package waymark.audit;

import java.util.Optional;
import java.util.UUID;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.access.Member;

/**
 * Something that was done, before it has its place in the log.
 *
 * @param actor empty for the server itself
 * @param action a word in kebab-case that says what was done, such as {@code post-removed}
 * @param targetType what kind of thing it was done to, in kebab-case
 * @param targetId empty where the thing has no id, such as the log itself
 * @param reason a code, never what people wrote
 * @param before what the target said or was; only its hash is kept
 * @param after what it says or is now; only its hash is kept
 */
public record AuditEntry(
        Optional<AccountId> actor,
        String action,
        String targetType,
        Optional<UUID> targetId,
        Optional<CaseId> caseId,
        Optional<String> reason,
        Optional<String> before,
        Optional<String> after) {

    public static AuditEntry by(Member member, String action, String targetType, UUID target) {
        return by(member.id(), action, targetType, target);
    }

    public static AuditEntry by(AccountId actor, String action, String targetType, UUID target) {
        return entry(Optional.of(actor), action, targetType, Optional.of(target));
    }

    /** For what a member does to something that has no id of its own. */
    public static AuditEntry by(Member member, String action, String targetType) {
        return entry(Optional.of(member.id()), action, targetType, Optional.empty());
    }

    /** For what the server does by itself. */
    public static AuditEntry byTheServer(String action, String targetType, UUID target) {
        return entry(Optional.empty(), action, targetType, Optional.of(target));
    }

    public AuditEntry because(String code) {
        return new AuditEntry(actor, action, targetType, targetId, caseId, Optional.of(code), before, after);
    }

    public AuditEntry in(CaseId id) {
        return new AuditEntry(actor, action, targetType, targetId, Optional.of(id), reason, before, after);
    }

    public AuditEntry changed(String from, String to) {
        return new AuditEntry(actor, action, targetType, targetId, caseId, reason, Optional.of(from), Optional.of(to));
    }

    /** For something new: there was nothing before it. */
    public AuditEntry wrote(String text) {
        return new AuditEntry(actor, action, targetType, targetId, caseId, reason, before, Optional.of(text));
    }

    private static AuditEntry entry(
            Optional<AccountId> actor, String action, String targetType, Optional<UUID> target) {
        return new AuditEntry(
                actor,
                action,
                targetType,
                target,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
