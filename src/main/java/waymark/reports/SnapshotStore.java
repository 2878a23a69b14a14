package waymark.reports;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.SNAPSHOT;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.cases.Target;

final class SnapshotStore {

    private SnapshotStore() {}

    /** Keeps what was reported, or finds that it is kept already. */
    static UUID keep(DSLContext tx, UUID id, Reported reported, Instant at) {
        var content = reported.contentSha256();
        return tx.insertInto(SNAPSHOT)
                .set(SNAPSHOT.ID, id)
                .set(SNAPSHOT.TARGET_TYPE, reported.target().type().code())
                .set(SNAPSHOT.TARGET_ID, reported.target().id())
                .set(SNAPSHOT.TARGET_VERSION, reported.version())
                .set(SNAPSHOT.CONTENT_SHA256, content)
                .set(SNAPSHOT.AUTHOR_ID, reported.subject())
                .set(SNAPSHOT.TITLE, reported.title().orElse(null))
                .set(SNAPSHOT.TAGS, reported.tags().toArray(String[]::new))
                .set(SNAPSHOT.MARKDOWN, reported.markdown().orElse(null))
                .set(SNAPSHOT.HTML, reported.html().orElse(null))
                .set(SNAPSHOT.TAKEN_AT, at)
                .onConflict(SNAPSHOT.TARGET_TYPE, SNAPSHOT.TARGET_ID, SNAPSHOT.TARGET_VERSION, SNAPSHOT.CONTENT_SHA256)
                .doNothing()
                .returningResult(SNAPSHOT.ID)
                .fetchOptional(mapping(kept -> kept))
                .orElseGet(() -> requireId(tx, reported, content));
    }

    /** The newest first. */
    static List<Snapshot> of(DSLContext tx, Target target, int most) {
        return tx.select(
                        SNAPSHOT.ID,
                        SNAPSHOT.TARGET_VERSION,
                        SNAPSHOT.TITLE.convertFrom(Optional::ofNullable),
                        SNAPSHOT.TAGS.convertFrom(Arrays::asList),
                        SNAPSHOT.MARKDOWN.convertFrom(Optional::ofNullable),
                        SNAPSHOT.HTML.convertFrom(Optional::ofNullable),
                        SNAPSHOT.TAKEN_AT)
                .from(SNAPSHOT)
                .where(SNAPSHOT.TARGET_TYPE.eq(target.type().code()))
                .and(SNAPSHOT.TARGET_ID.eq(target.id()))
                .orderBy(SNAPSHOT.TARGET_VERSION.desc(), SNAPSHOT.TAKEN_AT.desc(), SNAPSHOT.ID.desc())
                .limit(most)
                .fetch(mapping(Snapshot::new));
    }

    private static UUID requireId(DSLContext tx, Reported reported, byte[] content) {
        return tx.select(SNAPSHOT.ID)
                .from(SNAPSHOT)
                .where(SNAPSHOT.TARGET_TYPE.eq(reported.target().type().code()))
                .and(SNAPSHOT.TARGET_ID.eq(reported.target().id()))
                .and(SNAPSHOT.TARGET_VERSION.eq(reported.version()))
                .and(SNAPSHOT.CONTENT_SHA256.eq(content))
                .fetchSingle(mapping(kept -> kept));
    }
}
