package waymark.moderation;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectCount;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.DECISION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.SelectSeekStep1;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.DecisionId;
import waymark.ids.PostId;
import waymark.schema.tables.Account;

final class DecisionStore {

    private static final Account DECIDER = ACCOUNT.as("decider");
    private static final waymark.schema.tables.Decision CHILD = DECISION.as("child");

    /** How many it stands for. */
    static final Field<Integer> CHILDREN = field(selectCount().from(CHILD).where(CHILD.PARENT_ID.eq(DECISION.ID)))
            .as("children");

    private static final List<SelectField<?>> SHOWN = List.of(
            DECISION.ID,
            DECISION.CASE_ID,
            DECISION.PARENT_ID,
            DECIDER.USERNAME,
            ACCOUNT.USERNAME,
            DECISION.ACTION,
            DECISION.TARGET_TYPE,
            DECISION.TARGET_ID,
            DECISION.REASON,
            DECISION.RULE_ID,
            DECISION.MESSAGE,
            DECISION.DIFF,
            DECISION.UNTIL,
            DECISION.UNDO,
            CHILDREN,
            DECISION.DECIDED_AT,
            DECISION.APPEAL_UNTIL,
            APPEAL.STATE,
            APPEAL.MESSAGE,
            APPEAL.MADE_AT,
            APPEAL.ANSWERED_BY,
            DECISION.REVERSED_BY,
            DECISION.VERSION,
            DECISION.DECIDER_ID,
            DECISION.SUBJECT_ID);

    private static final RecordMapper<Record, Decision> VIEW = row -> new Decision(
            row.get(DECISION.ID),
            Optional.ofNullable(row.get(DECISION.CASE_ID)),
            Optional.ofNullable(row.get(DECISION.PARENT_ID)),
            row.get(DECIDER.USERNAME),
            row.get(ACCOUNT.USERNAME),
            Action.of(row.get(DECISION.ACTION)),
            Target.of(row.get(DECISION.TARGET_TYPE), row.get(DECISION.TARGET_ID)),
            row.get(DECISION.REASON),
            Optional.ofNullable(row.get(DECISION.RULE_ID)),
            Optional.ofNullable(row.get(DECISION.MESSAGE)),
            Optional.ofNullable(row.get(DECISION.DIFF)),
            Optional.ofNullable(row.get(DECISION.UNTIL)),
            Optional.ofNullable(row.get(DECISION.UNDO)),
            row.get(CHILDREN),
            row.get(DECISION.DECIDED_AT),
            Optional.ofNullable(row.get(DECISION.APPEAL_UNTIL)),
            Optional.ofNullable(row.get(APPEAL.STATE))
                    .map(state -> new Decision.Appeal(
                            AppealState.of(state),
                            row.get(APPEAL.MESSAGE),
                            row.get(APPEAL.MADE_AT),
                            Optional.ofNullable(row.get(APPEAL.ANSWERED_BY)))),
            Optional.ofNullable(row.get(DECISION.REVERSED_BY)),
            row.get(DECISION.VERSION),
            row.get(DECISION.DECIDER_ID),
            row.get(DECISION.SUBJECT_ID));

    private DecisionStore() {}

    static void insert(DSLContext tx, NewRow row) {
        var ruling = row.ruling();
        var wanted = ruling.wanted();
        tx.insertInto(DECISION)
                .set(DECISION.ID, row.id())
                .set(DECISION.CASE_ID, ruling.caseId().orElse(null))
                .set(DECISION.DECIDER_ID, ruling.moderator().id())
                .set(DECISION.SUBJECT_ID, ruling.subject())
                .set(DECISION.ACTION, wanted.action().code())
                .set(DECISION.TARGET_TYPE, ruling.target().type().code())
                .set(DECISION.TARGET_ID, ruling.target().id())
                .set(DECISION.REASON, wanted.reason())
                .set(DECISION.RULE_ID, wanted.rule())
                .set(DECISION.MESSAGE, wanted.words().orElse(null))
                .set(DECISION.DIFF, row.done().diff().orElse(null))
                .set(
                        DECISION.CANNED_REPLY_ID,
                        wanted.cannedReply() == null
                                ? null
                                : wanted.cannedReply().id())
                .set(
                        DECISION.CANNED_REPLY_VERSION,
                        wanted.cannedReply() == null
                                ? null
                                : wanted.cannedReply().version())
                .set(DECISION.UNTIL, wanted.until())
                .set(DECISION.UNDO, row.done().undo().orElse(null))
                .set(DECISION.DECIDED_AT, row.at())
                .set(DECISION.APPEAL_UNTIL, row.appealUntil().orElse(null))
                .set(DECISION.VERSION, 1)
                .execute();
    }

    /** One removal for each of these posts, below the decision that stands for all of them. */
    static void insertChildren(DSLContext tx, NewRow parent, List<DecisionId> ids, List<Target> posts) {
        var ruling = parent.ruling();
        var insert = tx.insertInto(
                DECISION,
                DECISION.ID,
                DECISION.PARENT_ID,
                DECISION.DECIDER_ID,
                DECISION.SUBJECT_ID,
                DECISION.ACTION,
                DECISION.TARGET_TYPE,
                DECISION.TARGET_ID,
                DECISION.REASON,
                DECISION.RULE_ID,
                DECISION.DECIDED_AT,
                DECISION.VERSION);
        for (int i = 0; i < posts.size(); i++) {
            insert = insert.values(
                    ids.get(i),
                    parent.id(),
                    ruling.moderator().id(),
                    ruling.subject(),
                    Action.REMOVE.code(),
                    Target.Type.POST.code(),
                    posts.get(i).id(),
                    ruling.wanted().reason(),
                    ruling.wanted().rule(),
                    parent.at(),
                    1);
        }
        if (!posts.isEmpty()) {
            insert.execute();
        }
    }

    static Optional<Decision> find(DSLContext tx, DecisionId id) {
        return views(tx, DECISION.ID.eq(id)).fetchOptional(VIEW);
    }

    static Decision require(DSLContext tx, DecisionId id) {
        return find(tx, id).orElseThrow();
    }

    /** Holds the row until the transaction ends. */
    static Optional<Decision> lock(DSLContext tx, DecisionId id) {
        return views(tx, DECISION.ID.eq(id)).forUpdate().of(DECISION).fetchOptional(VIEW);
    }

    /** The newest first; what stands for many stands for them here too. */
    static List<Decision> about(DSLContext tx, AccountId subject, int most) {
        return views(tx, DECISION.SUBJECT_ID.eq(subject).and(DECISION.PARENT_ID.isNull()))
                .orderBy(DECISION.ID.desc())
                .limit(most)
                .fetch(VIEW);
    }

    /** The earliest first. */
    static List<Decision> of(DSLContext tx, CaseId id) {
        return views(tx, DECISION.CASE_ID.eq(id)).orderBy(DECISION.ID).fetch(VIEW);
    }

    /** The posts of the removals below this one that nobody has taken back since. */
    static List<PostId> childrenStanding(DSLContext tx, DecisionId parent) {
        return selectChildrenStanding(tx, parent).fetch(row -> new PostId(row.value1()));
    }

    /** The same, held until the transaction ends. */
    static List<PostId> lockChildrenStanding(DSLContext tx, DecisionId parent) {
        return selectChildrenStanding(tx, parent).forUpdate().fetch(row -> new PostId(row.value1()));
    }

    static void reverse(DSLContext tx, DecisionId id, DecisionId by) {
        tx.update(DECISION)
                .set(DECISION.REVERSED_BY, by)
                .set(DECISION.VERSION, DECISION.VERSION.plus(1))
                .where(DECISION.ID.eq(id).or(DECISION.PARENT_ID.eq(id)))
                .and(DECISION.REVERSED_BY.isNull())
                .execute();
    }

    /** What stands in the way of this being so is over: an older removal of a post that is restored now, for example. */
    static void reverseStanding(DSLContext tx, Target target, Collection<Action> actions, DecisionId by) {
        tx.update(DECISION)
                .set(DECISION.REVERSED_BY, by)
                .set(DECISION.VERSION, DECISION.VERSION.plus(1))
                .where(DECISION.TARGET_ID.eq(target.id()))
                .and(DECISION.TARGET_TYPE.eq(target.type().code()))
                .and(DECISION.ACTION.in(actions.stream().map(Action::code).toList()))
                .and(DECISION.REVERSED_BY.isNull())
                .and(DECISION.ID.ne(by))
                .execute();
    }

    private static SelectSeekStep1<Record1<UUID>, DecisionId> selectChildrenStanding(DSLContext tx, DecisionId parent) {
        return tx.select(DECISION.TARGET_ID)
                .from(DECISION)
                .where(DECISION.PARENT_ID.eq(parent))
                .and(DECISION.REVERSED_BY.isNull())
                .orderBy(DECISION.ID);
    }

    private static SelectConditionStep<Record> views(DSLContext tx, Condition condition) {
        return tx.select(SHOWN)
                .from(DECISION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(DECISION.SUBJECT_ID))
                .join(DECIDER)
                .on(DECIDER.ID.eq(DECISION.DECIDER_ID))
                .leftJoin(APPEAL)
                .on(APPEAL.DECISION_ID.eq(DECISION.ID))
                .where(condition);
    }

    record NewRow(DecisionId id, Ruling ruling, Measures.Done done, Instant at, Optional<Instant> appealUntil) {}
}
