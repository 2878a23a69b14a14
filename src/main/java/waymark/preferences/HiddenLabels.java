package waymark.preferences;

import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;

import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.platform.access.Viewer;

/**
 * What a member would rather not come across. For lists and searches, and for what is sent; of their own posts nothing is
 * hidden. Never for what somebody asks for by its address, nor for the work lists of supporters and moderators.
 */
public final class HiddenLabels {

    private HiddenLabels() {}

    /** Threads that do not begin with what the one who asks would rather not come across. Guests have chosen nothing. */
    public static Condition threads(Viewer viewer) {
        return ofMember(viewer, HiddenLabels::threads);
    }

    /** The same in a query about many members. */
    public static Condition threads(Field<AccountId> reader) {
        return FORUM_THREAD.AUTHOR_ID.eq(reader).or(HiddenLabelStore.opensWithNone(reader));
    }

    /** Posts that carry no such label, in threads that do not begin with one. Call it in a query that joins the thread. */
    public static Condition posts(Viewer viewer) {
        return ofMember(viewer, HiddenLabels::posts);
    }

    /** The same in a query about many members. */
    public static Condition posts(Field<AccountId> reader) {
        return POST.AUTHOR_ID.eq(reader).or(HiddenLabelStore.carriesNone(reader).and(threads(reader)));
    }

    /** The same within a thread that somebody reads anyway, however it begins. */
    public static Condition postsWithin(AccountId reader) {
        var me = DSL.val(reader, POST.AUTHOR_ID);
        return POST.AUTHOR_ID.eq(me).or(HiddenLabelStore.carriesNone(me));
    }

    /** Those labels of a post that a member would rather not come across, beside the post in a query. */
    public static Field<String[]> of(AccountId reader) {
        return HiddenLabelStore.of(DSL.val(reader, POST.AUTHOR_ID));
    }

    private static Condition ofMember(Viewer viewer, Function<Field<AccountId>, Condition> condition) {
        return viewer.member()
                .map(me -> condition.apply(DSL.val(me.id(), POST.AUTHOR_ID)))
                .orElseGet(DSL::noCondition);
    }
}
