package waymark.signposting;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.SIGNPOSTING_MATCH;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.SUBMISSION;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.cases.Target;
import waymark.ids.AccountId;

final class MatchStore {

    private static final String MATCHED = "matched";
    private static final String UNCHECKED = "unchecked";
    private static final String CHECKED = "checked";

    /** As the partial index has it, letter by letter: PostgreSQL recognises it by that, and not behind a parameter. */
    private static final Condition WAITING = SIGNPOSTING_MATCH.STATE.eq(DSL.inline(UNCHECKED));

    private MatchStore() {}

    static int deleteSome(DSLContext tx, AccountId author, int most) {
        return tx.deleteFrom(SIGNPOSTING_MATCH)
                .where(SIGNPOSTING_MATCH.ID.in(DSL.select(SIGNPOSTING_MATCH.ID)
                        .from(SIGNPOSTING_MATCH)
                        .where(SIGNPOSTING_MATCH.AUTHOR_ID.eq(author))
                        .limit(most)))
                .execute();
    }

    static int count(DSLContext tx, AccountId author) {
        return tx.fetchCount(SIGNPOSTING_MATCH, SIGNPOSTING_MATCH.AUTHOR_ID.eq(author));
    }

    static void insert(DSLContext tx, UUID id, Target target, AccountId author, Examination examination, Instant at) {
        tx.insertInto(SIGNPOSTING_MATCH)
                .set(SIGNPOSTING_MATCH.ID, id)
                .set(SIGNPOSTING_MATCH.TARGET_TYPE, target.type().code())
                .set(SIGNPOSTING_MATCH.TARGET_ID, target.id())
                .set(SIGNPOSTING_MATCH.AUTHOR_ID, author)
                .set(SIGNPOSTING_MATCH.CATALOGUE_VERSION, examination.version())
                .set(SIGNPOSTING_MATCH.SIGNPOSTS, array(examination.signposts()))
                .set(SIGNPOSTING_MATCH.RULES, array(examination.rules()))
                .set(SIGNPOSTING_MATCH.STATE, examination.checked() ? MATCHED : UNCHECKED)
                .set(SIGNPOSTING_MATCH.MATCHED_AT, at)
                .execute();
    }

    static void move(DSLContext tx, Target from, Target to) {
        tx.update(SIGNPOSTING_MATCH)
                .set(SIGNPOSTING_MATCH.TARGET_TYPE, to.type().code())
                .set(SIGNPOSTING_MATCH.TARGET_ID, to.id())
                .where(SIGNPOSTING_MATCH.TARGET_TYPE.eq(from.type().code()))
                .and(SIGNPOSTING_MATCH.TARGET_ID.eq(from.id()))
                .execute();
    }

    /** What was found in these things of this author after that moment. */
    static List<Found> found(DSLContext tx, AccountId author, Collection<UUID> targets, Instant after) {
        return found(
                tx,
                SIGNPOSTING_MATCH
                        .TARGET_ID
                        .in(targets)
                        .and(SIGNPOSTING_MATCH.AUTHOR_ID.eq(author))
                        .and(SIGNPOSTING_MATCH.MATCHED_AT.gt(after)));
    }

    /** All that was ever found in it. */
    static List<Found> found(DSLContext tx, UUID target) {
        return found(tx, SIGNPOSTING_MATCH.TARGET_ID.eq(target));
    }

    /** What has still to be looked at, with the words as they are now, in the order of the ids. */
    static List<Waiting> waiting(DSLContext tx, UUID after, int limit) {
        var title =
                DSL.coalesce(SUBMISSION.TITLE, DSL.when(POST.NUMBER.eq(1), FORUM_THREAD.TITLE), STORY_REVISION.TITLE);
        var markdown = DSL.coalesce(SUBMISSION.MARKDOWN, POST.MARKDOWN, STORY_REVISION.MARKDOWN, DSL.inline(""));
        return tx.select(
                        SIGNPOSTING_MATCH.ID,
                        SIGNPOSTING_MATCH.TARGET_TYPE,
                        SIGNPOSTING_MATCH.TARGET_ID,
                        SIGNPOSTING_MATCH.AUTHOR_ID,
                        title,
                        markdown)
                .from(SIGNPOSTING_MATCH)
                .leftJoin(POST)
                .on(POST.ID.coerce(UUID.class).eq(SIGNPOSTING_MATCH.TARGET_ID))
                .leftJoin(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .leftJoin(SUBMISSION)
                .on(SUBMISSION.ID.coerce(UUID.class).eq(SIGNPOSTING_MATCH.TARGET_ID))
                .leftJoin(STORY)
                .on(STORY.ID.coerce(UUID.class).eq(SIGNPOSTING_MATCH.TARGET_ID))
                .leftJoin(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY.ID))
                .and(STORY_REVISION.NUMBER.eq(STORY.REVISION))
                .where(WAITING)
                .and(POST.ID.isNotNull().or(SUBMISSION.ID.isNotNull()).or(STORY.ID.isNotNull()))
                .and(SIGNPOSTING_MATCH.ID.gt(after))
                .orderBy(SIGNPOSTING_MATCH.ID)
                .limit(limit)
                .fetch(mapping((id, type, target, author, above, words) -> new Waiting(
                        id, Target.of(type, target), author, above == null ? words : Examined.opening(above, words))));
    }

    static int countWaiting(DSLContext tx) {
        return tx.fetchCount(SIGNPOSTING_MATCH, WAITING);
    }

    /** @return whether it was still waiting, and nobody else has looked in the meantime */
    static boolean settle(DSLContext tx, UUID id, Examination examination, Instant at) {
        return tx.update(SIGNPOSTING_MATCH)
                        .set(SIGNPOSTING_MATCH.CATALOGUE_VERSION, examination.version())
                        .set(SIGNPOSTING_MATCH.SIGNPOSTS, array(examination.signposts()))
                        .set(SIGNPOSTING_MATCH.RULES, array(examination.rules()))
                        .set(SIGNPOSTING_MATCH.STATE, CHECKED)
                        .set(SIGNPOSTING_MATCH.MATCHED_AT, at)
                        .where(SIGNPOSTING_MATCH.ID.eq(id))
                        .and(WAITING)
                        .execute()
                == 1;
    }

    private static List<Found> found(DSLContext tx, Condition which) {
        return tx.select(SIGNPOSTING_MATCH.SIGNPOSTS, SIGNPOSTING_MATCH.STATE)
                .from(SIGNPOSTING_MATCH)
                .where(which)
                .fetch(mapping((signposts, state) -> new Found(Arrays.asList(signposts), state.equals(UNCHECKED))));
    }

    private static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }

    /** @param unchecked whether nobody knows yet what is in it */
    record Found(List<String> signposts, boolean unchecked) {}

    record Waiting(UUID id, Target target, AccountId author, String text) {}
}
