package waymark.bookmarks;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.trueCondition;
import static waymark.schema.Tables.BOOKMARK;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.erasure.Traces;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.visibility.Visible;

final class BookmarkStore {

    private static final int LONGEST_NOTE = 500;

    private BookmarkStore() {}

    static Page<Bookmark> page(DSLContext tx, Member member, Paging paging) {
        var seen = seen(member);
        return paging.page(
                select(tx, member, seen),
                List.of(
                        Paging.Key.descending(BOOKMARK.BOOKMARKED_AT, Bookmark::bookmarkedAt, Cursor::instant),
                        Paging.Key.ascending(BOOKMARK.POST_ID, Bookmark::post, PostId::of)),
                row -> bookmark(row, seen));
    }

    static Optional<Bookmark> find(DSLContext tx, Member member, PostId post) {
        var seen = seen(member);
        return select(tx, member, seen).and(BOOKMARK.POST_ID.eq(post)).fetchOptional(row -> bookmark(row, seen));
    }

    /** @return whether there is such a bookmark, which has this note now */
    static boolean note(DSLContext tx, AccountId account, PostId post, Optional<String> note) {
        return tx.update(BOOKMARK)
                        .set(BOOKMARK.NOTE, note.orElse(null))
                        .where(BOOKMARK.ACCOUNT_ID.eq(account))
                        .and(BOOKMARK.POST_ID.eq(post))
                        .execute()
                == 1;
    }

    static void insert(DSLContext tx, AccountId account, PostId post, Optional<String> note, Instant at) {
        tx.insertInto(BOOKMARK)
                .set(BOOKMARK.ACCOUNT_ID, account)
                .set(BOOKMARK.POST_ID, post)
                .set(BOOKMARK.NOTE, note.orElse(null))
                .set(BOOKMARK.BOOKMARKED_AT, at)
                .onConflict(BOOKMARK.ACCOUNT_ID, BOOKMARK.POST_ID)
                .doUpdate()
                .set(BOOKMARK.NOTE, note.orElse(null))
                .execute();
    }

    /** @return whether there was one */
    static boolean delete(DSLContext tx, AccountId account, PostId post) {
        return tx.deleteFrom(BOOKMARK)
                        .where(BOOKMARK.ACCOUNT_ID.eq(account))
                        .and(BOOKMARK.POST_ID.eq(post))
                        .execute()
                == 1;
    }

    static int deleteSome(DSLContext tx, AccountId account, int most) {
        return tx.deleteFrom(BOOKMARK)
                .where(BOOKMARK.ACCOUNT_ID.eq(account))
                .and(BOOKMARK.POST_ID.in(DSL.select(BOOKMARK.POST_ID)
                        .from(BOOKMARK)
                        .where(BOOKMARK.ACCOUNT_ID.eq(account))
                        .limit(most)))
                .execute();
    }

    /** @return how many of all notes there are in which something leads to the person */
    static int clearAll(DSLContext tx, Traces traces) {
        var found = tx.select(BOOKMARK.ACCOUNT_ID, BOOKMARK.POST_ID, BOOKMARK.NOTE)
                .from(BOOKMARK)
                .where(traces.mayBeIn(List.of(BOOKMARK.NOTE)))
                .orderBy(BOOKMARK.ACCOUNT_ID, BOOKMARK.POST_ID)
                .forUpdate()
                .fetch();
        int changed = 0;
        for (var row : found) {
            var note = traces.without(row.value3(), false, LONGEST_NOTE);
            changed += tx.update(BOOKMARK)
                    .set(BOOKMARK.NOTE, note)
                    .where(BOOKMARK.ACCOUNT_ID.eq(row.value1()))
                    .and(BOOKMARK.POST_ID.eq(row.value2()))
                    .and(BOOKMARK.NOTE.ne(note))
                    .execute();
        }
        return changed;
    }

    /** Whether its owner can still see the post. */
    private static Field<Boolean> seen(Member member) {
        return field(trueCondition().and(Visible.posts(Viewer.of(member)))).as("seen");
    }

    private static SelectConditionStep<?> select(DSLContext tx, Member member, Field<Boolean> seen) {
        return tx.select(BOOKMARK.POST_ID, POST.THREAD_ID, POST.NUMBER, BOOKMARK.NOTE, BOOKMARK.BOOKMARKED_AT, seen)
                .from(BOOKMARK)
                .join(POST)
                .on(POST.ID.eq(BOOKMARK.POST_ID))
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(BOOKMARK.ACCOUNT_ID.eq(member.id()));
    }

    private static Bookmark bookmark(Record row, Field<Boolean> seen) {
        boolean there = row.get(seen);
        return new Bookmark(
                row.get(BOOKMARK.POST_ID),
                there ? row.get(POST.THREAD_ID) : null,
                there ? row.get(POST.NUMBER) : null,
                row.get(BOOKMARK.NOTE),
                row.get(BOOKMARK.BOOKMARKED_AT));
    }
}
