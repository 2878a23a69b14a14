package waymark.preferences;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.HIDDEN_LABEL;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;

import org.jooq.Condition;
import org.jooq.Field;
import waymark.ids.AccountId;
import waymark.schema.tables.Post;

final class HiddenLabelStore {

    private static final Post OPENING = POST.as("opening");

    private HiddenLabelStore() {}

    static Field<String[]> of(Field<AccountId> reader) {
        return array(select(POST_LABEL.LABEL_ID)
                .from(POST_LABEL)
                .where(POST_LABEL.POST_ID.eq(POST.ID))
                .and(POST.AUTHOR_ID.ne(reader))
                .and(isHidden(reader))
                .orderBy(POST_LABEL.LABEL_ID));
    }

    static Condition carriesNone(Field<AccountId> reader) {
        return notExists(selectOne()
                .from(POST_LABEL)
                .where(POST_LABEL.POST_ID.eq(POST.ID))
                .and(isHidden(reader)));
    }

    static Condition opensWithNone(Field<AccountId> reader) {
        return notExists(selectOne()
                .from(OPENING)
                .join(POST_LABEL)
                .on(POST_LABEL.POST_ID.eq(OPENING.ID))
                .where(OPENING.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(OPENING.NUMBER.eq(inline(1)))
                .and(isHidden(reader)));
    }

    /** As an array, which is made once in a query for one reader: most hide nothing. */
    private static Condition isHidden(Field<AccountId> reader) {
        return POST_LABEL.LABEL_ID.eq(
                any(array(select(HIDDEN_LABEL.LABEL_ID).from(HIDDEN_LABEL).where(HIDDEN_LABEL.ACCOUNT_ID.eq(reader)))));
    }
}
