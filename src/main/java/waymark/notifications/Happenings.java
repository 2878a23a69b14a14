package waymark.notifications;

import static org.jooq.impl.DSL.row;
import static waymark.schema.Tables.HAPPENING;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.DecisionId;
import waymark.ids.PostId;
import waymark.ids.StoryId;

/**
 * What members may have to be told of, written down in the transaction in which it happens: if that comes to nothing nobody
 * is told, and if the server dies afterwards somebody still is. Whom to tell is found out later, so that it costs those who
 * write nothing.
 */
public final class Happenings {

    private Happenings() {}

    /** A new post: to whom it answers, whom it quotes and names, and who watches its thread. */
    public static void postWritten(DSLContext tx, PostId post, AccountId author, Instant at) {
        insert(tx, Kind.POST_WRITTEN, author, at).set(HAPPENING.POST_ID, post).execute();
    }

    /** A changed post: whom it quotes and names and did not before. */
    public static void postEdited(DSLContext tx, PostId post, AccountId author, Instant at) {
        insert(tx, Kind.POST_EDITED, author, at).set(HAPPENING.POST_ID, post).execute();
    }

    public static void postLiked(DSLContext tx, PostId post, AccountId by, Instant at) {
        insert(tx, Kind.POST_LIKED, by, at).set(HAPPENING.POST_ID, post).execute();
    }

    public static void storyLiked(DSLContext tx, StoryId story, AccountId by, Instant at) {
        insert(tx, Kind.STORY_LIKED, by, at).set(HAPPENING.STORY_ID, story).execute();
    }

    /**
     * A step of a story that its author did not take.
     *
     * @param state where it led, by its code
     */
    public static void storyMoved(DSLContext tx, StoryId story, String state, Instant at) {
        insert(tx, Kind.STORY_MOVED, null, at)
                .set(HAPPENING.STORY_ID, story)
                .set(HAPPENING.STORY_STATE, state)
                .execute();
    }

    /** A decision about which somebody gets a letter. */
    public static void decided(DSLContext tx, DecisionId decision, Instant at) {
        insert(tx, Kind.DECIDED, null, at).set(HAPPENING.DECISION_ID, decision).execute();
    }

    /** Reports whose reporters have an account and can read now what came of them. */
    public static void reportsSettled(DSLContext tx, Collection<UUID> reports, Instant at) {
        if (reports.isEmpty()) {
            return;
        }
        tx.insertInto(
                        HAPPENING,
                        HAPPENING.KIND,
                        HAPPENING.REPORT_ID,
                        HAPPENING.HAPPENED_AT,
                        HAPPENING.DUE_AT,
                        HAPPENING.ATTEMPTS)
                .valuesOfRows(reports.stream()
                        .map(report -> row(Kind.REPORT_SETTLED.code(), report, at, at, 0))
                        .toList())
                .execute();
    }

    private static InsertSetMoreStep<Record> insert(DSLContext tx, Kind kind, @Nullable AccountId actor, Instant at) {
        return tx.insertInto(HAPPENING)
                .set(HAPPENING.KIND, kind.code())
                .set(HAPPENING.ACTOR_ID, actor)
                .set(HAPPENING.HAPPENED_AT, at)
                .set(HAPPENING.DUE_AT, at)
                .set(HAPPENING.ATTEMPTS, 0);
    }

    /** What can happen. */
    enum Kind {
        POST_WRITTEN,
        POST_EDITED,
        POST_LIKED,
        STORY_LIKED,
        STORY_MOVED,
        DECIDED,
        REPORT_SETTLED;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String code) {
            return valueOf(code.replace('-', '_').toUpperCase(Locale.ROOT));
        }
    }
}
