package waymark.threads;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.LABEL;
import static waymark.schema.Tables.POST_LABEL;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.PostId;

final class LabelStore {

    private LabelStore() {}

    static List<Label> all(DSLContext tx) {
        return tx.select(LABEL.ID, LABEL.NAME)
                .from(LABEL)
                .orderBy(LABEL.POSITION, LABEL.ID)
                .fetch(mapping(Label::new));
    }

    static Set<String> existing(DSLContext tx, Collection<String> labels) {
        return tx.select(LABEL.ID).from(LABEL).where(LABEL.ID.in(labels)).fetchSet(LABEL.ID);
    }

    /** Beside those it has. The version stays: call where the post is new or changes anyway. */
    static void add(DSLContext tx, PostId post, List<String> labels) {
        if (!labels.isEmpty()) {
            tx.insertInto(POST_LABEL, POST_LABEL.POST_ID, POST_LABEL.LABEL_ID)
                    .valuesOfRows(
                            labels.stream().map(label -> DSL.row(post, label)).toList())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /** Call while holding the post's lock. */
    static void replace(DSLContext tx, PostId post, List<String> labels) {
        tx.deleteFrom(POST_LABEL).where(POST_LABEL.POST_ID.eq(post)).execute();
        if (!labels.isEmpty()) {
            tx.insertInto(POST_LABEL, POST_LABEL.POST_ID, POST_LABEL.LABEL_ID)
                    .valuesOfRows(
                            labels.stream().map(label -> DSL.row(post, label)).toList())
                    .execute();
        }
        PostStore.bumpVersion(tx, post);
    }
}
