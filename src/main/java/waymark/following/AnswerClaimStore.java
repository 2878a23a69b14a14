package waymark.following;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.when;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.ANSWER_CLAIM;
import static waymark.schema.Tables.FORUM_THREAD;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;

final class AnswerClaimStore {

    private AnswerClaimStore() {}

    /** Whether a thread waits for an answer that can come from this member. */
    static boolean isAwaiting(DSLContext tx, ThreadId thread, AccountId answering) {
        return tx.fetchExists(
                FORUM_THREAD,
                FORUM_THREAD
                        .ID
                        .eq(thread)
                        .and(FORUM_THREAD.AWAITING_FIRST_REPLY)
                        .and(FORUM_THREAD.AUTHOR_ID.ne(answering)));
    }

    /** Makes or renews it; nothing while it is somebody else's. */
    static void claim(DSLContext tx, ThreadId thread, AccountId account, Instant now, Instant end) {
        Field<Instant> since = when(
                        ANSWER_CLAIM.ACCOUNT_ID.eq(excluded(ANSWER_CLAIM.ACCOUNT_ID)), ANSWER_CLAIM.CLAIMED_AT)
                .otherwise(excluded(ANSWER_CLAIM.CLAIMED_AT));
        tx.insertInto(ANSWER_CLAIM)
                .set(ANSWER_CLAIM.THREAD_ID, thread)
                .set(ANSWER_CLAIM.ACCOUNT_ID, account)
                .set(ANSWER_CLAIM.CLAIMED_AT, now)
                .set(ANSWER_CLAIM.ENDS_AT, end)
                .onConflict(ANSWER_CLAIM.THREAD_ID)
                .doUpdate()
                .set(ANSWER_CLAIM.ACCOUNT_ID, excluded(ANSWER_CLAIM.ACCOUNT_ID))
                .set(ANSWER_CLAIM.CLAIMED_AT, since)
                .set(ANSWER_CLAIM.ENDS_AT, excluded(ANSWER_CLAIM.ENDS_AT))
                .where(ANSWER_CLAIM
                        .ACCOUNT_ID
                        .eq(excluded(ANSWER_CLAIM.ACCOUNT_ID))
                        .or(ANSWER_CLAIM.ENDS_AT.le(now)))
                .execute();
    }

    static void end(DSLContext tx, ThreadId thread, AccountId account) {
        tx.deleteFrom(ANSWER_CLAIM)
                .where(ANSWER_CLAIM.THREAD_ID.eq(thread))
                .and(ANSWER_CLAIM.ACCOUNT_ID.eq(account))
                .execute();
    }

    static int deleteAll(DSLContext tx, AccountId account) {
        return tx.deleteFrom(ANSWER_CLAIM)
                .where(ANSWER_CLAIM.ACCOUNT_ID.eq(account))
                .execute();
    }

    /** Those that have not ended. */
    static Map<ThreadId, AnswerClaim> of(DSLContext tx, Collection<ThreadId> threads, AccountId me, Instant now) {
        return tx.select(
                        ANSWER_CLAIM.THREAD_ID,
                        ANSWER_CLAIM.ACCOUNT_ID,
                        ANSWER_CLAIM.CLAIMED_AT,
                        ANSWER_CLAIM.ENDS_AT,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE,
                        ACCOUNT.BADGE_ID,
                        ACCOUNT.MEMORIAL_AT)
                .from(ANSWER_CLAIM)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ANSWER_CLAIM.ACCOUNT_ID))
                .where(ANSWER_CLAIM.THREAD_ID.in(threads))
                .and(ANSWER_CLAIM.ENDS_AT.gt(now))
                .fetchMap(
                        ANSWER_CLAIM.THREAD_ID,
                        row -> new AnswerClaim(
                                Author.in(row),
                                row.get(ANSWER_CLAIM.CLAIMED_AT),
                                row.get(ANSWER_CLAIM.ENDS_AT),
                                row.get(ANSWER_CLAIM.ACCOUNT_ID).equals(me)));
    }
}
