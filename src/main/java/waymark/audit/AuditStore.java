package waymark.audit;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.AUDIT_ENTRY;

import org.jooq.DSLContext;

final class AuditStore {

    /** Any number that no other advisory lock of one key uses. */
    private static final long END_OF_CHAIN = 0x57_41_59_4D_41_55_44L;

    private AuditStore() {}

    /** One after the other: two entries must not follow the same one. */
    static void lockEnd(DSLContext tx) {
        tx.execute("select pg_advisory_xact_lock(?)", END_OF_CHAIN);
    }

    /** Call while holding the end of the chain. */
    static Link.End end(DSLContext tx) {
        return tx.select(AUDIT_ENTRY.NUMBER, AUDIT_ENTRY.HASH)
                .from(AUDIT_ENTRY)
                .orderBy(AUDIT_ENTRY.NUMBER.desc())
                .limit(1)
                .fetchOptional(mapping(Link.End::new))
                .orElse(Link.NONE);
    }

    static void insert(DSLContext tx, Link link) {
        tx.insertInto(AUDIT_ENTRY)
                .set(AUDIT_ENTRY.NUMBER, link.number())
                .set(AUDIT_ENTRY.AT, link.at())
                .set(AUDIT_ENTRY.ACTOR_ID, link.actor().orElse(null))
                .set(AUDIT_ENTRY.ACTION, link.action())
                .set(AUDIT_ENTRY.TARGET_TYPE, link.targetType())
                .set(AUDIT_ENTRY.TARGET_ID, link.targetId().orElse(null))
                .set(AUDIT_ENTRY.CASE_ID, link.caseId().orElse(null))
                .set(AUDIT_ENTRY.REASON, link.reason().orElse(null))
                .set(AUDIT_ENTRY.BEFORE_SHA256, link.beforeSha256().orElse(null))
                .set(AUDIT_ENTRY.AFTER_SHA256, link.afterSha256().orElse(null))
                .set(AUDIT_ENTRY.PREVIOUS_HASH, link.previousHash())
                .set(AUDIT_ENTRY.HASH, link.hash())
                .execute();
    }
}
