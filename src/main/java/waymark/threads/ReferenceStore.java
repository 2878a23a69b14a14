package waymark.threads;

import static org.jooq.impl.DSL.field;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_QUOTE;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import waymark.accounts.Author;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.visibility.Visible;

final class ReferenceStore {

    private ReferenceStore() {}

    static boolean stands(DSLContext tx, ThreadId thread, int number) {
        return tx.fetchExists(
                POST, POST.THREAD_ID.eq(thread).and(POST.NUMBER.eq(number)).and(Visible.shownPost()));
    }

    /** The plain text of those of these posts that stand in the thread. */
    static Map<PostId, String> texts(DSLContext tx, ThreadId thread, Collection<PostId> posts) {
        return tx.select(POST.ID, POST.PLAIN_TEXT)
                .from(POST)
                .where(POST.THREAD_ID.eq(thread))
                .and(POST.ID.in(posts))
                .and(Visible.shownPost())
                .fetchMap(POST.ID, POST.PLAIN_TEXT);
    }

    static void insertQuotes(DSLContext tx, PostId post, List<NewPost.NewQuote> quotes) {
        for (int i = 0; i < quotes.size(); i++) {
            tx.insertInto(POST_QUOTE)
                    .set(POST_QUOTE.POST_ID, post)
                    .set(POST_QUOTE.POSITION, i)
                    .set(POST_QUOTE.QUOTED_POST_ID, quotes.get(i).post())
                    .set(POST_QUOTE.QUOTED_TEXT, quotes.get(i).text())
                    .execute();
        }
    }

    static void clearQuotes(DSLContext tx, PostId post) {
        tx.deleteFrom(POST_QUOTE).where(POST_QUOTE.POST_ID.eq(post)).execute();
    }

    /**
     * What these posts quote. The words of posts that no longer stand are left out here, so no quote outlives what it quotes;
     * and those of posts that were moved to where the viewer does not get.
     */
    static Map<PostId, List<PostView.Quote>> quotes(DSLContext tx, Collection<PostId> posts, Viewer viewer) {
        var stands = field(Visible.shownPost().and(Visible.threads(viewer)));
        return tx.select(
                        POST_QUOTE.POST_ID,
                        POST_QUOTE.QUOTED_POST_ID,
                        POST.NUMBER,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE,
                        ACCOUNT.BADGE_ID,
                        ACCOUNT.MEMORIAL_AT,
                        POST.AUTHOR_ID,
                        POST_QUOTE.QUOTED_TEXT,
                        stands)
                .from(POST_QUOTE)
                .join(POST)
                .on(POST.ID.eq(POST_QUOTE.QUOTED_POST_ID))
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
                .where(POST_QUOTE.POST_ID.in(posts))
                .orderBy(POST_QUOTE.POST_ID, POST_QUOTE.POSITION)
                .fetchGroups(
                        POST_QUOTE.POST_ID,
                        row -> new PostView.Quote(
                                row.get(POST_QUOTE.QUOTED_POST_ID),
                                row.get(POST.NUMBER),
                                row.get(stands) ? Author.in(row) : null,
                                row.get(stands) ? row.get(POST_QUOTE.QUOTED_TEXT) : null,
                                row.get(POST.AUTHOR_ID)));
    }
}
