package waymark.notifications;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.HAPPENING;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.DecisionId;
import waymark.ids.PostId;
import waymark.ids.StoryId;

/** What has happened and nobody was told of yet. */
final class HappeningStore {

    private HappeningStore() {}

    /**
     * What it is about is one of the four.
     *
     * @param actor who did it, and need not be told
     * @param attempts without this one
     */
    record Row(
            long id,
            Happenings.Kind kind,
            @Nullable PostId post,
            @Nullable StoryId story,
            @Nullable DecisionId decision,
            @Nullable UUID report,
            @Nullable AccountId actor,
            @Nullable String storyState,
            Instant happenedAt,
            int attempts) {}

    /** What has been due for the longest time, held until the transaction ends; another server takes another. */
    static Optional<Row> hold(DSLContext tx, Instant now) {
        return tx.select(
                        HAPPENING.ID,
                        HAPPENING.KIND.convertFrom(Happenings.Kind::of),
                        HAPPENING.POST_ID,
                        HAPPENING.STORY_ID,
                        HAPPENING.DECISION_ID,
                        HAPPENING.REPORT_ID,
                        HAPPENING.ACTOR_ID,
                        HAPPENING.STORY_STATE,
                        HAPPENING.HAPPENED_AT,
                        HAPPENING.ATTEMPTS)
                .from(HAPPENING)
                .where(HAPPENING.DUE_AT.le(now))
                .orderBy(HAPPENING.DUE_AT, HAPPENING.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(mapping(Row::new));
    }

    static void delete(DSLContext tx, long id) {
        tx.deleteFrom(HAPPENING).where(HAPPENING.ID.eq(id)).execute();
    }

    static int deleteSome(DSLContext tx, AccountId actor, int most) {
        return tx.deleteFrom(HAPPENING)
                .where(HAPPENING.ID.in(select(HAPPENING.ID)
                        .from(HAPPENING)
                        .where(HAPPENING.ACTOR_ID.eq(actor))
                        .limit(most)))
                .execute();
    }

    /** Changes nothing when somebody else has told it meanwhile. */
    static void postpone(DSLContext tx, Row missed, Instant until) {
        tx.update(HAPPENING)
                .set(HAPPENING.ATTEMPTS, missed.attempts + 1)
                .set(HAPPENING.DUE_AT, until)
                .where(HAPPENING.ID.eq(missed.id))
                .and(HAPPENING.ATTEMPTS.eq(missed.attempts))
                .execute();
    }
}
