package waymark.stories;

import static waymark.schema.Tables.STORY_REDACTION;
import static waymark.schema.Tables.STORY_SEALED_ORIGINAL;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.erasure.Traces;

/** What stories said before words were taken out of them. */
final class RedactionStore {

    private RedactionStore() {}

    static void insert(DSLContext tx, UUID id, StoryId story, AccountId by, String reason, Instant at) {
        tx.insertInto(STORY_REDACTION)
                .set(STORY_REDACTION.ID, id)
                .set(STORY_REDACTION.STORY_ID, story)
                .set(STORY_REDACTION.REDACTED_BY, by)
                .set(STORY_REDACTION.REDACTED_AT, at)
                .set(STORY_REDACTION.REASON, reason)
                .execute();
    }

    static void seal(DSLContext tx, UUID redaction, StoryText text, Instant deleteAfter) {
        tx.insertInto(STORY_SEALED_ORIGINAL)
                .set(STORY_SEALED_ORIGINAL.REDACTION_ID, redaction)
                .set(STORY_SEALED_ORIGINAL.REVISION, text.number())
                .set(STORY_SEALED_ORIGINAL.TITLE, text.words().title())
                .set(STORY_SEALED_ORIGINAL.MARKDOWN, text.words().markdown())
                .set(STORY_SEALED_ORIGINAL.ATTRIBUTION_NAME, text.words().attributionName())
                .set(STORY_SEALED_ORIGINAL.CONTENT_SHA256, text.sha256())
                .set(STORY_SEALED_ORIGINAL.DELETE_AFTER, deleteAfter)
                .execute();
    }

    /** Those that are kept still, the newest redaction first. */
    static List<Original> originals(DSLContext tx, StoryId story, Instant now) {
        return tx.select(
                        STORY_SEALED_ORIGINAL.REVISION,
                        STORY_SEALED_ORIGINAL.TITLE,
                        STORY_SEALED_ORIGINAL.MARKDOWN,
                        STORY_SEALED_ORIGINAL.ATTRIBUTION_NAME,
                        STORY_REDACTION.REDACTED_AT,
                        STORY_SEALED_ORIGINAL.DELETE_AFTER)
                .from(STORY_SEALED_ORIGINAL)
                .join(STORY_REDACTION)
                .on(STORY_REDACTION.ID.eq(STORY_SEALED_ORIGINAL.REDACTION_ID))
                .where(STORY_REDACTION.STORY_ID.eq(story))
                .and(STORY_SEALED_ORIGINAL.DELETE_AFTER.gt(now))
                .orderBy(STORY_REDACTION.ID.desc(), STORY_SEALED_ORIGINAL.REVISION.desc())
                .fetch(Records.mapping(Original::new));
    }

    static void erase(DSLContext tx, StoryId story) {
        tx.deleteFrom(STORY_SEALED_ORIGINAL)
                .where(STORY_SEALED_ORIGINAL.REDACTION_ID.in(
                        DSL.select(STORY_REDACTION.ID).from(STORY_REDACTION).where(STORY_REDACTION.STORY_ID.eq(story))))
                .execute();
    }

    /** The hashes stay: they say which text it was, without saying it. */
    static int clear(DSLContext tx, Traces traces) {
        int changed = 0;
        for (var original : tx.select(
                        STORY_SEALED_ORIGINAL.REDACTION_ID,
                        STORY_SEALED_ORIGINAL.REVISION,
                        STORY_SEALED_ORIGINAL.TITLE,
                        STORY_SEALED_ORIGINAL.MARKDOWN,
                        STORY_SEALED_ORIGINAL.ATTRIBUTION_NAME)
                .from(STORY_SEALED_ORIGINAL)
                .where(traces.mayBeIn(List.of(
                        STORY_SEALED_ORIGINAL.TITLE,
                        STORY_SEALED_ORIGINAL.MARKDOWN,
                        STORY_SEALED_ORIGINAL.ATTRIBUTION_NAME)))
                .orderBy(STORY_SEALED_ORIGINAL.REDACTION_ID, STORY_SEALED_ORIGINAL.REVISION)
                .forUpdate()
                .fetch()) {
            var name = original.value5();
            changed += tx.update(STORY_SEALED_ORIGINAL)
                    .set(
                            STORY_SEALED_ORIGINAL.TITLE,
                            traces.without(original.value3(), false, StoryText.Words.LONGEST_TITLE))
                    .set(
                            STORY_SEALED_ORIGINAL.MARKDOWN,
                            traces.without(original.value4(), false, StoryText.Words.LONGEST_TEXT))
                    .set(STORY_SEALED_ORIGINAL.ATTRIBUTION_NAME, StoryText.Words.isNamed(name, traces) ? null : name)
                    .where(STORY_SEALED_ORIGINAL.REDACTION_ID.eq(original.value1()))
                    .and(STORY_SEALED_ORIGINAL.REVISION.eq(original.value2()))
                    .execute();
        }
        return changed;
    }

    record Original(
            int number,
            String title,
            String markdown,
            @Nullable String attributionName,
            Instant redactedAt,
            Instant deletedAfter) {}
}
