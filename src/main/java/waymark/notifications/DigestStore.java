package waymark.notifications;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.ACCOUNT_PREFERENCE;
import static waymark.schema.Tables.FOLLOWING;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.NOTIFICATION_BOX;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.READ_POSITION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.accounts.Mutes;
import waymark.ids.AccountId;
import waymark.preferences.Choices;
import waymark.preferences.HiddenLabels;
import waymark.visibility.Visible;

/** When members who want a digest had their last, and whether there is anything for the next. */
final class DigestStore {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private DigestStore() {}

    /** Those who want one and have had none for a week, and those who have just begun to want one. */
    static List<AccountId> due(DSLContext tx, Instant now, int most) {
        return tx.select(ACCOUNT.ID)
                .from(ACCOUNT_PREFERENCE)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ACCOUNT_PREFERENCE.ACCOUNT_ID))
                .leftJoin(NOTIFICATION_BOX)
                .on(NOTIFICATION_BOX.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT_PREFERENCE.DIGEST.ne(inline("never")))
                .and(ACCOUNT_PREFERENCE.PAUSED_UNTIL.isNull().or(ACCOUNT_PREFERENCE.PAUSED_UNTIL.le(now)))
                .and(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.MEMORIAL_AT.isNull())
                .and(ACCOUNT.EMAIL_VERIFIED_AT.isNotNull())
                .and(NOTIFICATION_BOX
                        .DIGESTED_AT
                        .isNull()
                        .or(NOTIFICATION_BOX.DIGESTED_AT.le(
                                DSL.when(ACCOUNT_PREFERENCE.DIGEST.eq(inline("weekly")), DSL.val(now.minus(WEEK)))
                                        .otherwise(now.minus(MONTH)))))
                .orderBy(NOTIFICATION_BOX.DIGESTED_AT.asc().nullsFirst(), ACCOUNT.ID)
                .limit(most)
                .fetch(ACCOUNT.ID);
    }

    static boolean isDue(Choices.Digest digest, Instant before, Instant now) {
        return switch (digest) {
            case NEVER -> false;
            case WEEKLY -> !before.plus(WEEK).isAfter(now);
            case MONTHLY -> !before.plus(MONTH).isAfter(now);
        };
    }

    /**
     * Holds where somebody is with their digests until the transaction ends.
     *
     * @return when they had their last; empty when it is counted from now on
     */
    static Optional<Instant> hold(DSLContext tx, AccountId account, Instant now) {
        var unused = BoxStore.hold(tx, List.of(account));
        var before = tx.select(NOTIFICATION_BOX.DIGESTED_AT)
                .from(NOTIFICATION_BOX)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .fetchOptional(NOTIFICATION_BOX.DIGESTED_AT);
        if (before.isEmpty()) {
            note(tx, account, now);
        }
        return before;
    }

    static void note(DSLContext tx, AccountId account, Instant now) {
        tx.update(NOTIFICATION_BOX)
                .set(NOTIFICATION_BOX.DIGESTED_AT, now)
                .where(NOTIFICATION_BOX.ACCOUNT_ID.eq(account))
                .execute();
    }

    /**
     * Whether others have written since then in a thread that this member follows and has not read to its end, something that
     * they can read and would rather not be spared.
     */
    static boolean hasNews(DSLContext tx, AccountId member, Instant since) {
        var reader = DSL.val(member, ACCOUNT.ID);
        return tx.fetchExists(selectOne()
                .from(FOLLOWING)
                .join(POST)
                .on(POST.THREAD_ID.eq(FOLLOWING.THREAD_ID))
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .leftJoin(READ_POSITION)
                .on(READ_POSITION.THREAD_ID.eq(POST.THREAD_ID))
                .and(READ_POSITION.ACCOUNT_ID.eq(FOLLOWING.ACCOUNT_ID))
                .where(FOLLOWING.ACCOUNT_ID.eq(member))
                .and(FOLLOWING.LEVEL.in(inline("watching"), inline("tracking")))
                .and(POST.NUMBER.gt(coalesce(READ_POSITION.NUMBER, inline(0))))
                .and(POST.CREATED_AT.ge(since))
                .and(POST.AUTHOR_ID.ne(member))
                .and(POST.ERASED_AT.isNull())
                .and(Visible.postsForMembers())
                .and(Mutes.notMuted(member, POST.AUTHOR_ID))
                .and(HiddenLabels.posts(reader)));
    }
}
