package waymark.moderation.replies;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CANNED_REPLY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record8;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import waymark.cases.CaseCategory;
import waymark.ids.AccountId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class CannedReplyStore {

    private static final waymark.schema.tables.CannedReply LATER = CANNED_REPLY.as("later");

    private static final Condition LATEST = notExists(
            selectOne().from(LATER).where(LATER.ID.eq(CANNED_REPLY.ID)).and(LATER.VERSION.gt(CANNED_REPLY.VERSION)));

    private CannedReplyStore() {}

    /** @return false when there is this version already */
    static boolean insert(
            DSLContext tx,
            String id,
            int version,
            CannedReply.Words words,
            CannedReply.State state,
            AccountId author,
            Instant at) {
        var category = words.category();
        return tx.insertInto(CANNED_REPLY)
                        .set(CANNED_REPLY.ID, id)
                        .set(CANNED_REPLY.VERSION, version)
                        .set(CANNED_REPLY.CATEGORY, category == null ? null : category.code())
                        .set(CANNED_REPLY.TITLE, words.title())
                        .set(CANNED_REPLY.TEXT, words.text())
                        .set(CANNED_REPLY.STATE, state.code())
                        .set(CANNED_REPLY.AUTHOR_ID, author)
                        .set(CANNED_REPLY.UPDATED_AT, at)
                        .onConflict(CANNED_REPLY.ID, CANNED_REPLY.VERSION)
                        .doNothing()
                        .execute()
                == 1;
    }

    /** Until the end of the transaction nobody else makes a version of it. The first one stands for the reply. */
    static void lock(DSLContext tx, String id) {
        var unused = tx.select(CANNED_REPLY.ID)
                .from(CANNED_REPLY)
                .where(CANNED_REPLY.ID.eq(id))
                .and(CANNED_REPLY.VERSION.eq(1))
                .forUpdate()
                .fetch();
    }

    static Optional<CannedReply> findLatest(DSLContext tx, String id) {
        return replies(tx, CANNED_REPLY.ID.eq(id).and(LATEST)).fetchOptional(reply());
    }

    static Page<CannedReply> page(DSLContext tx, CannedReplies.Query query, Paging paging) {
        var asked = CANNED_REPLY
                .STATE
                .eq(query.state().code())
                .and(query.category().map(CannedReplyStore::fits).orElse(noCondition()));
        return paging.page(
                replies(tx, LATEST.and(asked)),
                List.of(Paging.Key.ascending(CANNED_REPLY.ID, CannedReply::id, id -> id)),
                reply());
    }

    static Page<CannedReply> versions(DSLContext tx, String id, Paging paging) {
        return paging.page(
                replies(tx, CANNED_REPLY.ID.eq(id)),
                List.of(Paging.Key.descending(CANNED_REPLY.VERSION, CannedReply::version, Integer::valueOf)),
                reply());
    }

    static List<CannedReply> fitting(DSLContext tx, CaseCategory category) {
        return replies(
                        tx,
                        LATEST.and(CANNED_REPLY.STATE.eq(inline(CannedReply.State.CURRENT.code())))
                                .and(fits(category)))
                .orderBy(CANNED_REPLY.CATEGORY.isNull(), CANNED_REPLY.ID)
                .fetch(reply());
    }

    private static Condition fits(CaseCategory category) {
        return CANNED_REPLY.CATEGORY.eq(category.code()).or(CANNED_REPLY.CATEGORY.isNull());
    }

    private static SelectConditionStep<
                    Record8<String, Integer, String, String, String, CannedReply.State, Instant, String>>
            replies(DSLContext tx, Condition condition) {
        return tx.select(
                        CANNED_REPLY.ID,
                        CANNED_REPLY.VERSION,
                        CANNED_REPLY.CATEGORY,
                        CANNED_REPLY.TITLE,
                        CANNED_REPLY.TEXT,
                        CANNED_REPLY.STATE.convertFrom(CannedReply.State::of),
                        CANNED_REPLY.UPDATED_AT,
                        ACCOUNT.USERNAME)
                .from(CANNED_REPLY)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(CANNED_REPLY.AUTHOR_ID))
                .where(condition);
    }

    private static RecordMapper<
                    Record8<String, Integer, String, String, String, CannedReply.State, Instant, String>, CannedReply>
            reply() {
        return mapping((id, version, category, title, text, state, updatedAt, updatedBy) ->
                new CannedReply(id, version, category(category), title, text, state, updatedAt, updatedBy));
    }

    private static @Nullable CaseCategory category(@Nullable String code) {
        return code == null ? null : CaseCategory.of(code);
    }
}
