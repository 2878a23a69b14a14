package waymark.stories;

import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.STORY_COPY;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

/** Where else stories were used. */
final class CopyStore {

    private static final Condition TO_RECALL =
            STORY_COPY.RECALL_SINCE.isNotNull().and(STORY_COPY.RECALLED_AT.isNull());

    private CopyStore() {}

    static void insert(DSLContext tx, UUID id, StoryId story, String scope, String place, AccountId by, Instant at) {
        tx.insertInto(STORY_COPY)
                .set(STORY_COPY.ID, id)
                .set(STORY_COPY.STORY_ID, story)
                .set(STORY_COPY.SCOPE, scope)
                .set(STORY_COPY.PLACE, place)
                .set(STORY_COPY.NOTED_BY, by)
                .set(STORY_COPY.NOTED_AT, at)
                .execute();
    }

    static Optional<Copy> find(DSLContext tx, UUID id) {
        return rows(tx, STORY_COPY.ID.eq(id)).fetchOptional(CopyStore::copy);
    }

    static List<Copy> of(DSLContext tx, StoryId story) {
        return rows(tx, STORY_COPY.STORY_ID.eq(story)).orderBy(STORY_COPY.ID).fetch(CopyStore::copy);
    }

    static Page<Copy> page(DSLContext tx, StoryId story, Paging paging) {
        return paging.page(
                rows(tx, STORY_COPY.STORY_ID.eq(story)),
                List.of(Paging.Key.descending(STORY_COPY.ID, Copy::id, UUID::fromString)),
                CopyStore::copy);
    }

    /** Those that have to be taken back, the longest wait first. */
    static Page<Copy> toRecall(DSLContext tx, Paging paging) {
        return paging.page(
                rows(tx, TO_RECALL),
                List.of(
                        Paging.Key.ascending(STORY_COPY.RECALL_SINCE, Copy::waitingSince, Cursor::instant),
                        Paging.Key.ascending(STORY_COPY.ID, Copy::id, UUID::fromString)),
                CopyStore::copy);
    }

    /** Asks for every copy back that is of none of these kinds. */
    static void recall(DSLContext tx, StoryId story, Collection<String> stillAllowed, Instant at) {
        tx.update(STORY_COPY)
                .set(STORY_COPY.RECALL_SINCE, at)
                .where(STORY_COPY.STORY_ID.eq(story))
                .and(STORY_COPY.SCOPE.notIn(stillAllowed))
                .and(STORY_COPY.RECALL_SINCE.isNull())
                .execute();
    }

    /** @return false when it does not have to be taken back, or was */
    static boolean markRecalled(DSLContext tx, UUID id, AccountId by, Instant at) {
        return tx.update(STORY_COPY)
                        .set(STORY_COPY.RECALLED_AT, at)
                        .set(STORY_COPY.RECALLED_BY, by)
                        .where(STORY_COPY.ID.eq(id))
                        .and(TO_RECALL)
                        .execute()
                == 1;
    }

    private static SelectConditionStep<? extends Record> rows(DSLContext tx, Condition condition) {
        return tx.select(
                        STORY_COPY.ID,
                        STORY_COPY.STORY_ID,
                        STORY_COPY.SCOPE,
                        STORY_COPY.PLACE,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE,
                        ACCOUNT.BADGE_ID,
                        ACCOUNT.MEMORIAL_AT,
                        STORY_COPY.NOTED_AT,
                        STORY_COPY.RECALL_SINCE,
                        STORY_COPY.RECALLED_AT)
                .from(STORY_COPY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(STORY_COPY.NOTED_BY))
                .where(condition);
    }

    private static Copy copy(Record row) {
        return new Copy(
                row.get(STORY_COPY.ID),
                row.get(STORY_COPY.STORY_ID),
                row.get(STORY_COPY.SCOPE),
                row.get(STORY_COPY.PLACE),
                Author.in(row),
                row.get(STORY_COPY.NOTED_AT),
                row.get(STORY_COPY.RECALL_SINCE),
                row.get(STORY_COPY.RECALLED_AT));
    }

    /**
     * @param place where it can be found
     * @param recallSince null while it may stay
     */
    record Copy(
            UUID id,
            StoryId story,
            String scope,
            String place,
            Author notedBy,
            Instant notedAt,
            @Nullable Instant recallSince,
            @Nullable Instant recalledAt) {

        Instant waitingSince() {
            return recallSince == null ? notedAt : recallSince;
        }
    }
}
