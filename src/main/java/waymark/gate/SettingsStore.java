package waymark.gate;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.GATE_EXPLANATION;
import static waymark.schema.Tables.GATE_REVISION;
import static waymark.schema.Tables.PERSONAL_DATA_RULE;
import static waymark.schema.Tables.POST;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectJoinStep;
import waymark.gate.matching.PersonalData;
import waymark.ids.AccountId;
import waymark.visibility.Visible;

final class SettingsStore {

    private SettingsStore() {}

    static long revision(DSLContext tx) {
        return tx.select(GATE_REVISION.REVISION).from(GATE_REVISION).fetchSingle(mapping(revision -> revision));
    }

    /** Tells all servers to read again. Until the transaction ends nobody else changes anything of it. */
    static void raiseRevision(DSLContext tx) {
        tx.update(GATE_REVISION)
                .set(GATE_REVISION.REVISION, GATE_REVISION.REVISION.plus(1))
                .execute();
    }

    static Map<PersonalData.Kind, PersonalDataRule.Action> personalData(DSLContext tx) {
        return tx.select(PERSONAL_DATA_RULE.PATTERN, PERSONAL_DATA_RULE.ACTION)
                .from(PERSONAL_DATA_RULE)
                .fetchMap(row -> PersonalData.Kind.of(row.value1()), row -> PersonalDataRule.Action.of(row.value2()));
    }

    static List<PersonalDataRule> personalDataRules(DSLContext tx) {
        return rules(tx).orderBy(PERSONAL_DATA_RULE.PATTERN).fetch(mapping(PersonalDataRule::new));
    }

    static Optional<PersonalDataRule> lockPersonalDataRule(DSLContext tx, String pattern) {
        return rules(tx)
                .where(PERSONAL_DATA_RULE.PATTERN.eq(pattern))
                .forUpdate()
                .fetchOptional(mapping(PersonalDataRule::new));
    }

    static void setPersonalData(DSLContext tx, String pattern, PersonalDataRule.Action action, Instant at) {
        tx.update(PERSONAL_DATA_RULE)
                .set(PERSONAL_DATA_RULE.ACTION, action.code())
                .set(PERSONAL_DATA_RULE.UPDATED_AT, at)
                .set(PERSONAL_DATA_RULE.VERSION, PERSONAL_DATA_RULE.VERSION.plus(1))
                .where(PERSONAL_DATA_RULE.PATTERN.eq(pattern))
                .execute();
    }

    static Map<String, Explanation> explanations(DSLContext tx, Collection<String> codes) {
        return tx.select(GATE_EXPLANATION.CODE, GATE_EXPLANATION.TITLE, GATE_EXPLANATION.EXPLANATION)
                .from(GATE_EXPLANATION)
                .where(GATE_EXPLANATION.CODE.in(codes))
                .fetchMap(GATE_EXPLANATION.CODE, mapping(Explanation::new));
    }

    /** How many posts of theirs stand; counting ends at the most that anybody asks about. */
    static int countPosts(DSLContext tx, AccountId author, int most) {
        return tx.fetchCount(tx.selectOne()
                .from(POST)
                .where(POST.AUTHOR_ID.eq(author))
                .and(Visible.standingPost())
                .limit(most));
    }

    private static SelectJoinStep<Record4<String, PersonalDataRule.Action, Instant, Integer>> rules(DSLContext tx) {
        return tx.select(
                        PERSONAL_DATA_RULE.PATTERN,
                        PERSONAL_DATA_RULE.ACTION.convertFrom(PersonalDataRule.Action::of),
                        PERSONAL_DATA_RULE.UPDATED_AT,
                        PERSONAL_DATA_RULE.VERSION)
                .from(PERSONAL_DATA_RULE);
    }
}
