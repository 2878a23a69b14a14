package waymark.reports;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.REPORT;
import static waymark.schema.Tables.REPORT_OUTCOME;
import static waymark.schema.Tables.REPORT_REASON;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectField;
import waymark.cases.CaseCategory;
import waymark.cases.CaseState;
import waymark.cases.Priority;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class ReportStore {

    private static final List<SelectField<?>> SHOWN = List.of(
            REPORT.REASON,
            REPORT.REPORTED_AT,
            MODERATION_CASE.STATE,
            MODERATION_CASE.LOOKED_AT,
            MODERATION_CASE.RESOLVED_AT,
            REPORT_OUTCOME.CODE,
            REPORT_OUTCOME.TEXT,
            REPORT.SETTLED_AT);

    private static final RecordMapper<Record, ReportView> VIEW = row -> new ReportView(
            row.get(REPORT.REASON), row.get(REPORT.REPORTED_AT), stateOf(row), toldIn(row), decidedAt(row));

    private static final RecordMapper<Record, OwnReport> OWN = row -> new OwnReport(
            Pointer.of(targetOf(row), row.get(ACCOUNT.USERNAME)),
            Optional.ofNullable(row.get(REPORT.STATUTORY_CATEGORY)),
            Optional.ofNullable(row.get(REPORT.MESSAGE)),
            VIEW.map(row),
            row.get(REPORT.ID));

    private ReportStore() {}

    static void insert(DSLContext tx, NewRow row) {
        tx.insertInto(REPORT)
                .set(REPORT.ID, row.id())
                .set(REPORT.RECEIPT_SHA256, row.receipt().sha256())
                .set(REPORT.REPORTER_ID, row.reporter().orElse(null))
                .set(REPORT.TARGET_TYPE, row.reported().target().type().code())
                .set(REPORT.TARGET_ID, row.reported().target().id())
                .set(REPORT.SUBJECT_ID, row.reported().subject())
                .set(REPORT.REASON, row.wanted().reason())
                .set(REPORT.STATUTORY_CATEGORY, row.wanted().statutoryCategory())
                .set(REPORT.MESSAGE, row.wanted().message())
                .set(REPORT.PRIORITY, row.priority().name())
                .set(REPORT.SNAPSHOT_ID, row.snapshot())
                .set(REPORT.CASE_ID, row.raised().orElse(null))
                .set(REPORT.BATCHED, row.raised().isEmpty())
                .set(REPORT.REPORTED_AT, row.at())
                .execute();
    }

    /**
     * The case that an earlier report of the same member for the same reason has raised, with the same urgency, while it is
     * being worked on. It is held until the transaction ends, so that nobody brings it to an end meanwhile.
     */
    static Optional<CaseId> lockCaseOfSame(
            DSLContext tx, AccountId reporter, Target target, String reason, Priority priority) {
        return tx.select(REPORT.CASE_ID)
                .from(REPORT)
                .join(MODERATION_CASE)
                .on(MODERATION_CASE.ID.eq(REPORT.CASE_ID))
                .where(REPORT.REPORTER_ID.eq(reporter))
                .and(about(target))
                .and(REPORT.REASON.eq(reason))
                .and(REPORT.PRIORITY.le(priority.name()))
                .and(REPORT.SETTLED_AT.isNull())
                .and(MODERATION_CASE.STATE.ne(inline(CaseState.RESOLVED.code())))
                .limit(1)
                // Not for share: the lock stays when the case turns out to be resolved, and two who then raise it
                // would wait for each other.
                .forUpdate()
                .of(MODERATION_CASE)
                .fetchOptional(mapping(id -> id));
    }

    static Optional<ReportView> find(DSLContext tx, Receipt receipt) {
        return tx.select(SHOWN)
                .from(REPORT)
                .leftJoin(MODERATION_CASE)
                .on(MODERATION_CASE.ID.eq(REPORT.CASE_ID))
                .leftJoin(REPORT_OUTCOME)
                .on(REPORT_OUTCOME.CODE.eq(REPORT.OUTCOME))
                .where(REPORT.RECEIPT_SHA256.eq(receipt.sha256()))
                .fetchOptional(VIEW);
    }

    /** Those of a member, the newest first. */
    static Page<OwnReport> page(DSLContext tx, AccountId reporter, Paging paging) {
        return paging.page(
                tx.select(SHOWN)
                        .select(
                                REPORT.ID,
                                REPORT.TARGET_TYPE,
                                REPORT.TARGET_ID,
                                REPORT.STATUTORY_CATEGORY,
                                REPORT.MESSAGE,
                                ACCOUNT.USERNAME)
                        .from(REPORT)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(REPORT.SUBJECT_ID))
                        .leftJoin(MODERATION_CASE)
                        .on(MODERATION_CASE.ID.eq(REPORT.CASE_ID))
                        .leftJoin(REPORT_OUTCOME)
                        .on(REPORT_OUTCOME.CODE.eq(REPORT.OUTCOME))
                        .where(REPORT.REPORTER_ID.eq(reporter)),
                List.of(Paging.Key.descending(REPORT.ID, OwnReport::id, UUID::fromString)),
                OWN);
    }

    /** The newest first. */
    static List<CaseReport> in(DSLContext tx, CaseId id, int most) {
        return tx.select(
                        REPORT.REASON,
                        REPORT_REASON.TITLE,
                        REPORT.STATUTORY_CATEGORY.convertFrom(Optional::ofNullable),
                        REPORT.MESSAGE.convertFrom(Optional::ofNullable),
                        REPORT.REPORTER_ID.isNotNull(),
                        REPORT.REPORTED_AT,
                        REPORT.SNAPSHOT_ID)
                .from(REPORT)
                .join(REPORT_REASON)
                .on(REPORT_REASON.CODE.eq(REPORT.REASON))
                .where(REPORT.CASE_ID.eq(id))
                .orderBy(REPORT.REPORTED_AT.desc(), REPORT.ID.desc())
                .limit(most)
                .fetch(mapping(CaseReport::new));
    }

    static List<ReasonCount> countAgainst(DSLContext tx, AccountId subject) {
        return tx.select(REPORT_REASON.CODE, REPORT_REASON.TITLE, count())
                .from(REPORT)
                .join(REPORT_REASON)
                .on(REPORT_REASON.CODE.eq(REPORT.REASON))
                .where(REPORT.SUBJECT_ID.eq(subject))
                .and(REPORT.OUTCOME.eq(inline(Outcome.ACTION_TAKEN.code())))
                .and(REPORT_REASON.CATEGORY.ne(inline(CaseCategory.WORRIED.code())))
                .groupBy(REPORT_REASON.CODE, REPORT_REASON.TITLE, REPORT_REASON.POSITION)
                .orderBy(REPORT_REASON.POSITION, REPORT_REASON.CODE)
                .fetch(mapping(ReasonCount::new));
    }

    /** @return those of members, who can be told */
    static List<UUID> settle(DSLContext tx, CaseId id, Outcome outcome, Instant at) {
        return tx
                .update(REPORT)
                .set(REPORT.OUTCOME, outcome.code())
                .set(REPORT.SETTLED_AT, at)
                .where(REPORT.CASE_ID.eq(id))
                .and(REPORT.SETTLED_AT.isNull())
                .returning(REPORT.ID, REPORT.REPORTER_ID)
                .fetch()
                .stream()
                .filter(row -> row.get(REPORT.REPORTER_ID) != null)
                .map(row -> row.get(REPORT.ID))
                .toList();
    }

    /** What batched reports are about that wait for a case, the most urgent first. */
    static List<Target> unraised(DSLContext tx, int most) {
        return tx.select(REPORT.TARGET_TYPE, REPORT.TARGET_ID)
                .from(REPORT)
                .where(REPORT.CASE_ID.isNull())
                .groupBy(REPORT.TARGET_TYPE, REPORT.TARGET_ID)
                .orderBy(min(REPORT.PRIORITY), REPORT.TARGET_TYPE, REPORT.TARGET_ID)
                .limit(most)
                .fetch(mapping((type, id) -> Target.of(type, id)));
    }

    /**
     * The batched reports about it that wait for a case, the most urgent first, held until the transaction ends. Whoever comes
     * second waits for these rows rather than passing over them: between two who share them, each would raise a case.
     */
    static List<Batched> lockUnraised(DSLContext tx, Target target) {
        return tx.select(
                        REPORT.ID,
                        REPORT.SUBJECT_ID,
                        REPORT_REASON.CATEGORY.convertFrom(CaseCategory::of),
                        REPORT.PRIORITY.convertFrom(Priority::valueOf))
                .from(REPORT)
                .join(REPORT_REASON)
                .on(REPORT_REASON.CODE.eq(REPORT.REASON))
                .where(about(target))
                .and(REPORT.CASE_ID.isNull())
                .orderBy(REPORT.PRIORITY, REPORT.ID)
                .forUpdate()
                .of(REPORT)
                .fetch(mapping(Batched::new));
    }

    static void putInto(DSLContext tx, CaseId id, Collection<Batched> reports) {
        tx.update(REPORT)
                .set(REPORT.CASE_ID, id)
                .where(REPORT.ID.eq(any(reports.stream().map(Batched::id).toArray(UUID[]::new))))
                .execute();
    }

    private static Condition about(Target target) {
        return REPORT.TARGET_TYPE.eq(target.type().code()).and(REPORT.TARGET_ID.eq(target.id()));
    }

    private static Target targetOf(Record row) {
        return Target.of(row.get(REPORT.TARGET_TYPE), row.get(REPORT.TARGET_ID));
    }

    /** A case that is not resolved may have been opened again for others; what was settled once stays so. */
    private static ReportState stateOf(Record row) {
        if (decidedAt(row).isPresent()) {
            return ReportState.DECIDED;
        }
        var state = row.get(MODERATION_CASE.STATE);
        boolean untouched =
                state == null || (state.equals(CaseState.OPEN.code()) && row.get(MODERATION_CASE.LOOKED_AT) == null);
        return untouched ? ReportState.RECEIVED : ReportState.BEING_LOOKED_AT;
    }

    private static Optional<Instant> decidedAt(Record row) {
        return Optional.ofNullable(row.get(REPORT.SETTLED_AT))
                .or(() -> Optional.ofNullable(row.get(MODERATION_CASE.RESOLVED_AT)));
    }

    private static Optional<ReportView.Told> toldIn(Record row) {
        return Optional.ofNullable(row.get(REPORT_OUTCOME.CODE))
                .map(code -> new ReportView.Told(code, row.get(REPORT_OUTCOME.TEXT)));
    }

    /** @param raised empty for a report that is to be raised later, together with others */
    record NewRow(
            UUID id,
            Receipt receipt,
            Optional<AccountId> reporter,
            Reported reported,
            NewReport wanted,
            Priority priority,
            UUID snapshot,
            Optional<CaseId> raised,
            Instant at) {}

    record Batched(UUID id, AccountId subject, CaseCategory category, Priority priority) {}
}
