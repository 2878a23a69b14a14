package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CASE_EVENT;
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
import org.jooq.ResultQuery;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.ProblemType;
import waymark.schema.tables.Account;

final class CaseStore {

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

    private static final Field<AccountId> NOBODY = inline(null, MODERATION_CASE.ASSIGNEE_ID.getDataType());
    private static final Field<Instant> NEVER = inline(null, MODERATION_CASE.HELD_UNTIL.getDataType());

    private CaseStore() {}

    /** @return false when there is one about this target already; wait for its lock then */
    static boolean insert(DSLContext tx, CaseId id, Raise raise, Instant due, Instant now) {
        return tx.insertInto(MODERATION_CASE)
                        .set(MODERATION_CASE.ID, id)
                        .set(MODERATION_CASE.TARGET_TYPE, raise.target().type().code())
                        .set(MODERATION_CASE.TARGET_ID, raise.target().id())
                        .set(MODERATION_CASE.SUBJECT_ID, raise.subject())
                        .set(MODERATION_CASE.CATEGORY, raise.category().code())
                        .set(MODERATION_CASE.EXCLUDED_ID, raise.excluded().orElse(null))
                        .set(MODERATION_CASE.PRIORITY, raise.priority().name())
                        .set(MODERATION_CASE.STATE, CaseState.OPEN.code())
                        .set(MODERATION_CASE.ESCALATED, false)
                        .set(MODERATION_CASE.PAGED, raise.page())
                        .set(MODERATION_CASE.OPENED_AT, now)
                        .set(MODERATION_CASE.DUE_AT, due)
                        .set(MODERATION_CASE.UPDATED_AT, now)
                        .set(MODERATION_CASE.VERSION, 1)
                        .onConflict(MODERATION_CASE.TARGET_TYPE, MODERATION_CASE.TARGET_ID)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** The case about this target, which there is. */
    static HeldCase lock(DSLContext tx, Target target, Instant now) {
        return lock(
                        tx,
                        MODERATION_CASE
                                .TARGET_TYPE
                                .eq(target.type().code())
                                .and(MODERATION_CASE.TARGET_ID.eq(target.id())),
                        now)
                .orElseThrow();
    }

    static Optional<HeldCase> lock(DSLContext tx, CaseId id, Instant now) {
        return lock(tx, MODERATION_CASE.ID.eq(id), now);
    }

    /** Begins anew, with what this raise asks for and nothing of what was before. */
    static void reopen(DSLContext tx, CaseId id, Raise raise, Instant due, Instant now) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.STATE, CaseState.OPEN.code())
                .set(MODERATION_CASE.CATEGORY, raise.category().code())
                .set(MODERATION_CASE.EXCLUDED_ID, raise.excluded().orElse(null))
                .set(MODERATION_CASE.PRIORITY, raise.priority().name())
                .set(MODERATION_CASE.PAGED, raise.page())
                .set(MODERATION_CASE.OPENED_AT, now)
                .set(MODERATION_CASE.DUE_AT, due)
                .setNull(MODERATION_CASE.LOOKED_AT)
                .setNull(MODERATION_CASE.BREACHED_AT)
                .setNull(MODERATION_CASE.RESOLVED_AT)
                .set(MODERATION_CASE.UPDATED_AT, now)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    /** Adds a raise to a case that is being worked on. What waited goes on: something has happened. */
    static void raise(DSLContext tx, HeldCase present, Raise raise, Instant due, Instant now) {
        boolean moreUrgent = raise.priority().compareTo(present.priority()) < 0;
        boolean claimed = present.state() == CaseState.CLAIMED;
        // Whoever looked before saw something that could wait longer.
        boolean lookAgain = moreUrgent && !claimed;
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.PRIORITY, (moreUrgent ? raise.priority() : present.priority()).name())
                .set(MODERATION_CASE.CATEGORY, (moreUrgent ? raise.category() : present.category()).code())
                .set(MODERATION_CASE.PAGED, present.paged() || raise.page())
                .set(MODERATION_CASE.DUE_AT, least(MODERATION_CASE.DUE_AT, val(due)))
                .set(
                        MODERATION_CASE.STATE,
                        claimed ? MODERATION_CASE.STATE : val(present.free().code()))
                .set(MODERATION_CASE.ASSIGNEE_ID, claimed ? MODERATION_CASE.ASSIGNEE_ID : NOBODY)
                .set(MODERATION_CASE.HELD_UNTIL, claimed ? MODERATION_CASE.HELD_UNTIL : NEVER)
                .set(MODERATION_CASE.LOOKED_AT, lookAgain ? NEVER : MODERATION_CASE.LOOKED_AT)
                .set(MODERATION_CASE.BREACHED_AT, lookAgain ? NEVER : MODERATION_CASE.BREACHED_AT)
                .set(MODERATION_CASE.UPDATED_AT, now)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(present.id()))
                .execute();
    }

    static void insertSource(DSLContext tx, UUID id, CaseId raised, Raise raise, Instant at) {
        tx.insertInto(CASE_SOURCE)
                .set(CASE_SOURCE.ID, id)
                .set(CASE_SOURCE.CASE_ID, raised)
                .set(CASE_SOURCE.SOURCE, raise.source().code())
                .set(CASE_SOURCE.CATEGORY, raise.category().code())
                .set(CASE_SOURCE.PRIORITY, raise.priority().name())
                .set(CASE_SOURCE.AT, at)
                .execute();
    }

    static void insertEvent(
            DSLContext tx,
            UUID id,
            CaseId happenedTo,
            CaseEvent.Kind kind,
            Optional<AccountId> actor,
            Priority priority,
            Optional<String> note,
            Instant at) {
        tx.insertInto(CASE_EVENT)
                .set(CASE_EVENT.ID, id)
                .set(CASE_EVENT.CASE_ID, happenedTo)
                .set(CASE_EVENT.KIND, kind.code())
                .set(CASE_EVENT.ACTOR_ID, actor.orElse(null))
                .set(CASE_EVENT.PRIORITY, priority.name())
                .set(CASE_EVENT.NOTE, note.orElse(null))
                .set(CASE_EVENT.AT, at)
                .execute();
    }

    /**
     * The same thing that happened to several cases and that nobody did.
     *
     * @param fresh an id for each of them
     */
    static void insertEvents(DSLContext tx, List<UUID> fresh, List<Ref> happenedTo, CaseEvent.Kind kind, Instant at) {
        insertEvents(tx, fresh, happenedTo, kind, null, at);
    }

    /** @param actor null when nobody did it */
    static void insertEvents(
            DSLContext tx,
            List<UUID> fresh,
            List<Ref> happenedTo,
            CaseEvent.Kind kind,
            @Nullable AccountId actor,
            Instant at) {
        if (happenedTo.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                CASE_EVENT,
                CASE_EVENT.ID,
                CASE_EVENT.CASE_ID,
                CASE_EVENT.KIND,
                CASE_EVENT.ACTOR_ID,
                CASE_EVENT.PRIORITY,
                CASE_EVENT.AT);
        for (int i = 0; i < happenedTo.size(); i++) {
            var one = happenedTo.get(i);
            insert = insert.values(
                    fresh.get(i), one.id(), kind.code(), actor, one.priority().name(), at);
        }
        insert.execute();
    }

    /** Frees what this moderator holds now, all of it or what is about one person; in the order of the ids, against deadlocks. */
    static List<Ref> free(DSLContext tx, AccountId moderator, Optional<AccountId> subject, Instant now) {
        return tx.update(MODERATION_CASE)
                .set(
                        MODERATION_CASE.STATE,
                        DSL.when(MODERATION_CASE.ESCALATED, inline(CaseState.ESCALATED.code()))
                                .otherwise(inline(CaseState.OPEN.code())))
                .setNull(MODERATION_CASE.ASSIGNEE_ID)
                .setNull(MODERATION_CASE.HELD_UNTIL)
                .set(MODERATION_CASE.UPDATED_AT, now)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(DSL.any(DSL.array(select(MODERATION_CASE.ID)
                        .from(MODERATION_CASE)
                        .where(MODERATION_CASE.ASSIGNEE_ID.eq(moderator))
                        .and(MODERATION_CASE.HELD_UNTIL.gt(now))
                        .and(subject.map(MODERATION_CASE.SUBJECT_ID::eq).orElseGet(DSL::noCondition))
                        .orderBy(MODERATION_CASE.ID)
                        .forUpdate()))))
                .returningResult(MODERATION_CASE.ID, PRIORITY)
                .fetch(mapping(Ref::new));
    }

    /**
     * Changes where the work on a case has got to. Call while holding its lock.
     *
     * @param assignee who holds it now, or null
     * @param heldUntil when the claim lapses or the waiting ends, or null
     */
    static void move(
            DSLContext tx,
            CaseId id,
            CaseState state,
            @Nullable AccountId assignee,
            @Nullable Instant heldUntil,
            Instant now) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.STATE, state.code())
                .set(MODERATION_CASE.ASSIGNEE_ID, assignee)
                .set(MODERATION_CASE.HELD_UNTIL, heldUntil)
                .set(MODERATION_CASE.ESCALATED, escalatedIn(state))
                .set(MODERATION_CASE.RESOLVED_AT, state == CaseState.RESOLVED ? now : null)
                .set(MODERATION_CASE.UPDATED_AT, now)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    /** A lease that goes on; nothing else about the case has changed, so its version stays. */
    static void renew(DSLContext tx, CaseId id, Instant heldUntil) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.HELD_UNTIL, heldUntil)
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    static void look(DSLContext tx, CaseId id, Instant now) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.LOOKED_AT, now)
                .where(MODERATION_CASE.ID.eq(id))
                .and(MODERATION_CASE.LOOKED_AT.isNull())
                .execute();
    }

    static void postpone(DSLContext tx, CaseId id, Instant due) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.DUE_AT, due)
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

    static void bump(DSLContext tx, CaseId id, Instant now) {
        tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.UPDATED_AT, now)
                .set(MODERATION_CASE.VERSION, MODERATION_CASE.VERSION.plus(1))
                .where(MODERATION_CASE.ID.eq(id))
                .execute();
    }

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
                views(tx, state.and(priority).and(assignee).and(breached).and(free(moderator))),
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

    static List<CaseEvent> events(DSLContext tx, CaseId id) {
        return tx.select(
                        CASE_EVENT.KIND.convertFrom(CaseEvent.Kind::of),
                        ACCOUNT.USERNAME,
                        CASE_EVENT.PRIORITY.convertFrom(Priority::valueOf),
                        CASE_EVENT.NOTE,
                        CASE_EVENT.AT)
                .from(CASE_EVENT)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(CASE_EVENT.ACTOR_ID))
                .where(CASE_EVENT.CASE_ID.eq(id))
                .orderBy(CASE_EVENT.AT, CASE_EVENT.ID)
                .fetch(mapping((kind, actor, priority, note, at) ->
                        new CaseEvent(kind, Optional.ofNullable(actor), priority, Optional.ofNullable(note), at)));
    }

    /** @throws waymark.platform.problem.Problem CONFLICT_OF_INTEREST */
    static void requireFree(DSLContext tx, CaseId id, Member moderator) {
        if (!tx.fetchExists(MODERATION_CASE, MODERATION_CASE.ID.eq(id).and(free(moderator)))) {
            throw ProblemType.CONFLICT_OF_INTEREST.because("Somebody else has to look after this one.");
        }
    }

    /** Cases in which this moderator has no part of their own, and nobody they are close to has. */
    private static Condition free(Member moderator) {
        return MODERATION_CASE
                .SUBJECT_ID
                .ne(moderator.id())
                .and(MODERATION_CASE.EXCLUDED_ID.isNull().or(MODERATION_CASE.EXCLUDED_ID.ne(moderator.id())))
                .and(RecusalStore.free(MODERATION_CASE.SUBJECT_ID, moderator.id()));
    }

    private static Condition takeable(Member moderator, Instant now) {
        var unheld = MODERATION_CASE.HELD_UNTIL.isNull().or(MODERATION_CASE.HELD_UNTIL.le(now));
        var forMe = moderator.role().includes(Role.ADMIN) ? noCondition() : MODERATION_CASE.ESCALATED.isFalse();
        return unheld.and(forMe).and(free(moderator));
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

    /** Who holds an escalated case holds it as a lead, and hands it back to leads. */
    private static Field<Boolean> escalatedIn(CaseState state) {
        return switch (state) {
            case ESCALATED -> inline(true);
            case RESOLVED -> inline(false);
            default -> MODERATION_CASE.ESCALATED;
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

    private static Optional<HeldCase> lock(DSLContext tx, Condition which, Instant now) {
        return tx.select(
                        MODERATION_CASE.ID,
                        MODERATION_CASE.TARGET_TYPE,
                        MODERATION_CASE.TARGET_ID,
                        MODERATION_CASE.SUBJECT_ID,
                        MODERATION_CASE.CATEGORY,
                        MODERATION_CASE.PRIORITY,
                        MODERATION_CASE.STATE,
                        MODERATION_CASE.PAGED,
                        MODERATION_CASE.ESCALATED,
                        MODERATION_CASE.EXCLUDED_ID,
                        MODERATION_CASE.ASSIGNEE_ID,
                        MODERATION_CASE.HELD_UNTIL,
                        MODERATION_CASE.LOOKED_AT,
                        MODERATION_CASE.DUE_AT,
                        MODERATION_CASE.VERSION)
                .from(MODERATION_CASE)
                .where(which)
                // What is about nobody is only counted.
                .and(MODERATION_CASE.SUBJECT_ID.isNotNull())
                .forUpdate()
                .fetchOptional(row -> {
                    var state = stateAt(row, now);
                    return new HeldCase(
                            row.get(MODERATION_CASE.ID),
                            targetOf(row),
                            row.get(MODERATION_CASE.SUBJECT_ID),
                            CaseCategory.of(row.get(MODERATION_CASE.CATEGORY)),
                            Priority.valueOf(row.get(MODERATION_CASE.PRIORITY)),
                            state,
                            row.get(MODERATION_CASE.PAGED),
                            row.get(MODERATION_CASE.ESCALATED),
                            Optional.ofNullable(row.get(MODERATION_CASE.EXCLUDED_ID)),
                            assigneeIn(row, state),
                            row.get(MODERATION_CASE.LOOKED_AT),
                            row.get(MODERATION_CASE.DUE_AT),
                            row.get(MODERATION_CASE.VERSION));
                });
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
            var state = stateAt(row, now);
            boolean held = state == CaseState.CLAIMED || state == CaseState.WAITING;
            var dueAt = row.get(MODERATION_CASE.DUE_AT);
            var category = CaseCategory.of(row.get(MODERATION_CASE.CATEGORY));
            return new CaseView(
                    row.get(MODERATION_CASE.ID),
                    targetOf(row),
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
                    assigneeIn(row, state));
        };
    }

    private static CaseState stateAt(Record row, Instant now) {
        return CaseState.of(row.get(MODERATION_CASE.STATE))
                .at(now, row.get(MODERATION_CASE.HELD_UNTIL), row.get(MODERATION_CASE.ESCALATED));
    }

    private static Optional<AccountId> assigneeIn(Record row, CaseState state) {
        return state == CaseState.CLAIMED ? Optional.of(row.get(MODERATION_CASE.ASSIGNEE_ID)) : Optional.empty();
    }

    private static Target targetOf(Record row) {
        return new Target(Target.Type.of(row.get(MODERATION_CASE.TARGET_TYPE)), row.get(MODERATION_CASE.TARGET_ID));
    }

    record Ref(CaseId id, Priority priority) {}
}
