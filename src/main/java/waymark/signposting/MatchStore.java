package waymark.signposting;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.SIGNPOSTING_MATCH;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.PostId;

final class MatchStore {

    private static final String TARGET_POST = "post";
    private static final String MATCHED = "matched";
    private static final String UNCHECKED = "unchecked";
    private static final String CHECKED = "checked";

    /** As the partial index has it, letter by letter: PostgreSQL recognises it by that, and not behind a parameter. */
    private static final Condition WAITING = SIGNPOSTING_MATCH.STATE.eq(DSL.inline(UNCHECKED));

    private MatchStore() {}

    static void insert(DSLContext tx, UUID id, PostId post, AccountId author, Examination examination, Instant at) {
        tx.insertInto(SIGNPOSTING_MATCH)
                .set(SIGNPOSTING_MATCH.ID, id)
                .set(SIGNPOSTING_MATCH.TARGET_TYPE, TARGET_POST)
                .set(SIGNPOSTING_MATCH.TARGET_ID, post.value())
                .set(SIGNPOSTING_MATCH.AUTHOR_ID, author)
                .set(SIGNPOSTING_MATCH.CATALOGUE_VERSION, examination.version())
                .set(SIGNPOSTING_MATCH.SIGNPOSTS, array(examination.signposts()))
                .set(SIGNPOSTING_MATCH.RULES, array(examination.rules()))
                .set(SIGNPOSTING_MATCH.STATE, examination.checked() ? MATCHED : UNCHECKED)
                .set(SIGNPOSTING_MATCH.MATCHED_AT, at)
                .execute();
    }

    /** What was found in these posts of this author after that moment. */
    static List<Found> found(DSLContext tx, AccountId author, Collection<PostId> posts, Instant after) {
        return found(
                tx,
                SIGNPOSTING_MATCH
                        .TARGET_ID
                        .in(posts.stream().map(PostId::value).toList())
                        .and(SIGNPOSTING_MATCH.AUTHOR_ID.eq(author))
                        .and(SIGNPOSTING_MATCH.MATCHED_AT.gt(after)));
    }

    /** All that was ever found in it. */
    static List<Found> found(DSLContext tx, UUID target) {
        return found(tx, SIGNPOSTING_MATCH.TARGET_ID.eq(target));
    }

    /** What has still to be looked at, with the words as they are now, in the order of the ids. */
    static List<Waiting> waiting(DSLContext tx, UUID after, int limit) {
        return tx.select(
                        SIGNPOSTING_MATCH.ID,
                        POST.ID,
                        SIGNPOSTING_MATCH.AUTHOR_ID,
                        POST.NUMBER,
                        FORUM_THREAD.TITLE,
                        POST.MARKDOWN)
                .from(SIGNPOSTING_MATCH)
                .join(POST)
                .on(POST.ID.coerce(UUID.class).eq(SIGNPOSTING_MATCH.TARGET_ID))
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(WAITING)
                .and(SIGNPOSTING_MATCH.ID.gt(after))
                .orderBy(SIGNPOSTING_MATCH.ID)
                .limit(limit)
                .fetch(mapping((id, post, author, number, title, markdown) ->
                        new Waiting(id, post, author, number == 1 ? Examined.opening(title, markdown) : markdown)));
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

    static int deleteOlder(DSLContext tx, Instant than) {
        return tx.deleteFrom(SIGNPOSTING_MATCH)
                .where(SIGNPOSTING_MATCH.MATCHED_AT.lt(than))
                .execute();
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

    record Waiting(UUID id, PostId post, AccountId author, String text) {}
}
