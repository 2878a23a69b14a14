package waymark.feeds;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.CATEGORY;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.platform.access.Viewer;
import waymark.visibility.Visible;

final class FeedStore {

    private FeedStore() {}

    /** An opening post of which nothing is shown any more leaves the title, which is of it: out it goes, too. */
    static List<AtomFeed.Entry> threads(DSLContext tx, int most) {
        return tx.select(FORUM_THREAD.ID, FORUM_THREAD.TITLE, FORUM_THREAD.CREATED_AT, CATEGORY.ID, CATEGORY.NAME)
                .from(FORUM_THREAD)
                .join(CATEGORY)
                .on(CATEGORY.ID.eq(FORUM_THREAD.CATEGORY_ID))
                .join(POST)
                .on(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(POST.NUMBER.eq(1))
                .where(Visible.titledThreads(Viewer.GUEST))
                .and(Visible.shownPost())
                .and(notExists(selectOne().from(POST_LABEL).where(POST_LABEL.POST_ID.eq(POST.ID))))
                .orderBy(FORUM_THREAD.ID.desc())
                .limit(most)
                .fetch(row -> new AtomFeed.Entry(
                        row.value1().value(),
                        "/threads/" + row.value1(),
                        row.value2(),
                        Optional.empty(),
                        Optional.of(new AtomFeed.Category(row.value4(), row.value5())),
                        row.value3(),
                        row.value3()));
    }
}
