package waymark.threads;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.BOOKMARK;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;
import static waymark.schema.Tables.POST_LIKE;
import static waymark.schema.Tables.POST_MENTION;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.text.Markdown;
import waymark.platform.text.Rendered;
import waymark.preferences.HiddenLabels;
import waymark.schema.tables.Post;
import waymark.visibility.Visible;

final class PostStore {

    private static final Post ANSWERED = POST.as("answered");

    private static final Field<Integer> LIKES = field(
                    selectCount().from(POST_LIKE).where(POST_LIKE.POST_ID.eq(POST.ID)))
            .as("likes");

    private static final Field<String[]> MENTIONED = DSL.array(select(ACCOUNT.USERNAME)
                    .from(POST_MENTION)
                    .join(ACCOUNT)
                    .on(ACCOUNT.ID.eq(POST_MENTION.ACCOUNT_ID))
                    .where(POST_MENTION.POST_ID.eq(POST.ID))
                    .orderBy(ACCOUNT.USERNAME))
            .as("mentioned");

    private static final Field<String[]> LABELS = DSL.array(select(POST_LABEL.LABEL_ID)
                    .from(POST_LABEL)
                    .where(POST_LABEL.POST_ID.eq(POST.ID))
                    .orderBy(POST_LABEL.LABEL_ID))
            .as("labels");

    private static final Field<Boolean> KEPT_BACK =
            field(Visible.keptBack(POST.AUTHOR_ID)).as("kept_back");

    private static final List<SelectField<?>> SHOWN = List.of(
            POST.ID,
            POST.THREAD_ID,
            POST.NUMBER,
            ACCOUNT.USERNAME,
            ACCOUNT.ROLE,
            ACCOUNT.BADGE_ID,
            ACCOUNT.MEMORIAL_AT,
            ANSWERED.ID,
            POST.REPLY_TO_NUMBER,
            MENTIONED,
            LABELS,
            POST.HTML,
            POST.PLAIN_TEXT,
            POST.MARKDOWN,
            LIKES,
            POST.CREATED_AT,
            POST.EDITED_AT,
            POST.DELETED_AT,
            POST.REMOVED_AT,
            POST.REMOVAL_REASON,
            POST.VERSION,
            POST.AUTHOR_ID,
            KEPT_BACK);

    private static final RecordMapper<Record, PostView> VIEW = row -> new PostView(
            row.get(POST.ID),
            row.get(POST.THREAD_ID),
            row.get(POST.NUMBER),
            Author.in(row),
            row.get(POST.REPLY_TO_NUMBER) == null
                    ? null
                    : new PostView.Reference(row.get(ANSWERED.ID), row.get(POST.REPLY_TO_NUMBER)),
            List.of(),
            Arrays.asList(row.get(MENTIONED)),
            Arrays.asList(row.get(LABELS)),
            row.get(POST.HTML),
            row.get(POST.PLAIN_TEXT),
            Optional.of(row.get(POST.MARKDOWN)),
            row.get(LIKES),
            row.get(POST.CREATED_AT),
            row.get(POST.EDITED_AT),
            ContentState.of(row.get(POST.DELETED_AT), row.get(POST.REMOVED_AT)),
            Optional.ofNullable(row.get(POST.REMOVAL_REASON)),
            row.get(POST.VERSION),
            row.get(POST.AUTHOR_ID));

    private PostStore() {}

    /** As this viewer is shown it. */
    private static RecordMapper<Record, PostView> view(Viewer viewer) {
        return row -> {
            var post = VIEW.map(row);
            return row.get(KEPT_BACK) && !Visible.seesWhatIsKeptBack(viewer, post.authorId()) ? post.keptBack() : post;
        };
    }

    static Optional<PostView> findVisible(DSLContext tx, PostId id, Viewer viewer) {
        return withQuotes(
                        tx,
                        views(tx, POST.ID.eq(id).and(Visible.postsAndPlaces(viewer)))
                                .fetch(view(viewer)),
                        viewer)
                .stream()
                .findFirst();
    }

    /** Holds the row until the transaction ends, and nothing else. */
    static Optional<PostView> lockVisible(DSLContext tx, PostId id, Viewer viewer) {
        return withQuotes(
                        tx,
                        views(tx, POST.ID.eq(id).and(Visible.posts(viewer)))
                                .forUpdate()
                                .of(POST)
                                .fetch(VIEW),
                        viewer)
                .stream()
                .findFirst();
    }

    /** Posts held until the transaction ends, in the order in which everybody takes them. */
    static List<PostId> lock(DSLContext tx, Condition which) {
        return tx.select(POST.ID)
                .from(POST)
                .where(which)
                .orderBy(POST.ID)
                .forUpdate()
                .fetch(POST.ID);
    }

    /** The thread that a post is in at this moment, when the viewer may see the post. */
    static Optional<ThreadId> findThread(DSLContext tx, PostId id, Viewer viewer) {
        return tx.select(POST.THREAD_ID)
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.ID.eq(id))
                .and(Visible.posts(viewer))
                .fetchOptional(mapping(thread -> thread));
    }

    /** When somebody last replied in a thread, whether the reply still stands or not. */
    static Optional<Instant> lastReply(DSLContext tx, ThreadId thread, AccountId author) {
        return tx.select(POST.CREATED_AT)
                .from(POST)
                .where(POST.THREAD_ID.eq(thread))
                .and(POST.AUTHOR_ID.eq(author))
                .and(POST.NUMBER.gt(1))
                .orderBy(POST.CREATED_AT.desc())
                .limit(1)
                .fetchOptional(mapping(at -> at));
    }

    /** The opening post, whether it stands or not, held until the transaction ends. */
    static Opening lockOpening(DSLContext tx, ThreadId thread) {
        var stands = field(Visible.standingPost());
        return tx.select(POST.ID, POST.AUTHOR_ID, POST.MARKDOWN, stands)
                .from(POST)
                .where(POST.THREAD_ID.eq(thread))
                .and(POST.NUMBER.eq(1))
                .forUpdate()
                .fetchSingle(
                        mapping((id, author, markdown, standing) -> new Opening(id, author, standing ? markdown : "")));
    }

    /** Whether it stands or not. */
    static Words words(DSLContext tx, PostId id) {
        return tx.select(POST.NUMBER, POST.MARKDOWN)
                .from(POST)
                .where(POST.ID.eq(id))
                .fetchSingle(mapping(Words::new));
    }

    /** What the opening post of a thread says; nothing when it does not stand. */
    static String openingWords(DSLContext tx, ThreadId thread) {
        return tx.select(POST.MARKDOWN)
                .from(POST)
                .where(POST.THREAD_ID.eq(thread))
                .and(POST.NUMBER.eq(1))
                .and(Visible.standingPost())
                .fetchOptional(POST.MARKDOWN)
                .orElse("");
    }

    static Page<PostView> page(DSLContext tx, ThreadId thread, int after, Viewer viewer, Paging paging) {
        var page = paging.page(
                views(tx, POST.THREAD_ID.eq(thread).and(POST.NUMBER.gt(after)).and(Visible.postsAndPlaces(viewer))),
                List.of(Paging.Key.ascending(POST.NUMBER, PostView::number, Integer::valueOf)),
                view(viewer));
        var whole = withQuotes(tx, page.items(), viewer);
        return new Page<>(whole.stream().map(PostView::withoutMarkdown).toList(), page.next(), page.previous());
    }

    /** The posts of a thread whose numbers lie in between, in their order. */
    static List<PostView> between(DSLContext tx, ThreadId thread, int first, int last, Viewer viewer) {
        return withQuotes(
                tx,
                views(
                                tx,
                                POST.THREAD_ID
                                        .eq(thread)
                                        .and(POST.NUMBER.between(first, last))
                                        .and(Visible.postsAndPlaces(viewer)))
                        .orderBy(POST.NUMBER)
                        .fetch(view(viewer)),
                viewer);
    }

    /** What these posts are to a member, with one query. */
    static Map<PostId, PostMarks> marks(DSLContext tx, AccountId account, Collection<PostId> posts) {
        var liked = exists(
                selectOne().from(POST_LIKE).where(POST_LIKE.POST_ID.eq(POST.ID)).and(POST_LIKE.ACCOUNT_ID.eq(account)));
        var bookmarked = exists(
                selectOne().from(BOOKMARK).where(BOOKMARK.POST_ID.eq(POST.ID)).and(BOOKMARK.ACCOUNT_ID.eq(account)));
        return tx.select(POST.ID, field(liked), field(bookmarked), HiddenLabels.of(account))
                .from(POST)
                .where(POST.ID.in(posts))
                .fetchMap(row -> row.value1(), row -> new PostMarks(row.value2(), row.value3(), List.of(row.value4())));
    }

    static void insert(DSLContext tx, NewRow row, Instant at) {
        tx.insertInto(POST)
                .set(POST.ID, row.id())
                .set(POST.THREAD_ID, row.thread())
                .set(POST.NUMBER, row.number())
                .set(POST.AUTHOR_ID, row.author())
                .set(POST.REPLY_TO_NUMBER, row.wanted().replyTo())
                .set(POST.MARKDOWN, row.wanted().markdown())
                .set(POST.HTML, row.rendered().html())
                .set(POST.PLAIN_TEXT, row.rendered().text())
                .set(POST.RENDERER_VERSION, Markdown.RENDERER_VERSION)
                .set(POST.CREATED_AT, at)
                .set(POST.VERSION, 1)
                .execute();
    }

    /** Call while holding the post's lock. */
    static void replace(DSLContext tx, PostId post, String markdown, Rendered rendered, Instant at) {
        tx.update(POST)
                .set(POST.MARKDOWN, markdown)
                .set(POST.HTML, rendered.html())
                .set(POST.PLAIN_TEXT, rendered.text())
                .set(POST.RENDERER_VERSION, Markdown.RENDERER_VERSION)
                .set(POST.EDITED_AT, at)
                .set(POST.VERSION, POST.VERSION.plus(1))
                .where(POST.ID.eq(post))
                .execute();
    }

    static void clearMentions(DSLContext tx, PostId post) {
        tx.deleteFrom(POST_MENTION).where(POST_MENTION.POST_ID.eq(post)).execute();
    }

    static void insertMentions(DSLContext tx, PostId post, Collection<AccountId> accounts) {
        if (!accounts.isEmpty()) {
            tx.insertInto(POST_MENTION, POST_MENTION.POST_ID, POST_MENTION.ACCOUNT_ID)
                    .valuesOfRows(accounts.stream()
                            .map(account -> DSL.row(post, account))
                            .toList())
                    .execute();
        }
    }

    static void delete(DSLContext tx, PostId id, Instant at) {
        tx.update(POST)
                .set(POST.DELETED_AT, at)
                .set(POST.VERSION, POST.VERSION.plus(1))
                .where(POST.ID.eq(id))
                .execute();
    }

    static void bumpVersion(DSLContext tx, PostId id) {
        tx.update(POST)
                .set(POST.VERSION, POST.VERSION.plus(1))
                .where(POST.ID.eq(id))
                .execute();
    }

    private static SelectConditionStep<Record> views(DSLContext tx, Condition condition) {
        return tx.select(SHOWN)
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(POST.AUTHOR_ID))
                .leftJoin(ANSWERED)
                .on(ANSWERED.THREAD_ID.eq(POST.THREAD_ID))
                .and(ANSWERED.NUMBER.eq(POST.REPLY_TO_NUMBER))
                .where(condition);
    }

    private static List<PostView> withQuotes(DSLContext tx, List<PostView> posts, Viewer viewer) {
        if (posts.isEmpty()) {
            return posts;
        }
        var quotes = ReferenceStore.quotes(tx, posts.stream().map(PostView::id).toList(), viewer);
        return posts.stream()
                .map(post -> post.isKeptBack() ? post : post.withQuotes(quotes.getOrDefault(post.id(), List.of())))
                .toList();
    }

    record NewRow(PostId id, ThreadId thread, int number, AccountId author, NewPost wanted, Rendered rendered) {}

    /** @param text its Markdown, empty when it no longer stands */
    record Opening(PostId id, AccountId author, String text) {}

    record Words(int number, String markdown) {}
}
