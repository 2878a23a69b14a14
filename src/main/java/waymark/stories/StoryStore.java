package waymark.stories;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.LEGAL_HOLD;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_APPROVAL;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.STORY_SETTING;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.schema.tables.StoryRevision;

final class StoryStore {

    private static final waymark.schema.tables.Account REVIEWER = ACCOUNT.as("reviewer");

    private static final StoryRevision SENT_TEXT = STORY_REVISION.as("sent_text");

    private static final Field<Integer> APPROVALS = DSL.field(DSL.selectCount()
                    .from(STORY_APPROVAL)
                    .where(STORY_APPROVAL.STORY_ID.eq(STORY.ID))
                    .and(STORY_APPROVAL.REVISION.eq(STORY.REVISION))
                    .and(STORY_APPROVAL.CONTENT_SHA256.eq(STORY_REVISION.CONTENT_SHA256)))
            .as("approvals");

    private static final Field<Integer> SENT = DSL.field(DSL.select(DSL.max(SENT_TEXT.NUMBER))
                    .from(SENT_TEXT)
                    .where(SENT_TEXT.STORY_ID.eq(STORY.ID))
                    .and(SENT_TEXT.SEALED))
            .as("sent");

    private StoryStore() {}

    static void insert(DSLContext tx, StoryId id, AccountId author, Instant at) {
        tx.insertInto(STORY)
                .set(STORY.ID, id)
                .set(STORY.AUTHOR_ID, author)
                .set(STORY.STATE, StoryState.DRAFT.code())
                .set(STORY.STATE_SINCE, at)
                .set(STORY.REVISION, 1)
                .set(STORY.CREATED_AT, at)
                .set(STORY.UPDATED_AT, at)
                .set(STORY.VERSION, 1)
                .execute();
    }

    static Optional<Row> find(DSLContext tx, StoryId id, Instant now) {
        return rows(tx, now, STORY.ID.eq(id)).fetchOptional(row -> row(row, now));
    }

    static boolean isBy(DSLContext tx, StoryId id, AccountId author) {
        return tx.fetchExists(STORY, STORY.ID.eq(id).and(STORY.AUTHOR_ID.eq(author)));
    }

    /** The story, held until the transaction ends. */
    static Optional<Row> lock(DSLContext tx, StoryId id, Instant now) {
        // First the lock, then the reading: what is joined has to be what whoever held the lock before has left.
        var held = tx.select(STORY.ID)
                .from(STORY)
                .where(STORY.ID.eq(id))
                .forUpdate()
                .fetch();
        return held.isEmpty() ? Optional.empty() : find(tx, id, now);
    }

    /** Of one author, without those they have deleted, the last changed first. */
    static Page<Row> page(DSLContext tx, AccountId author, Paging paging, Instant now) {
        return paging.page(
                rows(tx, now, STORY.AUTHOR_ID.eq(author).and(STORY.DELETED_AT.isNull())),
                List.of(
                        Paging.Key.descending(STORY.UPDATED_AT, Row::updatedAt, Cursor::instant),
                        Paging.Key.descending(STORY.ID, Row::id, StoryId::of)),
                row -> row(row, now));
    }

    /** Those whose authors wait for an answer of the team, the longest wait first. */
    static Page<Row> queue(DSLContext tx, Paging paging, Instant now) {
        return paging.page(
                rows(tx, now, STORY.STATE.in(StoryState.SUBMITTED.code(), StoryState.IN_REVIEW.code())),
                List.of(
                        Paging.Key.ascending(STORY.SUBMITTED_AT, Row::waitingSince, Cursor::instant),
                        Paging.Key.ascending(STORY.ID, Row::id, StoryId::of)),
                row -> row(row, now));
    }

    /** The ids of stories whose day has come. */
    static List<StoryId> due(DSLContext tx, Instant now, int most) {
        return tx.select(STORY.ID)
                .from(STORY)
                .where(STORY.STATE.eq(DSL.inline(StoryState.SCHEDULED.code())))
                .and(STORY.SCHEDULED_FOR.le(now))
                .orderBy(STORY.SCHEDULED_FOR, STORY.ID)
                .limit(most)
                .fetch(STORY.ID);
    }

    /** @return false when it was not there any more, so that somebody else was faster */
    static boolean move(DSLContext tx, Row story, Place place, Instant at) {
        return tx.update(STORY)
                        .set(STORY.STATE, place.state().code())
                        .set(STORY.STATE_SINCE, place.state() == story.state() ? story.stateSince() : at)
                        .set(STORY.REVISION, place.revision())
                        .set(STORY.REVIEWER_ID, place.reviewer())
                        .set(STORY.SUBMITTED_AT, place.submittedAt())
                        .set(STORY.DUE_AT, place.dueAt())
                        .set(STORY.SCHEDULED_FOR, place.scheduledFor())
                        .set(STORY.UPDATED_AT, at)
                        .set(STORY.VERSION, STORY.VERSION.plus(1))
                        .where(STORY.ID.eq(story.id()))
                        .and(STORY.STATE.eq(story.state().code()))
                        .and(STORY.VERSION.eq(story.version()))
                        .execute()
                == 1;
    }

    static void delete(DSLContext tx, StoryId id, Instant at) {
        tx.update(STORY).set(STORY.DELETED_AT, at).where(STORY.ID.eq(id)).execute();
    }

    /** Whether the law wants what somebody wrote to be kept. */
    static boolean isHeld(DSLContext tx, AccountId author) {
        return tx.fetchExists(LEGAL_HOLD, LEGAL_HOLD.ACCOUNT_ID.eq(author));
    }

    /** Deleted stories that have words still, and need not have them. */
    static List<StoryId> deletedWithWords(DSLContext tx, int most) {
        return tx.select(STORY.ID)
                .from(STORY)
                .where(STORY.DELETED_AT.isNotNull())
                .and(exists(selectOne()
                        .from(STORY_REVISION)
                        .where(STORY_REVISION.STORY_ID.eq(STORY.ID))
                        .and(STORY_REVISION.MARKDOWN.ne(""))))
                .andNotExists(selectOne().from(LEGAL_HOLD).where(LEGAL_HOLD.ACCOUNT_ID.eq(STORY.AUTHOR_ID)))
                .orderBy(STORY.ID)
                .limit(most)
                .fetch(STORY.ID);
    }

    static Settings settings(DSLContext tx) {
        return tx.select(
                        STORY_SETTING.SMALLEST_GROUP,
                        STORY_SETTING.CONSENT_MONTHS,
                        STORY_SETTING.ASK_AGAIN_DAYS,
                        STORY_SETTING.SEALED_DAYS)
                .from(STORY_SETTING)
                .fetchSingle(mapping(Settings::new));
    }

    private static SelectConditionStep<Record> rows(DSLContext tx, Instant now, Condition condition) {
        var shown = new ArrayList<SelectField<?>>(List.of(
                STORY.ID,
                STORY.AUTHOR_ID,
                ACCOUNT.USERNAME,
                ACCOUNT.ROLE,
                ACCOUNT.BADGE_ID,
                ACCOUNT.MEMORIAL_AT,
                STORY.STATE,
                STORY.STATE_SINCE,
                STORY.REVISION,
                STORY_REVISION.TITLE,
                STORY.REVIEWER_ID,
                REVIEWER.USERNAME,
                REVIEWER.ROLE,
                REVIEWER.BADGE_ID,
                REVIEWER.MEMORIAL_AT,
                STORY.SUBMITTED_AT,
                STORY.DUE_AT,
                STORY.SCHEDULED_FOR,
                STORY.DELETED_AT,
                STORY.CREATED_AT,
                STORY.UPDATED_AT,
                STORY.VERSION,
                APPROVALS,
                SENT));
        shown.add(published(now));
        return tx.select(shown)
                .from(STORY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(STORY.AUTHOR_ID))
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY.ID))
                .and(STORY_REVISION.NUMBER.eq(STORY.REVISION))
                .leftJoin(REVIEWER)
                .on(REVIEWER.ID.eq(STORY.REVIEWER_ID))
                .where(condition);
    }

    private static Field<Boolean> published(Instant now) {
        return field(exists(selectOne()
                        .from(STORY_PUBLICATION)
                        .where(STORY_PUBLICATION.STORY_ID.eq(STORY.ID))
                        .and(STORY_PUBLICATION.CONSENT_UNTIL.gt(now))))
                .as("published");
    }

    private static Row row(Record row, Instant now) {
        var reviewer = row.get(STORY.REVIEWER_ID);
        return new Row(
                row.get(STORY.ID),
                row.get(STORY.AUTHOR_ID),
                Author.in(row),
                StoryState.of(row.get(STORY.STATE)),
                row.get(STORY.STATE_SINCE),
                row.get(STORY.REVISION),
                row.get(STORY_REVISION.TITLE),
                reviewer,
                reviewer == null ? null : Author.in(row, REVIEWER),
                row.get(STORY.SUBMITTED_AT),
                row.get(STORY.DUE_AT),
                row.get(STORY.SCHEDULED_FOR),
                row.get(published(now)),
                row.get(STORY.DELETED_AT) != null,
                row.get(STORY.CREATED_AT),
                row.get(STORY.UPDATED_AT),
                row.get(APPROVALS),
                row.get(SENT),
                row.get(STORY.VERSION));
    }

    /**
     * @param reviewer null while nobody looks at it
     * @param published whether readers get a text of it
     * @param approvals of its newest text
     * @param sent the newest text that its author has handed on; null for what is theirs alone
     */
    record Row(
            StoryId id,
            AccountId authorId,
            Author author,
            StoryState state,
            Instant stateSince,
            int revision,
            String title,
            @Nullable AccountId reviewerId,
            @Nullable Author reviewer,
            @Nullable Instant submittedAt,
            @Nullable Instant dueAt,
            @Nullable Instant scheduledFor,
            boolean published,
            boolean deleted,
            Instant createdAt,
            Instant updatedAt,
            int approvals,
            @Nullable Integer sent,
            int version) {

        Instant waitingSince() {
            return Optional.ofNullable(submittedAt).orElse(updatedAt);
        }

        boolean isOf(AccountId account) {
            return authorId.equals(account);
        }
    }

    /** Where a step leads. */
    record Place(
            StoryState state,
            int revision,
            @Nullable AccountId reviewer,
            @Nullable Instant submittedAt,
            @Nullable Instant dueAt,
            @Nullable Instant scheduledFor) {}

    /**
     * @param smallestGroup so many stories have to share what is told about a person
     * @param askAgainDays so long before a consent ends its author is asked again
     * @param sealedDays so long what was redacted stays readable for staff
     */
    record Settings(int smallestGroup, int consentMonths, int askAgainDays, int sealedDays) {}
}
