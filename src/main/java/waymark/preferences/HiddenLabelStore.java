package waymark.preferences;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.HIDDEN_LABEL;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;

import org.jooq.Condition;
import org.jooq.Field;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.schema.tables.Post;

final class HiddenLabelStore {

    private static final Post OPENING = POST.as("opening");

    private HiddenLabelStore() {}

    static Condition showsPost(Field<AccountId> reader, Field<PostId> post, Field<AccountId> author) {
        return author.eq(reader)
                .or(notExists(selectOne()
                        .from(POST_LABEL)
                        .where(POST_LABEL.POST_ID.eq(post))
                        .and(isHidden(reader))));
    }

    static Condition showsThread(Field<AccountId> reader, Field<ThreadId> thread, Field<AccountId> author) {
        return author.eq(reader)
                .or(notExists(selectOne()
                        .from(OPENING)
                        .join(POST_LABEL)
                        .on(POST_LABEL.POST_ID.eq(OPENING.ID))
                        .where(OPENING.THREAD_ID.eq(thread))
                        .and(OPENING.NUMBER.eq(inline(1)))
                        .and(isHidden(reader))));
    }

    /** As an array, which is made once: most members hide nothing, and then no row is looked at. */
    private static Condition isHidden(Field<AccountId> reader) {
        return POST_LABEL.LABEL_ID.eq(any(array(
                select(HIDDEN_LABEL.LABEL_ID).from(HIDDEN_LABEL).where(HIDDEN_LABEL.ACCOUNT_ID.eq(reader)))));
    }
}
