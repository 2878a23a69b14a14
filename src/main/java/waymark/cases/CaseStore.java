package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.CASE_CLOCK;
import static waymark.schema.Tables.CASE_SOURCE;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.SIGNPOSTING_MATCH;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import waymark.ids.CaseId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class CaseStore {

    /** As the partial indexes have it, letter by letter: PostgreSQL recognises them by it, and not behind a parameter. */
    private static final Condition UNRESOLVED = MODERATION_CASE.STATE.ne(inline(CaseState.RESOLVED.code()));

    private static final Field<Priority> PRIORITY =
            MODERATION_CASE.PRIORITY.convert(Priority.class, Priority::valueOf, Priority::name);

    private static final Field<List<CaseView.Raised>> SOURCES = multiset(select(
                            CASE_SOURCE.SOURCE.convertFrom(Source::of),
                            CASE_SOURCE.PRIORITY.convertFrom(Priority::valueOf),
                            CASE_SOURCE.AT)
                    .from(CASE_SOURCE)
                    .where(CASE_SOURCE.CASE_ID.eq(MODERATION_CASE.ID))
                    .orderBy(CASE_SOURCE.AT, CASE_SOURCE.ID))
            .as("sources")
            .convertFrom(sources -> sources.map(mapping(CaseView.Raised::new)));

    private static final Field<String[]> SIGNPOSTS =
            inMatches(SIGNPOSTING_MATCH.SIGNPOSTS).as("signposts");
    private static final Field<String[]> RULES =
            inMatches(SIGNPOSTING_MATCH.RULES).as("rules");

    private static final List<SelectField<?>> SHOWN = List.of(
            MODERATION_CASE.ID,
            MODERATION_CASE.TARGET_TYPE,
            MODERATION_CASE.TARGET_ID,
            PRIORITY,
            MODERATION_CASE.STATE,
            SOURCES,
            SIGNPOSTS,
            RULES,
            MODERATION_CASE.PAGED,
            MODERATION_CASE.OPENED_AT,
            MODERATION_CASE.DUE_AT,
            MODERATION_CASE.VERSION);

    private CaseStore() {}

    /**
     * Inserts a case, or raises the one about the same target that is not resolved.
     *
     * @param id of a new case
     * @return the id of the case that there is now
     */
    static CaseId upsert(DSLContext tx, CaseId id, Target target, Priority priority, boolean page, Instant now) {
        return tx.insertInto(MODERATION_CASE)
                .set(MODERATION_CASE.ID, id)
                .set(MODERATION_CASE.TARGET_TYPE, target.type().code())
                .set(MODERATION_CASE.TARGET_ID, target.id())
                .set(MODERATION_CASE.PRIORITY, priority.name())
                .set(MODERATION_CASE.STATE, CaseState.OPEN.code())
                .set(MODERATION_CASE.PAGED, page)
                .set(MODERATION_CASE.OPENED_AT, now)
                .set(MODERATION_CASE.DUE_AT, due(priority, now))
                .set(MODERATION_CASE.UPDATED_AT, now)
                .set(MODERATION_CASE.VERSION, 1)
                .onConflict(MODERATION_CASE.TARGET_TYPE, MODERATION_CASE.TARGET_ID)
                .where(UNRESOLVED)
                .doUpdate()
                // The names of the priorities sort as they are meant.
                .set(MODERATION_CASE.PRIORITY, least(MODERATION_CASE.PRIORITY, excluded(MODERATION_CASE.PRIORITY)))
                .set(MODERATION_CASE.PAGED, field(MODERATION_CASE.PAGED.isTrue().or(excluded(MODERATION_CASE.PAGED))))
                .set(MODERATION_CASE.DUE_AT, least(MODERATION_CASE.DUE_AT, excluded(MODERATION_CASE.DUE_AT)))
                .set(MODERATION_CASE.UPDATED_AT, now)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .returningResult(MODERATION_CASE.ID)
                .fetchSingle(mapping(found -> found));
    }

    static void insertSource(DSLContext tx, UUID id, CaseId raised, Source source, Priority priority, Instant at) {
        tx.insertInto(CASE_SOURCE)
                .set(CASE_SOURCE.ID, id)
                .set(CASE_SOURCE.CASE_ID, raised)
                .set(CASE_SOURCE.SOURCE, source.code())
                .set(CASE_SOURCE.PRIORITY, priority.name())
                .set(CASE_SOURCE.AT, at)
                .execute();
    }

    static Optional<CaseView> find(DSLContext tx, CaseId id, Instant now) {
        return views(tx, MODERATION_CASE.ID.eq(id)).fetchOptional(view(now));
    }

    static Page<CaseView> page(DSLContext tx, Cases.CaseQuery query, Paging paging, Instant now) {
        var state = query.state()
                .map(wanted -> MODERATION_CASE.STATE.eq(inline(wanted.code())))
                .orElse(UNRESOLVED);
        var priority = query.priority().map(PRIORITY::eq).orElseGet(DSL::noCondition);
        return paging.page(
                views(tx, state.and(priority)),
                List.of(
                        Paging.Key.ascending(PRIORITY, CaseView::priority, Priority::valueOf),
                        Paging.Key.ascending(MODERATION_CASE.DUE_AT, CaseView::dueAt, Cursor::instant),
                        Paging.Key.ascending(MODERATION_CASE.ID, CaseView::id, CaseId::of)),
                view(now));
    }

    /** All that stands in a column of names in the matches of what the case is about, each once. */
    private static Field<String[]> inMatches(Field<String[]> names) {
        var name = DSL.unnest(names).as("each", "name");
        var text = DSL.field(DSL.name("each", "name"), String.class);
        return DSL.array(DSL.selectDistinct(text)
                .from(SIGNPOSTING_MATCH)
                .crossJoin(DSL.lateral(name))
                .where(SIGNPOSTING_MATCH.TARGET_ID.eq(MODERATION_CASE.TARGET_ID))
                .and(SIGNPOSTING_MATCH.TARGET_TYPE.eq(MODERATION_CASE.TARGET_TYPE))
                .orderBy(text));
    }

    /** Without a clock for the priority this is null, which the table refuses. */
    private static Field<Instant> due(Priority priority, Instant now) {
        return field(select(val(now).plus(CASE_CLOCK.DUE_WITHIN))
                .from(CASE_CLOCK)
                .where(CASE_CLOCK.PRIORITY.eq(priority.name())));
    }

    private static SelectConditionStep<Record> views(DSLContext tx, Condition condition) {
        return tx.select(SHOWN).from(MODERATION_CASE).where(condition);
    }

    private static RecordMapper<Record, CaseView> view(Instant now) {
        return row -> {
            var state = CaseState.of(row.get(MODERATION_CASE.STATE));
            var dueAt = row.get(MODERATION_CASE.DUE_AT);
            return new CaseView(
                    row.get(MODERATION_CASE.ID),
                    new Target(
                            Target.Type.of(row.get(MODERATION_CASE.TARGET_TYPE)), row.get(MODERATION_CASE.TARGET_ID)),
                    row.get(PRIORITY),
                    state,
                    row.get(SOURCES),
                    Arrays.asList(row.get(SIGNPOSTS)),
                    Arrays.asList(row.get(RULES)),
                    row.get(MODERATION_CASE.PAGED),
                    row.get(MODERATION_CASE.OPENED_AT),
                    dueAt,
                    state != CaseState.RESOLVED && dueAt.isBefore(now),
                    row.get(MODERATION_CASE.VERSION));
        };
    }
}
