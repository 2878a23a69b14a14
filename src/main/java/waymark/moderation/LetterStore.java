package waymark.moderation;

import static waymark.schema.Tables.APPEAL;
import static waymark.schema.Tables.COMMUNITY_RULE;
import static waymark.schema.Tables.DECISION;
import static waymark.schema.Tables.DECISION_REASON;
import static waymark.schema.Tables.DECISION_WORDING;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.DecisionId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class LetterStore {

    private static final List<SelectField<?>> SHOWN = List.of(
            DECISION.ID,
            DECISION.ACTION,
            DECISION_WORDING.SENTENCE,
            DECISION.TARGET_TYPE,
            DECISION.TARGET_ID,
            DECISION.REASON,
            DECISION_REASON.TITLE,
            COMMUNITY_RULE.ID,
            COMMUNITY_RULE.TITLE,
            COMMUNITY_RULE.TEXT,
            DECISION.MESSAGE,
            DECISION.DIFF,
            DECISION.UNTIL,
            DecisionStore.CHILDREN,
            DECISION.DECIDED_AT,
            DECISION.REVERSED_BY,
            DECISION.APPEAL_UNTIL,
            APPEAL.STATE,
            APPEAL.MESSAGE,
            APPEAL.ANSWERED_BY,
            DECISION.VERSION);

    private LetterStore() {}

    static Optional<Letter> find(DSLContext tx, DecisionId id, AccountId subject, Instant now) {
        return letters(tx, DECISION.ID.eq(id).and(DECISION.SUBJECT_ID.eq(subject)))
                .fetchOptional(view(now));
    }

    /** The newest first. */
    static Page<Letter> page(DSLContext tx, AccountId subject, Paging paging, Instant now) {
        return paging.page(
                letters(tx, DECISION.SUBJECT_ID.eq(subject)),
                List.of(Paging.Key.descending(DECISION.ID, Letter::id, DecisionId::of)),
                view(now));
    }

    private static SelectConditionStep<Record> letters(DSLContext tx, Condition which) {
        return tx.select(SHOWN)
                .from(DECISION)
                .join(DECISION_WORDING)
                .on(DECISION_WORDING.ACTION.eq(DECISION.ACTION))
                .join(DECISION_REASON)
                .on(DECISION_REASON.CODE.eq(DECISION.REASON))
                .leftJoin(COMMUNITY_RULE)
                .on(COMMUNITY_RULE.ID.eq(DECISION.RULE_ID))
                .leftJoin(APPEAL)
                .on(APPEAL.DECISION_ID.eq(DECISION.ID))
                .where(which)
                // What is one of many is told with the letter that stands for all of them.
                .and(DECISION.MESSAGE.isNotNull());
    }

    private static RecordMapper<Record, Letter> view(Instant now) {
        return row -> {
            int children = row.get(DecisionStore.CHILDREN);
            return new Letter(
                    row.get(DECISION.ID),
                    Action.of(row.get(DECISION.ACTION)),
                    row.get(DECISION_WORDING.SENTENCE),
                    Target.of(row.get(DECISION.TARGET_TYPE), row.get(DECISION.TARGET_ID)),
                    new DecisionReason(row.get(DECISION.REASON), row.get(DECISION_REASON.TITLE)),
                    Optional.ofNullable(row.get(COMMUNITY_RULE.ID))
                            .map(id ->
                                    new CommunityRule(id, row.get(COMMUNITY_RULE.TITLE), row.get(COMMUNITY_RULE.TEXT))),
                    row.get(DECISION.MESSAGE),
                    Optional.ofNullable(row.get(DECISION.DIFF)),
                    Optional.ofNullable(row.get(DECISION.UNTIL)),
                    children == 0 ? Optional.empty() : Optional.of(children),
                    row.get(DECISION.DECIDED_AT),
                    row.get(DECISION.REVERSED_BY) != null,
                    Optional.ofNullable(row.get(DECISION.APPEAL_UNTIL)).map(until -> appeal(row, until, now)),
                    row.get(DECISION.VERSION));
        };
    }

    private static Letter.Appeal appeal(Record row, Instant until, Instant now) {
        var state = Optional.ofNullable(row.get(APPEAL.STATE)).map(AppealState::of);
        boolean possible = state.isEmpty() && row.get(DECISION.REVERSED_BY) == null && !until.isBefore(now);
        return new Letter.Appeal(
                possible,
                until,
                state,
                Optional.ofNullable(row.get(APPEAL.MESSAGE)),
                Optional.ofNullable(row.get(APPEAL.ANSWERED_BY)));
    }
}
