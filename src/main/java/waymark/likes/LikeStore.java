package waymark.likes;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.POST_LIKE;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class LikeStore {

    private LikeStore() {}

    static void insert(DSLContext tx, PostId post, AccountId account, Instant at) {
        tx.insertInto(POST_LIKE)
                .set(POST_LIKE.POST_ID, post)
                .set(POST_LIKE.ACCOUNT_ID, account)
                .set(POST_LIKE.LIKED_AT, at)
                .onConflictDoNothing()
                .execute();
    }

    static void delete(DSLContext tx, PostId post, AccountId account) {
        tx.deleteFrom(POST_LIKE)
                .where(POST_LIKE.POST_ID.eq(post))
                .and(POST_LIKE.ACCOUNT_ID.eq(account))
                .execute();
    }

    static LikeSummary summary(DSLContext tx, PostId post, AccountId account) {
        return tx.select(DSL.count(), DSL.coalesce(DSL.boolOr(POST_LIKE.ACCOUNT_ID.eq(account)), DSL.inline(false)))
                .from(POST_LIKE)
                .where(POST_LIKE.POST_ID.eq(post))
                .fetchSingle(mapping(LikeSummary::new));
    }

    static Page<Like> page(DSLContext tx, PostId post, Paging paging) {
        return paging.page(
                tx.select(ACCOUNT.USERNAME, ACCOUNT.ROLE, POST_LIKE.LIKED_AT)
                        .from(POST_LIKE)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(POST_LIKE.ACCOUNT_ID))
                        .where(POST_LIKE.POST_ID.eq(post)),
                List.of(
                        Paging.Key.descending(POST_LIKE.LIKED_AT, Like::likedAt, Cursor::instant),
                        Paging.Key.ascending(
                                ACCOUNT.USERNAME, like -> like.member().username(), name -> name)),
                mapping((username, role, likedAt) -> new Like(Author.of(username, role), likedAt)));
    }
}
