package waymark.stories;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_REASON;
import static waymark.schema.Tables.STORY_STEP;
import static waymark.schema.Tables.STORY_STEP_WORDING;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.StoryId;
import waymark.platform.access.Member;

/** What happened to stories, as their authors are told it. */
final class StepStore {

    private StepStore() {}

    /** Call while holding the story. */
    static void insert(DSLContext tx, StoryStore.Row story, Taken taken, StoryState to, int revision, Instant at) {
        tx.insertInto(STORY_STEP)
                .set(STORY_STEP.STORY_ID, story.id())
                .set(
                        STORY_STEP.NUMBER,
                        field(select(coalesce(max(STORY_STEP.NUMBER), inline(0)).plus(1))
                                .from(STORY_STEP)
                                .where(STORY_STEP.STORY_ID.eq(story.id()))))
                .set(STORY_STEP.AT, at)
                .set(STORY_STEP.ACTOR_ID, taken.by().map(Member::id).orElse(null))
                .set(STORY_STEP.ACTION, taken.action().code())
                .set(STORY_STEP.FROM_STATE, story.state().code())
                .set(STORY_STEP.TO_STATE, to.code())
                .set(STORY_STEP.REVISION, revision)
                .set(STORY_STEP.REASON, taken.reason().orElse(null))
                .set(STORY_STEP.MESSAGE, taken.message().orElse(null))
                .execute();
    }

    static void eraseMessages(DSLContext tx, StoryId story) {
        tx.update(STORY_STEP)
                .setNull(STORY_STEP.MESSAGE)
                .where(STORY_STEP.STORY_ID.eq(story))
                .execute();
    }

    /** The newest first. */
    static List<Step> latest(DSLContext tx, StoryId story, boolean toStaff, int most) {
        return tx.select(
                        STORY_STEP.NUMBER,
                        STORY_STEP.AT,
                        STORY_STEP.ACTION,
                        STORY_STEP_WORDING.SENTENCE,
                        STORY_STEP.ACTOR_ID,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE,
                        ACCOUNT.BADGE_ID,
                        ACCOUNT.MEMORIAL_AT,
                        STORY.AUTHOR_ID,
                        STORY_STEP.FROM_STATE,
                        STORY_STEP.TO_STATE,
                        STORY_STEP.REASON,
                        STORY_STEP.MESSAGE)
                .from(STORY_STEP)
                .join(STORY)
                .on(STORY.ID.eq(STORY_STEP.STORY_ID))
                .join(STORY_STEP_WORDING)
                .on(STORY_STEP_WORDING.ACTION.eq(STORY_STEP.ACTION))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(STORY_STEP.ACTOR_ID))
                .where(STORY_STEP.STORY_ID.eq(val(story)))
                .orderBy(STORY_STEP.NUMBER.desc())
                .limit(most)
                .fetch(row -> {
                    var actor = row.get(STORY_STEP.ACTOR_ID);
                    boolean own = row.get(STORY.AUTHOR_ID).equals(actor);
                    return new Step(
                            row.get(STORY_STEP.NUMBER),
                            row.get(STORY_STEP.AT),
                            row.get(STORY_STEP.ACTION),
                            row.get(STORY_STEP_WORDING.SENTENCE),
                            actor == null ? "waymark" : own ? "author" : "team",
                            actor == null || !(own || toStaff) ? null : Author.in(row),
                            StoryState.of(row.get(STORY_STEP.FROM_STATE)),
                            StoryState.of(row.get(STORY_STEP.TO_STATE)),
                            row.get(STORY_STEP.REASON),
                            row.get(STORY_STEP.MESSAGE));
                });
    }

    static List<Reason> reasons(DSLContext tx) {
        return tx.select(STORY_REASON.CODE, STORY_REASON.TITLE, STORY_REASON.MAY_RETURN, STORY_REASON.MAY_DECLINE)
                .from(STORY_REASON)
                .orderBy(STORY_REASON.POSITION)
                .fetch(Records.mapping(Reason::new));
    }

    /**
     * @param by author, team or waymark
     * @param actor null where the one who reads it is not told who it was
     */
    record Step(
            int number,
            Instant at,
            String action,
            String sentence,
            String by,
            @Nullable Author actor,
            StoryState from,
            StoryState to,
            @Nullable String reason,
            @Nullable String message) {}

    record Reason(String reason, String title, boolean mayReturn, boolean mayDecline) {}
}
