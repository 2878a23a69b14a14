package waymark.likes;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.POST_LIKE;
import static waymark.schema.Tables.STORY_LIKE;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

/**
 * The likes of one kind of thing.
 *
 * @param <T> the id of such a thing
 */
record LikeStore<T>(
        Table<Record> table,
        TableField<Record, T> target,
        TableField<Record, AccountId> account,
        TableField<Record, Instant> likedAt) {

    static final LikeStore<PostId> OF_POSTS =
            new LikeStore<>(POST_LIKE, POST_LIKE.POST_ID, POST_LIKE.ACCOUNT_ID, POST_LIKE.LIKED_AT);

    static final LikeStore<StoryId> OF_STORIES =
            new LikeStore<>(STORY_LIKE, STORY_LIKE.STORY_ID, STORY_LIKE.ACCOUNT_ID, STORY_LIKE.LIKED_AT);

    /** @return whether there was none before */
    boolean insert(DSLContext tx, T id, AccountId member, Instant at) {
        return tx.insertInto(table)
                        .set(target, id)
                        .set(account, member)
                        .set(likedAt, at)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    void delete(DSLContext tx, T id, AccountId member) {
        tx.deleteFrom(table).where(target.eq(id)).and(account.eq(member)).execute();
    }

    LikeSummary summary(DSLContext tx, T id, AccountId member) {
        return tx.select(DSL.count(), DSL.coalesce(DSL.boolOr(account.eq(member)), DSL.inline(false)))
                .from(table)
                .where(target.eq(id))
                .fetchSingle(mapping(LikeSummary::new));
    }

    Page<Like> page(DSLContext tx, T id, Paging paging) {
        return paging.page(
                tx.select(ACCOUNT.USERNAME, ACCOUNT.ROLE, ACCOUNT.BADGE_ID, ACCOUNT.MEMORIAL_AT, likedAt)
                        .from(table)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(account))
                        .where(target.eq(id)),
                List.of(
                        Paging.Key.descending(likedAt, Like::likedAt, Cursor::instant),
                        Paging.Key.ascending(
                                ACCOUNT.USERNAME, like -> like.member().username(), name -> name)),
                row -> new Like(Author.in(row), row.get(likedAt)));
    }

    int deleteSome(DSLContext tx, AccountId member, int most) {
        return tx.deleteFrom(table)
                .where(account.eq(member))
                .and(target.in(
                        DSL.select(target).from(table).where(account.eq(member)).limit(most)))
                .execute();
    }

    int count(DSLContext tx, AccountId member) {
        return tx.fetchCount(table, account.eq(member));
    }
}
