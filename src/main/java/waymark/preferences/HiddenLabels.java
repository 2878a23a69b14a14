package waymark.preferences;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;

/**
 * What a member would rather not come across, for lists, searches and whatever is sent: of their own posts nothing is hidden.
 * Never for what others read too, nor for the work lists of supporters and moderators.
 */
public final class HiddenLabels {

    private HiddenLabels() {}

    /** Posts that the one who asks does not mind to come across. Guests have chosen nothing. */
    public static Condition showsPost(Viewer viewer, Field<PostId> post, Field<AccountId> author) {
        return viewer.member()
                .map(me -> HiddenLabelStore.showsPost(DSL.val(me.id(), author), post, author))
                .orElseGet(DSL::noCondition);
    }

    /** The same for a query about many members: the one whose row it is. */
    public static Condition showsPost(Field<AccountId> reader, Field<PostId> post, Field<AccountId> author) {
        return HiddenLabelStore.showsPost(reader, post, author);
    }

    /** Threads whose opening post the one who asks does not mind to come across. */
    public static Condition showsThread(Viewer viewer, Field<ThreadId> thread, Field<AccountId> author) {
        return viewer.member()
                .map(me -> HiddenLabelStore.showsThread(DSL.val(me.id(), author), thread, author))
                .orElseGet(DSL::noCondition);
    }

    /** The same for a query about many members: the one whose row it is. */
    public static Condition showsThread(Field<AccountId> reader, Field<ThreadId> thread, Field<AccountId> author) {
        return HiddenLabelStore.showsThread(reader, thread, author);
    }
}
