package waymark.following;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.ANSWER_ALERT;
import static waymark.schema.Tables.ANSWER_CLAIM;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.RESTRICTION;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Role;
import waymark.visibility.Visible;

final class AnswerAlertStore {

    private AnswerAlertStore() {}

    /**
     * Threads that nobody has answered or is answering, that could be answered, and that supporters have not been told of;
     * with when they were started.
     */
    static Map<ThreadId, Instant> waiting(DSLContext tx, Instant from, Instant to, Instant now) {
        return tx.select(FORUM_THREAD.ID, FORUM_THREAD.CREATED_AT)
                .from(FORUM_THREAD)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(FORUM_THREAD.AUTHOR_ID))
                .where(FORUM_THREAD.AWAITING_FIRST_REPLY)
                .and(FORUM_THREAD.CREATED_AT.between(from, to))
                .and(FORUM_THREAD.LOCKED_AT.isNull())
                .and(Visible.threadsForMembers())
                .and(exists(selectOne()
                        .from(POST)
                        .where(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                        .and(POST.NUMBER.eq(inline(1)))
                        .and(Visible.shownPost())))
                // Nobody waits there any more.
                .and(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(notExists(selectOne().from(ANSWER_ALERT).where(ANSWER_ALERT.THREAD_ID.eq(FORUM_THREAD.ID))))
                .and(notExists(selectOne()
                        .from(ANSWER_CLAIM)
                        .where(ANSWER_CLAIM.THREAD_ID.eq(FORUM_THREAD.ID))
                        .and(ANSWER_CLAIM.ENDS_AT.gt(now))))
                .fetchMap(FORUM_THREAD.ID, FORUM_THREAD.CREATED_AT);
    }

    /** @return those that nobody else had noted; whoever notes the same at this moment waits, and finds none */
    static List<ThreadId> note(DSLContext tx, Collection<ThreadId> threads, Instant now) {
        return tx.insertInto(ANSWER_ALERT, ANSWER_ALERT.THREAD_ID, ANSWER_ALERT.ALERTED_AT)
                .valuesOfRows(threads.stream()
                        .sorted(Comparator.comparing(ThreadId::toString))
                        .map(thread -> row(thread, now))
                        .toList())
                .onConflictDoNothing()
                .returningResult(ANSWER_ALERT.THREAD_ID)
                .fetch(ANSWER_ALERT.THREAD_ID);
    }

    /** Supporters who could answer one of these threads: it is not their own, and nothing keeps them from writing. */
    static List<AccountId> supporters(DSLContext tx, Collection<ThreadId> threads, Instant now) {
        return tx.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ROLE.eq(Role.SUPPORTER.code()))
                .and(ACCOUNT.EMAIL_VERIFIED_AT.isNotNull())
                .and(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(notExists(selectOne()
                        .from(RESTRICTION)
                        .where(RESTRICTION.ACCOUNT_ID.eq(ACCOUNT.ID))
                        .and(RESTRICTION.LIFTED_AT.isNull())
                        .and(RESTRICTION.UNTIL.gt(now))))
                .and(exists(selectOne()
                        .from(FORUM_THREAD)
                        .where(FORUM_THREAD.ID.in(threads))
                        .and(FORUM_THREAD.AUTHOR_ID.ne(ACCOUNT.ID))))
                .orderBy(ACCOUNT.ID)
                .fetch(ACCOUNT.ID);
    }
}
