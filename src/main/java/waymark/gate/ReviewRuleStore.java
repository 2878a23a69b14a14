package waymark.gate;

import static waymark.schema.Tables.CATEGORY;
import static waymark.schema.Tables.REVIEW_RULE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectField;
import org.jooq.SelectSeekStep1;
import org.jooq.impl.DSL;
import waymark.ids.ReviewRuleId;

final class ReviewRuleStore {

    private static final List<SelectField<?>> SHOWN = List.of(
            REVIEW_RULE.ID,
            REVIEW_RULE.CATEGORY_ID,
            REVIEW_RULE.ROLE,
            REVIEW_RULE.KIND,
            REVIEW_RULE.MIN_POSTS,
            REVIEW_RULE.ENABLED,
            REVIEW_RULE.CREATED_AT,
            REVIEW_RULE.UPDATED_AT,
            REVIEW_RULE.VERSION);

    private static final RecordMapper<Record, ReviewRule> RULE = row -> new ReviewRule(
            row.get(REVIEW_RULE.ID),
            row.get(REVIEW_RULE.CATEGORY_ID),
            row.get(REVIEW_RULE.ROLE),
            row.get(REVIEW_RULE.KIND),
            row.get(REVIEW_RULE.MIN_POSTS),
            row.get(REVIEW_RULE.ENABLED),
            row.get(REVIEW_RULE.CREATED_AT),
            row.get(REVIEW_RULE.UPDATED_AT),
            row.get(REVIEW_RULE.VERSION));

    private ReviewRuleStore() {}

    static List<ReviewRule> enabled(DSLContext tx) {
        return rules(tx, REVIEW_RULE.ENABLED.isTrue()).fetch(RULE);
    }

    static List<ReviewRule> all(DSLContext tx) {
        return rules(tx, DSL.noCondition()).fetch(RULE);
    }

    static Optional<ReviewRule> find(DSLContext tx, ReviewRuleId id) {
        return rules(tx, REVIEW_RULE.ID.eq(id)).fetchOptional(RULE);
    }

    static int count(DSLContext tx) {
        return tx.fetchCount(REVIEW_RULE);
    }

    static boolean hasCategory(DSLContext tx, String id) {
        return tx.fetchExists(CATEGORY, CATEGORY.ID.eq(id));
    }

    static boolean hasOther(DSLContext tx, ReviewRuleId id, NewRule wanted) {
        return tx.fetchExists(
                REVIEW_RULE,
                REVIEW_RULE
                        .ID
                        .ne(id)
                        .and(REVIEW_RULE.CATEGORY_ID.isNotDistinctFrom(wanted.category()))
                        .and(REVIEW_RULE.ROLE.isNotDistinctFrom(wanted.role()))
                        .and(REVIEW_RULE.KIND.isNotDistinctFrom(wanted.kind()))
                        .and(REVIEW_RULE.MIN_POSTS.isNotDistinctFrom(wanted.minPosts())));
    }

    static void insert(DSLContext tx, ReviewRuleId id, NewRule wanted, Instant at) {
        tx.insertInto(REVIEW_RULE)
                .set(REVIEW_RULE.ID, id)
                .set(REVIEW_RULE.CATEGORY_ID, wanted.category())
                .set(REVIEW_RULE.ROLE, wanted.role())
                .set(REVIEW_RULE.KIND, wanted.kind())
                .set(REVIEW_RULE.MIN_POSTS, wanted.minPosts())
                .set(REVIEW_RULE.ENABLED, wanted.isEnabled())
                .set(REVIEW_RULE.CREATED_AT, at)
                .set(REVIEW_RULE.UPDATED_AT, at)
                .set(REVIEW_RULE.VERSION, 1)
                .execute();
    }

    static void update(DSLContext tx, ReviewRuleId id, NewRule wanted, Instant at) {
        tx.update(REVIEW_RULE)
                .set(REVIEW_RULE.CATEGORY_ID, wanted.category())
                .set(REVIEW_RULE.ROLE, wanted.role())
                .set(REVIEW_RULE.KIND, wanted.kind())
                .set(REVIEW_RULE.MIN_POSTS, wanted.minPosts())
                .set(REVIEW_RULE.ENABLED, wanted.isEnabled())
                .set(REVIEW_RULE.UPDATED_AT, at)
                .set(REVIEW_RULE.VERSION, REVIEW_RULE.VERSION.plus(1))
                .where(REVIEW_RULE.ID.eq(id))
                .execute();
    }

    static void delete(DSLContext tx, ReviewRuleId id) {
        tx.deleteFrom(REVIEW_RULE).where(REVIEW_RULE.ID.eq(id)).execute();
    }

    private static SelectSeekStep1<Record, ReviewRuleId> rules(DSLContext tx, Condition condition) {
        return tx.select(SHOWN).from(REVIEW_RULE).where(condition).orderBy(REVIEW_RULE.ID);
    }
}
