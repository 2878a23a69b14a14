package waymark.threads;

import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.SUBMISSION;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.SubmissionId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.http.Json;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.visibility.Visible;

final class SubmissionStore {

    private static final TypeReference<List<NewPost.NewQuote>> QUOTES = new TypeReference<>() {};

    private static final List<SelectField<?>> KEPT = List.of(
            SUBMISSION.ID,
            SUBMISSION.KIND,
            SUBMISSION.THREAD_ID,
            SUBMISSION.POST_ID,
            SUBMISSION.BASED_ON,
            SUBMISSION.TITLE,
            SUBMISSION.CATEGORY_ID,
            SUBMISSION.TAGS,
            SUBMISSION.MARKDOWN,
            SUBMISSION.REPLY_TO_NUMBER,
            SUBMISSION.QUOTES,
            SUBMISSION.AUTHOR_ID,
            ACCOUNT.USERNAME,
            ACCOUNT.ROLE,
            ACCOUNT.BADGE_ID,
            ACCOUNT.MEMORIAL_AT,
            SUBMISSION.REASONS,
            SUBMISSION.STATE,
            SUBMISSION.MESSAGE,
            SUBMISSION.PUBLISHED_POST_ID,
            SUBMISSION.CREATED_AT,
            SUBMISSION.UPDATED_AT,
            SUBMISSION.DECIDED_AT,
            SUBMISSION.VERSION);

    private static final RecordMapper<Record, Kept> ROW = row -> new Kept(
            row.get(SUBMISSION.ID),
            new Payload(
                    Payload.Kind.of(row.get(SUBMISSION.KIND)),
                    row.get(SUBMISSION.THREAD_ID),
                    row.get(SUBMISSION.POST_ID),
                    row.get(SUBMISSION.BASED_ON),
                    row.get(SUBMISSION.TITLE),
                    row.get(SUBMISSION.CATEGORY_ID),
                    list(row.get(SUBMISSION.TAGS)),
                    row.get(SUBMISSION.MARKDOWN),
                    row.get(SUBMISSION.REPLY_TO_NUMBER),
                    quotes(row.get(SUBMISSION.QUOTES))),
            row.get(SUBMISSION.AUTHOR_ID),
            Author.in(row),
            List.of(row.get(SUBMISSION.REASONS)),
            Submission.State.of(row.get(SUBMISSION.STATE)),
            row.get(SUBMISSION.MESSAGE),
            row.get(SUBMISSION.PUBLISHED_POST_ID),
            row.get(SUBMISSION.CREATED_AT),
            row.get(SUBMISSION.UPDATED_AT),
            row.get(SUBMISSION.DECIDED_AT),
            row.get(SUBMISSION.VERSION));

    private SubmissionStore() {}

    static Optional<Kept> find(DSLContext tx, SubmissionId id) {
        return rows(tx, SUBMISSION.ID.eq(id)).fetchOptional(ROW);
    }

    static Optional<Kept> lock(DSLContext tx, SubmissionId id) {
        return rows(tx, SUBMISSION.ID.eq(id)).forUpdate().of(SUBMISSION).fetchOptional(ROW);
    }

    /** Those of these posts that the viewer may read. */
    static Set<PostId> visible(DSLContext tx, Collection<PostId> posts, Viewer viewer) {
        return tx.select(POST.ID)
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.ID.in(posts))
                .and(Visible.posts(viewer))
                .fetchSet(POST.ID);
    }

    /** What this author sent and did not take back, the newest first. */
    static Page<Kept> page(DSLContext tx, AccountId author, Paging paging) {
        return paging.page(
                rows(tx, SUBMISSION.AUTHOR_ID.eq(author).and(SUBMISSION.STATE.ne(Submission.State.WITHDRAWN.code()))),
                List.of(Paging.Key.descending(SUBMISSION.ID, Kept::id, SubmissionId::of)),
                ROW);
    }

    static void insert(
            DSLContext tx, SubmissionId id, AccountId author, Payload payload, Collection<String> reasons, Instant at) {
        tx.insertInto(SUBMISSION)
                .set(SUBMISSION.ID, id)
                .set(SUBMISSION.KIND, payload.kind().code())
                .set(SUBMISSION.AUTHOR_ID, author)
                .set(SUBMISSION.THREAD_ID, payload.thread())
                .set(SUBMISSION.POST_ID, payload.post())
                .set(SUBMISSION.BASED_ON, payload.basedOn())
                .set(SUBMISSION.TITLE, payload.title())
                .set(SUBMISSION.CATEGORY_ID, payload.category())
                .set(SUBMISSION.TAGS, array(payload.tags()))
                .set(SUBMISSION.MARKDOWN, payload.markdown())
                .set(SUBMISSION.REPLY_TO_NUMBER, payload.replyTo())
                .set(SUBMISSION.QUOTES, jsonb(payload.quotes()))
                .set(SUBMISSION.REASONS, reasons.toArray(String[]::new))
                .set(SUBMISSION.STATE, Submission.State.HELD.code())
                .set(SUBMISSION.CREATED_AT, at)
                .set(SUBMISSION.UPDATED_AT, at)
                .set(SUBMISSION.VERSION, 1)
                .execute();
    }

    /** Other words, which wait again. Call while holding the row. */
    static void replace(DSLContext tx, SubmissionId id, Payload payload, Collection<String> reasons, Instant at) {
        tx.update(SUBMISSION)
                .set(SUBMISSION.TITLE, payload.title())
                .set(SUBMISSION.CATEGORY_ID, payload.category())
                .set(SUBMISSION.TAGS, array(payload.tags()))
                .set(SUBMISSION.MARKDOWN, payload.markdown())
                .set(SUBMISSION.REASONS, reasons.toArray(String[]::new))
                .set(SUBMISSION.STATE, Submission.State.HELD.code())
                .setNull(SUBMISSION.MESSAGE)
                .setNull(SUBMISSION.DECIDED_AT)
                .set(SUBMISSION.UPDATED_AT, at)
                .set(SUBMISSION.VERSION, SUBMISSION.VERSION.plus(1))
                .where(SUBMISSION.ID.eq(id))
                .execute();
    }

    /** @return false when it was not in that state any more */
    static boolean approve(DSLContext tx, SubmissionId id, Submission.State from, PostId published, Instant at) {
        return tx.update(SUBMISSION)
                        .set(SUBMISSION.STATE, Submission.State.APPROVED.code())
                        .set(SUBMISSION.PUBLISHED_POST_ID, published)
                        .setNull(SUBMISSION.MESSAGE)
                        .set(SUBMISSION.UPDATED_AT, at)
                        .set(SUBMISSION.DECIDED_AT, at)
                        .set(SUBMISSION.VERSION, SUBMISSION.VERSION.plus(1))
                        .where(SUBMISSION.ID.eq(id))
                        .and(SUBMISSION.STATE.eq(from.code()))
                        .execute()
                == 1;
    }

    /** @return false when it did not wait any more */
    static boolean giveBack(DSLContext tx, SubmissionId id, String message, Instant at) {
        return tx.update(SUBMISSION)
                        .set(SUBMISSION.STATE, Submission.State.RETURNED.code())
                        .set(SUBMISSION.MESSAGE, message)
                        .set(SUBMISSION.UPDATED_AT, at)
                        .set(SUBMISSION.DECIDED_AT, at)
                        .set(SUBMISSION.VERSION, SUBMISSION.VERSION.plus(1))
                        .where(SUBMISSION.ID.eq(id))
                        .and(SUBMISSION.STATE.eq(Submission.State.HELD.code()))
                        .execute()
                == 1;
    }

    static void withdraw(DSLContext tx, Condition which, Instant at) {
        tx.update(SUBMISSION)
                .set(SUBMISSION.STATE, Submission.State.WITHDRAWN.code())
                .set(SUBMISSION.UPDATED_AT, at)
                .set(SUBMISSION.DECIDED_AT, at)
                .set(SUBMISSION.VERSION, SUBMISSION.VERSION.plus(1))
                .where(which)
                .execute();
    }

    static Condition is(SubmissionId id) {
        return SUBMISSION.ID.eq(id);
    }

    /** Changes of this post that wait. */
    static Condition editsOf(PostId post) {
        return SUBMISSION.POST_ID.eq(post).and(SUBMISSION.STATE.eq(Submission.State.HELD.code()));
    }

    /** Changes of the title of this thread that wait. */
    static Condition titlesOf(ThreadId thread) {
        return SUBMISSION
                .THREAD_ID
                .eq(thread)
                .and(SUBMISSION.KIND.eq(Payload.Kind.EDIT.code()))
                .and(SUBMISSION.POST_ID.isNull())
                .and(SUBMISSION.STATE.eq(Submission.State.HELD.code()));
    }

    static void lockAll(DSLContext tx, Condition which) {
        var unused = tx.select(SUBMISSION.ID)
                .from(SUBMISSION)
                .where(which)
                .orderBy(SUBMISSION.ID)
                .forUpdate()
                .fetch();
    }

    private static SelectConditionStep<Record> rows(DSLContext tx, Condition condition) {
        return tx.select(KEPT)
                .from(SUBMISSION)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(SUBMISSION.AUTHOR_ID))
                .where(condition);
    }

    private static String @Nullable [] array(@Nullable List<String> names) {
        return names == null ? null : names.toArray(String[]::new);
    }

    private static @Nullable List<String> list(String @Nullable [] names) {
        return names == null ? null : Arrays.asList(names);
    }

    private static @Nullable JSONB jsonb(@Nullable List<NewPost.NewQuote> quotes) {
        return quotes == null ? null : JSONB.valueOf(Json.write(quotes));
    }

    private static @Nullable List<NewPost.NewQuote> quotes(@Nullable JSONB jsonb) {
        return jsonb == null ? null : Json.read(jsonb.data(), QUOTES);
    }

    record Kept(
            SubmissionId id,
            Payload payload,
            AccountId authorId,
            Author author,
            List<String> reasons,
            Submission.State state,
            @Nullable String message,
            @Nullable PostId published,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant decidedAt,
            int version) {

        boolean isOf(Member member) {
            return authorId.equals(member.id());
        }
    }
}
