package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CASE_EVENT;
import static waymark.schema.Tables.MODERATION_SETTING;
import static waymark.schema.Tables.MODERATOR_AWAY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.access.Role;

final class WellbeingStore {

    private WellbeingStore() {}

    /**
     * What a moderator takes and their stepping away come one after the other. Call before holding a case: the account comes
     * first everywhere. It is in nobody's way who only writes something of theirs.
     *
     * @return their role as it is by now
     */
    static Role lock(DSLContext tx, AccountId moderator) {
        return tx.select(ACCOUNT.ROLE)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(moderator))
                .forNoKeyUpdate()
                .fetchSingle(mapping(Role::of));
    }

    static Settings settings(DSLContext tx) {
        return tx.select(
                        MODERATION_SETTING.P0_CAP,
                        MODERATION_SETTING.SHIFT_HOURS,
                        MODERATION_SETTING.BREAK_AFTER_MINUTES)
                .from(MODERATION_SETTING)
                .fetchSingle(mapping((cap, hours, minutes) ->
                        new Settings(cap, Duration.ofHours(hours), Duration.ofMinutes(minutes))));
    }

    static int countP0(DSLContext tx, AccountId moderator, Instant since) {
        return countP0(tx, moderator, since, noCondition());
    }

    static int countOtherP0(DSLContext tx, AccountId moderator, CaseId but, Instant since) {
        return countP0(tx, moderator, since, CASE_EVENT.CASE_ID.ne(but));
    }

    /** When this moderator did anything with a case, the latest first. */
    static List<Instant> acts(DSLContext tx, AccountId moderator, Instant since) {
        return tx.select(CASE_EVENT.AT)
                .from(CASE_EVENT)
                .where(CASE_EVENT.ACTOR_ID.eq(moderator))
                .and(CASE_EVENT.AT.ge(since))
                .orderBy(CASE_EVENT.AT.desc())
                .fetch(CASE_EVENT.AT);
    }

    static boolean isAway(DSLContext tx, AccountId moderator, Instant now) {
        return tx.fetchExists(MODERATOR_AWAY, away(moderator, now));
    }

    static Optional<Absence> findAbsence(DSLContext tx, AccountId moderator, Instant now) {
        return tx.select(MODERATOR_AWAY.SINCE, MODERATOR_AWAY.UNTIL)
                .from(MODERATOR_AWAY)
                .where(away(moderator, now))
                .fetchOptional(mapping((since, until) -> new Absence(since, Optional.ofNullable(until))));
    }

    static void leave(DSLContext tx, AccountId moderator, @Nullable Instant until, Instant since) {
        tx.insertInto(MODERATOR_AWAY)
                .set(MODERATOR_AWAY.ACCOUNT_ID, moderator)
                .set(MODERATOR_AWAY.SINCE, since)
                .set(MODERATOR_AWAY.UNTIL, until)
                .onConflict(MODERATOR_AWAY.ACCOUNT_ID)
                .doUpdate()
                .set(MODERATOR_AWAY.SINCE, excluded(MODERATOR_AWAY.SINCE))
                .set(MODERATOR_AWAY.UNTIL, excluded(MODERATOR_AWAY.UNTIL))
                .execute();
    }

    static void comeBack(DSLContext tx, AccountId moderator) {
        tx.deleteFrom(MODERATOR_AWAY)
                .where(MODERATOR_AWAY.ACCOUNT_ID.eq(moderator))
                .execute();
    }

    private static int countP0(DSLContext tx, AccountId moderator, Instant since, Condition which) {
        return tx.select(countDistinct(CASE_EVENT.CASE_ID))
                .from(CASE_EVENT)
                .where(CASE_EVENT.ACTOR_ID.eq(moderator))
                .and(CASE_EVENT.AT.gt(since))
                .and(CASE_EVENT.KIND.eq(CaseEvent.Kind.CLAIMED.code()))
                .and(CASE_EVENT.PRIORITY.eq(Priority.P0.name()))
                .and(which)
                .fetchSingle(mapping(count -> count));
    }

    private static Condition away(AccountId moderator, Instant now) {
        return MODERATOR_AWAY
                .ACCOUNT_ID
                .eq(moderator)
                .and(MODERATOR_AWAY.UNTIL.isNull().or(MODERATOR_AWAY.UNTIL.gt(now)));
    }

    record Settings(int p0Cap, Duration shift, Duration breakAfter) {}

    /** @param until empty where nobody knows */
    record Absence(Instant since, Optional<Instant> until) {}
}
