package waymark.moderation.replies;

import static waymark.schema.Tables.CANNED_REPLY;

import java.util.List;
import org.jooq.DSLContext;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.ErasingTransaction;
import waymark.platform.erasure.Traces;

/** Takes out of what moderators choose from what leads to somebody who leaves for good. */
public final class ErasedReplies {

    /** Takes the name out of what moderators choose from when they write to members, in all its versions. */
    public Batch clear(DSLContext tx, Traces traces) {
        ErasingTransaction.begin(tx);
        int changed = 0;
        for (var reply : tx.select(CANNED_REPLY.ID, CANNED_REPLY.VERSION, CANNED_REPLY.TITLE, CANNED_REPLY.TEXT)
                .from(CANNED_REPLY)
                .where(traces.mayBeIn(List.of(CANNED_REPLY.TITLE, CANNED_REPLY.TEXT)))
                .orderBy(CANNED_REPLY.ID, CANNED_REPLY.VERSION)
                .forUpdate()
                .fetch()) {
            var title = traces.without(reply.value3(), false, 120);
            var text = traces.without(reply.value4(), false, 4_000);
            if (!title.equals(reply.value3()) || !text.equals(reply.value4())) {
                tx.update(CANNED_REPLY)
                        .set(CANNED_REPLY.TITLE, title)
                        .set(CANNED_REPLY.TEXT, text)
                        .where(CANNED_REPLY.ID.eq(reply.value1()))
                        .and(CANNED_REPLY.VERSION.eq(reply.value2()))
                        .execute();
                changed++;
            }
        }
        return Batch.last(changed);
    }
}
