package waymark.threads;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_REVISION;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectConditionStep;
import waymark.ids.PostId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class RevisionStore {

    private RevisionStore() {}

    /** Keeps what a post says now. Call while holding its lock, before it says something else. */
    static void keep(DSLContext tx, PostId post, Instant at) {
        tx.insertInto(
                        POST_REVISION,
                        POST_REVISION.POST_ID,
                        POST_REVISION.VERSION,
                        POST_REVISION.MARKDOWN,
                        POST_REVISION.HTML,
                        POST_REVISION.REPLACED_AT)
                .select(select(POST.ID, POST.VERSION, POST.MARKDOWN, POST.HTML, val(at))
                        .from(POST)
                        .where(POST.ID.eq(post)))
                .execute();
    }

    static Optional<String> find(DSLContext tx, PostId post, int version) {
        return tx.select(POST_REVISION.MARKDOWN)
                .from(POST_REVISION)
                .where(POST_REVISION.POST_ID.eq(post))
                .and(POST_REVISION.VERSION.eq(version))
                .fetchOptional(POST_REVISION.MARKDOWN);
    }

    /** Latest first. */
    static Page<Revision> page(DSLContext tx, PostId post, Paging paging) {
        return paging.page(
                of(tx, post),
                List.of(Paging.Key.descending(POST_REVISION.VERSION, Revision::version, Integer::valueOf)),
                mapping(Revision::new));
    }

    static List<Revision> latest(DSLContext tx, PostId post, int most) {
        return of(tx, post).orderBy(POST_REVISION.VERSION.desc()).limit(most).fetch(mapping(Revision::new));
    }

    private static SelectConditionStep<Record4<Integer, String, String, Instant>> of(DSLContext tx, PostId post) {
        return tx.select(POST_REVISION.VERSION, POST_REVISION.MARKDOWN, POST_REVISION.HTML, POST_REVISION.REPLACED_AT)
                .from(POST_REVISION)
                .where(POST_REVISION.POST_ID.eq(post));
    }
}
