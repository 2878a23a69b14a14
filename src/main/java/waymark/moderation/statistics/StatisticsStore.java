package waymark.moderation.statistics;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.CASE_EVENT;
import static waymark.schema.Tables.CASE_SOURCE;
import static waymark.schema.Tables.DECISION;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.REPORT;
import static waymark.schema.Tables.REPORT_REASON;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;
import waymark.moderation.AppealState;
import waymark.platform.access.Role;

/** Counts only; who a case is about is never read here. */
final class StatisticsStore {

    /**
     * Each time that a case was opened, with what became of it before it was opened again. The first look is whatever only
     * somebody does who has looked.
     */
    private static final String OPENINGS = """
            case_event o
            left join lateral (
              select n.at, n.id
              from case_event n
              where n.case_id = o.case_id and n.kind = 'reopened' and (n.at, n.id) > (o.at, o.id)
              order by n.at, n.id
              limit 1
            ) again on true
            left join lateral (
              select
                min(e.at) filter (where e.kind in ('claimed', 'waiting', 'escalated', 'decided', 'resolved')) as looked,
                min(e.at) filter (where e.kind = 'resolved') as resolved,
                bool_or(e.kind = 'breached') as breached
              from case_event e
              where e.case_id = o.case_id and (e.at, e.id) > (o.at, o.id)
                and (again.id is null or (e.at, e.id) < (again.at, again.id))
            ) done on true
            where o.kind in ('opened', 'reopened') and o.at >= {0} and o.at < {1}""";

    private static final String BY_PRIORITY = """
            select o.priority,
              count(*)::int as opened,
              (count(*) filter (where done.breached))::int as breached,
              percentile_cont(0.5) within group (order by extract(epoch from done.looked - o.at)) as look_median,
              percentile_cont(0.9) within group (order by extract(epoch from done.looked - o.at)) as look_p90,
              percentile_cont(0.5) within group (order by extract(epoch from done.resolved - o.at)) as end_median,
              percentile_cont(0.9) within group (order by extract(epoch from done.resolved - o.at)) as end_p90
            from\s""" + OPENINGS + " group by o.priority";

    private static final String FIRST_LOOKS = """
            select count(done.looked)::int as looks,
              percentile_cont(0.5) within group (order by extract(epoch from done.looked - o.at)) as median
            from\s""" + OPENINGS + " and o.priority = {2}";

    private static final List<String> SENSITIVE = Arrays.stream(CaseCategory.values())
            .filter(CaseCategory::sensitive)
            .map(CaseCategory::code)
            .toList();

    private StatisticsStore() {}

    /** Each priority, the most urgent first, also those of which there was none. */
    static List<Figures.ForPriority> byPriority(DSLContext tx, Instant from, Instant to) {
        var found = new EnumMap<Priority, Figures.ForPriority>(Priority.class);
        for (var priority : Priority.values()) {
            found.put(priority, new Figures.ForPriority(priority, 0, 0, Optional.empty(), Optional.empty()));
        }
        tx.fetch(BY_PRIORITY, val(from), val(to)).forEach(row -> {
            var priority = Priority.valueOf(row.get("priority", String.class));
            found.put(
                    priority,
                    new Figures.ForPriority(
                            priority,
                            row.get("opened", int.class),
                            row.get("breached", int.class),
                            minutes(row, "look"),
                            minutes(row, "end")));
        });
        return List.copyOf(found.values());
    }

    static Looks firstLooks(DSLContext tx, Priority priority, Instant from, Instant to) {
        var row = tx.fetchSingle(FIRST_LOOKS, val(from), val(to), val(priority.name()));
        return new Looks(row.get("looks", int.class), minutes(row.get("median", Double.class)));
    }

    static List<Figures.Waiting> backlog(DSLContext tx, Instant now) {
        var found = new EnumMap<Priority, Figures.Waiting>(Priority.class);
        for (var priority : Priority.values()) {
            found.put(priority, new Figures.Waiting(priority, 0, 0, 0, 0));
        }
        var hour = now.minus(Duration.ofHours(1));
        var day = now.minus(Duration.ofDays(1));
        var week = now.minus(Duration.ofDays(7));
        tx.select(
                        MODERATION_CASE.PRIORITY.convertFrom(Priority::valueOf),
                        counted(MODERATION_CASE.OPENED_AT.gt(hour)),
                        counted(MODERATION_CASE.OPENED_AT.le(hour).and(MODERATION_CASE.OPENED_AT.gt(day))),
                        counted(MODERATION_CASE.OPENED_AT.le(day).and(MODERATION_CASE.OPENED_AT.gt(week))),
                        counted(MODERATION_CASE.OPENED_AT.le(week)))
                .from(MODERATION_CASE)
                .where(MODERATION_CASE.STATE.ne(inline("resolved")))
                .groupBy(MODERATION_CASE.PRIORITY)
                .fetch(mapping(Figures.Waiting::new))
                .forEach(waiting -> found.put(waiting.priority(), waiting));
        return List.copyOf(found.values());
    }

    /** By action; what was one of many counts with the one that stands for all of them. */
    static Map<String, Integer> decisions(DSLContext tx, Instant from, Instant to) {
        return tx.select(DECISION.ACTION, count())
                .from(DECISION)
                .where(within(DECISION.DECIDED_AT, from, to))
                .and(DECISION.PARENT_ID.isNull())
                .groupBy(DECISION.ACTION)
                .orderBy(count().desc(), DECISION.ACTION)
                .fetchMap(DECISION.ACTION, count());
    }

    static Figures.Appeals appeals(DSLContext tx, Instant from, Instant to) {
        return tx.select(
                        count(),
                        counted(APPEAL.STATE.eq(AppealState.OPEN.code())),
                        counted(APPEAL.STATE.eq(AppealState.CONFIRMED.code())),
                        counted(APPEAL.STATE.eq(AppealState.OVERTURNED.code())))
                .from(APPEAL)
                .where(within(APPEAL.MADE_AT, from, to))
                .fetchSingle(mapping(Figures.Appeals::new));
    }

    /** By reason. */
    static Map<String, Integer> reports(DSLContext tx, Instant from, Instant to) {
        return tx.select(REPORT.REASON, count())
                .from(REPORT)
                .where(within(REPORT.REPORTED_AT, from, to))
                .groupBy(REPORT.REASON)
                .orderBy(count().desc(), REPORT.REASON)
                .fetchMap(REPORT.REASON, count());
    }

    static List<String> reasons(DSLContext tx) {
        return tx.select(REPORT_REASON.CODE)
                .from(REPORT_REASON)
                .orderBy(REPORT_REASON.POSITION)
                .fetch(REPORT_REASON.CODE);
    }

    /** How often cases were opened, by the category of what opened them. */
    static Map<String, Integer> cases(DSLContext tx, Instant from, Instant to) {
        var category = field(select(CASE_SOURCE.CATEGORY)
                        .from(CASE_SOURCE)
                        .where(CASE_SOURCE.CASE_ID.eq(CASE_EVENT.CASE_ID))
                        .and(CASE_SOURCE.AT.eq(CASE_EVENT.AT))
                        .orderBy(CASE_SOURCE.ID)
                        .limit(1))
                .as("category");
        var opening = select(category)
                .from(CASE_EVENT)
                .where(CASE_EVENT.KIND.in(inline("opened"), inline("reopened")))
                .and(within(CASE_EVENT.AT, from, to))
                .asTable("opening");
        var name = coalesce(opening.field("category", String.class), inline(CaseCategory.OTHER.code()));
        return tx.select(name, count()).from(opening).groupBy(name).fetchMap(row -> row.value1(), row -> row.value2());
    }

    static List<Figures.Exposure> exposure(DSLContext tx, Instant since) {
        var decided = select(DECISION.DECIDER_ID, count().as("decisions"))
                .from(DECISION)
                .where(DECISION.DECIDED_AT.ge(since))
                .and(DECISION.PARENT_ID.isNull())
                .groupBy(DECISION.DECIDER_ID)
                .asTable("decided");
        var decisions = coalesce(decided.field("decisions", Integer.class), inline(0));
        return tx.select(
                        ACCOUNT.USERNAME,
                        countDistinct(CASE_EVENT.CASE_ID).filterWhere(MODERATION_CASE.CATEGORY.in(SENSITIVE)),
                        countDistinct(CASE_EVENT.CASE_ID).filterWhere(CASE_EVENT.PRIORITY.eq(Priority.P0.name())),
                        decisions)
                .from(ACCOUNT)
                .leftJoin(CASE_EVENT)
                .on(CASE_EVENT
                        .ACTOR_ID
                        .eq(ACCOUNT.ID)
                        .and(CASE_EVENT.KIND.eq(inline("claimed")))
                        .and(CASE_EVENT.AT.ge(since)))
                .leftJoin(MODERATION_CASE)
                .on(MODERATION_CASE.ID.eq(CASE_EVENT.CASE_ID))
                .leftJoin(decided)
                .on(decided.field(DECISION.DECIDER_ID).eq(ACCOUNT.ID))
                .where(ACCOUNT.ROLE.in(roles()))
                .groupBy(ACCOUNT.ID, ACCOUNT.USERNAME, decisions)
                .orderBy(ACCOUNT.USERNAME)
                .fetch(mapping(Figures.Exposure::new));
    }

    private static Collection<String> roles() {
        return List.of(Role.MODERATOR.code(), Role.ADMIN.code());
    }

    private static Field<Integer> counted(Condition which) {
        return DSL.count().filterWhere(which);
    }

    private static Condition within(Field<Instant> at, Instant from, Instant to) {
        return at.ge(from).and(at.lt(to));
    }

    private static Optional<Figures.Minutes> minutes(Record row, String what) {
        var median = minutes(row.get(what + "_median", Double.class));
        var p90 = minutes(row.get(what + "_p90", Double.class));
        return median == null || p90 == null ? Optional.empty() : Optional.of(new Figures.Minutes(median, p90));
    }

    /** To a tenth. */
    private static @Nullable Double minutes(@Nullable Double seconds) {
        return seconds == null ? null : Math.round(seconds / 6) / 10.0;
    }

    /** @param median in minutes; null where nobody has looked */
    record Looks(int count, @Nullable Double median) {}
}
