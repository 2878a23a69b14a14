package waymark.audit;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.AUDIT_ENTRY;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class AuditStore {

    /** Any number that no other advisory lock of one key uses. */
    private static final long END_OF_CHAIN = 0x57_41_59_4D_41_55_44L;

    /** What is held in memory at once when the chain is walked along. */
    private static final int AT_ONCE = 1_000;

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

    /** The links that come after that number, in their order: some at a time, none at the end. */
    static List<Link> after(DSLContext tx, long number) {
        return tx.select(
                        AUDIT_ENTRY.NUMBER,
                        AUDIT_ENTRY.AT,
                        AUDIT_ENTRY.ACTOR_ID.convertFrom(Optional::ofNullable),
                        AUDIT_ENTRY.ACTION,
                        AUDIT_ENTRY.TARGET_TYPE,
                        AUDIT_ENTRY.TARGET_ID.convertFrom(Optional::ofNullable),
                        AUDIT_ENTRY.CASE_ID.convertFrom(Optional::ofNullable),
                        AUDIT_ENTRY.REASON.convertFrom(Optional::ofNullable),
                        AUDIT_ENTRY.BEFORE_SHA256.convertFrom(Optional::ofNullable),
                        AUDIT_ENTRY.AFTER_SHA256.convertFrom(Optional::ofNullable),
                        AUDIT_ENTRY.PREVIOUS_HASH,
                        AUDIT_ENTRY.HASH)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.NUMBER.gt(number))
                .orderBy(AUDIT_ENTRY.NUMBER)
                .limit(AT_ONCE)
                .fetch(mapping(Link::new));
    }

    static Page<AuditLog.Line> page(DSLContext tx, AuditLog.Query query, Paging paging) {
        return paging.page(
                tx.select(List.of(
                                AUDIT_ENTRY.NUMBER,
                                AUDIT_ENTRY.AT,
                                ACCOUNT.USERNAME,
                                AUDIT_ENTRY.ACTION,
                                AUDIT_ENTRY.TARGET_TYPE,
                                AUDIT_ENTRY.TARGET_ID,
                                AUDIT_ENTRY.CASE_ID,
                                AUDIT_ENTRY.REASON,
                                AUDIT_ENTRY.BEFORE_SHA256,
                                AUDIT_ENTRY.AFTER_SHA256,
                                AUDIT_ENTRY.HASH))
                        .from(AUDIT_ENTRY)
                        .leftJoin(ACCOUNT)
                        .on(ACCOUNT.ID.eq(AUDIT_ENTRY.ACTOR_ID))
                        .where(asked(query)),
                List.of(Paging.Key.descending(AUDIT_ENTRY.NUMBER, AuditLog.Line::number, Long::valueOf)),
                AuditStore::line);
    }

    private static Condition asked(AuditLog.Query query) {
        return query.actor()
                .<Condition>map(name -> lower(ACCOUNT.USERNAME).eq(name.toLowerCase(Locale.ROOT)))
                .orElse(noCondition())
                .and(query.action().<Condition>map(AUDIT_ENTRY.ACTION::eq).orElse(noCondition()))
                .and(query.target().<Condition>map(AUDIT_ENTRY.TARGET_ID::eq).orElse(noCondition()))
                .and(query.caseId().<Condition>map(AUDIT_ENTRY.CASE_ID::eq).orElse(noCondition()));
    }

    private static AuditLog.Line line(Record row) {
        return new AuditLog.Line(
                row.get(AUDIT_ENTRY.NUMBER),
                row.get(AUDIT_ENTRY.AT),
                Optional.ofNullable(row.get(ACCOUNT.USERNAME)),
                row.get(AUDIT_ENTRY.ACTION),
                row.get(AUDIT_ENTRY.TARGET_TYPE),
                Optional.ofNullable(row.get(AUDIT_ENTRY.TARGET_ID)),
                Optional.ofNullable(row.get(AUDIT_ENTRY.CASE_ID)),
                Optional.ofNullable(row.get(AUDIT_ENTRY.REASON)),
                hex(row.get(AUDIT_ENTRY.BEFORE_SHA256)),
                hex(row.get(AUDIT_ENTRY.AFTER_SHA256)),
                HexFormat.of().formatHex(row.get(AUDIT_ENTRY.HASH)));
    }

    private static Optional<String> hex(byte @Nullable [] bytes) {
        return Optional.ofNullable(bytes).map(HexFormat.of()::formatHex);
    }
}
