package waymark.moderation;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.CHECKLIST_ITEM;
import static waymark.schema.Tables.COMMUNITY_RULE;
import static waymark.schema.Tables.DECISION_REASON;
import static waymark.schema.Tables.DECISION_WORDING;

import java.util.List;
import org.jooq.DSLContext;
import waymark.cases.CaseCategory;

/** What the charity reviews: the rules that members agreed to, why and in which words something is decided, and what to think of. */
final class RulebookStore {

    private RulebookStore() {}

    static String sentence(DSLContext tx, Action action) {
        return tx.select(DECISION_WORDING.SENTENCE)
                .from(DECISION_WORDING)
                .where(DECISION_WORDING.ACTION.eq(action.code()))
                .fetchSingle(mapping(sentence -> sentence));
    }

    static String titleOfReason(DSLContext tx, String code) {
        return tx.select(DECISION_REASON.TITLE)
                .from(DECISION_REASON)
                .where(DECISION_REASON.CODE.eq(code))
                .fetchSingle(mapping(title -> title));
    }

    static boolean hasReason(DSLContext tx, String code) {
        return tx.fetchExists(DECISION_REASON, DECISION_REASON.CODE.eq(code));
    }

    static boolean hasRule(DSLContext tx, String id) {
        return tx.fetchExists(COMMUNITY_RULE, COMMUNITY_RULE.ID.eq(id));
    }

    static List<CommunityRule> rules(DSLContext tx) {
        return tx.select(COMMUNITY_RULE.ID, COMMUNITY_RULE.TITLE, COMMUNITY_RULE.TEXT)
                .from(COMMUNITY_RULE)
                .orderBy(COMMUNITY_RULE.POSITION)
                .fetch(mapping(CommunityRule::new));
    }

    static List<DecisionReason> reasons(DSLContext tx) {
        return tx.select(DECISION_REASON.CODE, DECISION_REASON.TITLE)
                .from(DECISION_REASON)
                .orderBy(DECISION_REASON.POSITION)
                .fetch(mapping(DecisionReason::new));
    }

    static List<String> checklist(DSLContext tx, CaseCategory category) {
        return tx.select(CHECKLIST_ITEM.TEXT)
                .from(CHECKLIST_ITEM)
                .where(CHECKLIST_ITEM.CATEGORY.eq(category.code()))
                .orderBy(CHECKLIST_ITEM.POSITION)
                .fetch(CHECKLIST_ITEM.TEXT);
    }
}
