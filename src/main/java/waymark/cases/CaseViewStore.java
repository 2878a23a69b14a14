package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CASE_SOURCE;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.SIGNPOSTING_MATCH;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.ProblemType;
import waymark.schema.tables.Account;

/** Cases as moderators read them. */
final class CaseViewStore {

    /** As the partial index has it, letter by letter: PostgreSQL recognises it by that, and not behind a parameter. */
    private static final Condition UNRESOLVED = MODERATION_CASE.STATE.ne(inline(CaseState.RESOLVED.code()));

    private static final Account ASSIGNEE = ACCOUNT.as("assignee");

    private static final Field<Priority> PRIORITY =
            MODERATION_CASE.PRIORITY.convert(Priority.class, Priority::valueOf, Priority::name);

    private static final Field<List<CaseView.Raised>> SOURCES = multiset(select(
                            CASE_SOURCE.SOURCE.convertFrom(Source::of),
                            CASE_SOURCE.CATEGORY.convertFrom(CaseCategory::of),
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
            MODERATION_CASE.CATEGORY,
            ACCOUNT.USERNAME,
            PRIORITY,
            MODERATION_CASE.STATE,
            SOURCES,
            SIGNPOSTS,
            RULES,
            MODERATION_CASE.PAGED,
            MODERATION_CASE.ESCALATED,
            ASSIGNEE.USERNAME,
            MODERATION_CASE.HELD_UNTIL,
            MODERATION_CASE.OPENED_AT,
            MODERATION_CASE.DUE_AT,
            MODERATION_CASE.LOOKED_AT,
            MODERATION_CASE.BREACHED_AT,
            MODERATION_CASE.RESOLVED_AT,
            MODERATION_CASE.VERSION,
            MODERATION_CASE.SUBJECT_ID,
            MODERATION_CASE.ASSIGNEE_ID);

    private CaseViewStore() {}

    static Optional<CaseView> find(DSLContext tx, CaseId id, Instant now) {
        return views(tx, MODERATION_CASE.ID.eq(id)).fetchOptional(view(now));
    }

    static List<CaseView> about(DSLContext tx, AccountId subject, CaseId except, int most, Instant now) {
        return views(tx, MODERATION_CASE.SUBJECT_ID.eq(subject).and(MODERATION_CASE.ID.ne(except)))
                .orderBy(MODERATION_CASE.ID.desc())
                .limit(most)
                .fetch(view(now));
    }

    static Page<CaseView> page(DSLContext tx, Cases.CaseQuery query, Member moderator, Paging paging, Instant now) {
        var state = query.state().map(wanted -> inState(wanted, now)).orElse(UNRESOLVED);
        var priority = query.priority().map(PRIORITY::eq).orElseGet(DSL::noCondition);
        var assignee = query.assignee()
                .map(name ->
                        DSL.lower(ASSIGNEE.USERNAME).eq(DSL.lower(val(name))).and(inState(CaseState.CLAIMED, now)))
                .orElseGet(DSL::noCondition);
        var breached = query.breached()
                .map(wanted -> wanted ? MODERATION_CASE.BREACHED_AT.isNotNull() : MODERATION_CASE.BREACHED_AT.isNull())
                .orElseGet(DSL::noCondition);
        return paging.page(
                views(tx, state.and(priority).and(assignee).and(breached).and(impartial(moderator))),
                List.of(
                        Paging.Key.ascending(PRIORITY, CaseView::priority, Priority::valueOf),
                        Paging.Key.ascending(MODERATION_CASE.DUE_AT, CaseView::dueAt, Cursor::instant),
                        Paging.Key.ascending(MODERATION_CASE.ID, CaseView::id, CaseId::of)),
                view(now));
    }

    /** @param spared whether the most urgent are for somebody else */
    static Optional<CaseView> next(DSLContext tx, Member moderator, boolean spared, Instant now) {
        return nextQuery(tx, moderator, spared, now).fetchOptional(view(now));
    }

    /** Read in the order of the index moderation_case_queue; a test looks that it stays so. */
    static ResultQuery<Record> nextQuery(DSLContext tx, Member moderator, boolean spared, Instant now) {
        // A range, and not everything but P0, so that the index is entered behind those.
        var forMe = spared ? MODERATION_CASE.PRIORITY.gt(inline(Priority.P0.name())) : noCondition();
        return views(tx, UNRESOLVED.and(takeable(moderator, now)).and(forMe))
                .orderBy(MODERATION_CASE.PRIORITY, MODERATION_CASE.DUE_AT, MODERATION_CASE.ID)
                .limit(1);
    }

    /** @throws waymark.platform.problem.Problem CONFLICT_OF_INTEREST */
    static void requireImpartial(DSLContext tx, CaseId id, Member moderator) {
        if (!tx.fetchExists(MODERATION_CASE, MODERATION_CASE.ID.eq(id).and(impartial(moderator)))) {
            throw ProblemType.CONFLICT_OF_INTEREST.because("Somebody else has to look after this one.");
        }
    }

    /** Cases in which this moderator has no part of their own, and nobody they are close to has. */
    private static Condition impartial(Member moderator) {
        return MODERATION_CASE
                .SUBJECT_ID
                .ne(moderator.id())
                .and(MODERATION_CASE.EXCLUDED_ID.isNull().or(MODERATION_CASE.EXCLUDED_ID.ne(moderator.id())))
                .and(RecusalStore.notCloseTo(MODERATION_CASE.SUBJECT_ID, moderator.id()));
    }

    private static Condition takeable(Member moderator, Instant now) {
        var unheld = MODERATION_CASE.HELD_UNTIL.isNull().or(MODERATION_CASE.HELD_UNTIL.le(now));
        var forMe = moderator.role().includes(Role.ADMIN) ? noCondition() : MODERATION_CASE.ESCALATED.isFalse();
        return unheld.and(forMe).and(impartial(moderator));
    }

    private static Condition inState(CaseState state, Instant now) {
        var stored = MODERATION_CASE.STATE.eq(inline(state.code()));
        var lapsed = MODERATION_CASE.HELD_UNTIL.le(now);
        return switch (state) {
            case RESOLVED -> stored;
            case CLAIMED, WAITING -> stored.andNot(lapsed);
            case OPEN -> stored.or(lapsed.and(MODERATION_CASE.ESCALATED.isFalse()));
            case ESCALATED -> stored.or(lapsed.and(MODERATION_CASE.ESCALATED));
        };
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

    private static SelectConditionStep<Record> views(DSLContext tx, Condition condition) {
        return tx.select(SHOWN)
                .from(MODERATION_CASE)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(MODERATION_CASE.SUBJECT_ID))
                .leftJoin(ASSIGNEE)
                .on(ASSIGNEE.ID.eq(MODERATION_CASE.ASSIGNEE_ID))
                .where(condition);
    }

    private static RecordMapper<Record, CaseView> view(Instant now) {
        return row -> {
            var state = CaseStore.stateAt(row, now);
            boolean held = state == CaseState.CLAIMED || state == CaseState.WAITING;
            var dueAt = row.get(MODERATION_CASE.DUE_AT);
            var category = CaseCategory.of(row.get(MODERATION_CASE.CATEGORY));
            return new CaseView(
                    row.get(MODERATION_CASE.ID),
                    CaseStore.targetOf(row),
                    category,
                    row.get(ACCOUNT.USERNAME),
                    row.get(PRIORITY),
                    state,
                    row.get(SOURCES),
                    Arrays.asList(row.get(SIGNPOSTS)),
                    Arrays.asList(row.get(RULES)),
                    row.get(MODERATION_CASE.PAGED),
                    category.sensitive(),
                    row.get(MODERATION_CASE.ESCALATED),
                    state == CaseState.CLAIMED ? Optional.of(row.get(ASSIGNEE.USERNAME)) : Optional.empty(),
                    held ? Optional.of(row.get(MODERATION_CASE.HELD_UNTIL)) : Optional.empty(),
                    row.get(MODERATION_CASE.OPENED_AT),
                    dueAt,
                    Optional.ofNullable(row.get(MODERATION_CASE.LOOKED_AT)),
                    Optional.ofNullable(row.get(MODERATION_CASE.BREACHED_AT)),
                    Optional.ofNullable(row.get(MODERATION_CASE.RESOLVED_AT)),
                    state != CaseState.RESOLVED && dueAt.isBefore(now),
                    row.get(MODERATION_CASE.VERSION),
                    row.get(MODERATION_CASE.SUBJECT_ID),
                    CaseStore.assigneeIn(row, state));
        };
    }
}
