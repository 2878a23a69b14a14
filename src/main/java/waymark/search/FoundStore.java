package waymark.search;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REVISION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import waymark.guides.Passage;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;
import waymark.visibility.Visible;

/** What is shown of what was found, of a whole page with one statement. */
final class FoundStore {

    private static final Field<String> KEY = field(name("key"), SQLDataType.CLOB);
    private static final Field<String> TITLE = field(name("title"), SQLDataType.CLOB);
    private static final Field<String> MARKED_TITLE = field(name("marked_title"), SQLDataType.CLOB);
    private static final Field<String> BODY = field(name("body"), SQLDataType.CLOB);
    private static final Field<String> MARKED_BODY = field(name("marked_body"), SQLDataType.CLOB);
    private static final Field<UUID> THREAD = field(name("thread"), SQLDataType.UUID);
    private static final Field<Integer> NUMBER = field(name("number"), SQLDataType.INTEGER);
    private static final Field<String> CATEGORY = field(name("category"), SQLDataType.CLOB);
    private static final Field<Instant> WRITTEN_AT = field(name("written_at"), SQLDataType.INSTANT);
    private static final Field<String[]> LABELS = field(name("labels"), SQLDataType.CLOB.array());

    private FoundStore() {}

    /** What was taken down since a moment ago is left out. */
    static Page<Found> shown(DSLContext tx, Page<SearchStore.Hit> hits, String words, SearchStore.Where where) {
        var query = SearchStore.literal(words);
        var kinds = new ArrayList<Select<Record>>();
        var posts = SearchStore.keys(hits, "thread", "post").stream()
                .map(PostId::of)
                .toList();
        var stories = SearchStore.keys(hits, "story").stream().map(StoryId::of).toList();
        var passages = SearchStore.keys(hits, "guide").stream()
                .flatMap(id -> where.guides().find(id).stream())
                .toList();
        if (!posts.isEmpty()) {
            kinds.add(posts(posts, query, where));
        }
        if (!stories.isEmpty()) {
            kinds.add(stories(stories, query, where));
        }
        if (!passages.isEmpty()) {
            kinds.add(guides(passages, query));
        }
        var shown = kinds.stream()
                .reduce((one, other) -> one.unionAll(other))
                .map(all -> tx.fetch(all).intoMap(KEY))
                .orElseGet(java.util.Map::of);
        return new Page<>(
                hits.items().stream()
                        .map(hit -> Optional.ofNullable(shown.get(hit.key()))
                                .map(row -> found(hit.type(), row, where))
                                .orElse(null))
                        .filter(Objects::nonNull)
                        .toList(),
                hits.next(),
                hits.previous());
    }

    private static Select<Record> posts(List<PostId> ids, Field<Object> query, SearchStore.Where where) {
        var body = beginning(POST.PLAIN_TEXT);
        return DSL.select(columns(
                        POST.ID.cast(SQLDataType.CLOB),
                        when(Visible.keptBack(FORUM_THREAD.AUTHOR_ID), inline(null, SQLDataType.CLOB))
                                .otherwise(FORUM_THREAD.TITLE),
                        Marks.in(FORUM_THREAD.TITLE, query),
                        body,
                        Marks.in(body, query),
                        POST.THREAD_ID.cast(SQLDataType.UUID),
                        POST.NUMBER,
                        FORUM_THREAD.CATEGORY_ID,
                        POST.CREATED_AT,
                        array(select(POST_LABEL.LABEL_ID)
                                .from(POST_LABEL)
                                .where(POST_LABEL.POST_ID.eq(POST.ID))
                                .orderBy(POST_LABEL.LABEL_ID))))
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.ID.in(ids))
                .and(where.posts());
    }

    private static Select<Record> stories(List<StoryId> ids, Field<Object> query, SearchStore.Where where) {
        var body = beginning(STORY_REVISION.PLAIN_TEXT);
        return DSL.select(columns(
                        STORY_PUBLICATION.STORY_ID.cast(SQLDataType.CLOB),
                        STORY_REVISION.TITLE,
                        Marks.in(STORY_REVISION.TITLE, query),
                        body,
                        Marks.in(body, query),
                        inline(null, SQLDataType.UUID),
                        inline(null, SQLDataType.INTEGER),
                        inline(null, SQLDataType.CLOB),
                        STORY_PUBLICATION.PUBLISHED_AT,
                        inline(null, SQLDataType.CLOB.array())))
                .from(STORY_PUBLICATION)
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                .where(STORY_PUBLICATION.STORY_ID.in(ids))
                .and(where.stories());
    }

    private static Select<Record> guides(List<Passage> passages, Field<Object> query) {
        var table = DSL.table(
                        "unnest({0}::text[], {1}::text[], {2}::text[])",
                        val(passages.stream().map(Passage::id).toArray(String[]::new)),
                        val(passages.stream()
                                .map(each -> each.guideTitle() + ": " + each.title())
                                .toArray(String[]::new)),
                        val(passages.stream().map(Passage::text).toArray(String[]::new)))
                .as("passage", "key", "title", "body");
        var body = beginning(BODY);
        return DSL.select(columns(
                        KEY,
                        TITLE,
                        Marks.in(TITLE, query),
                        body,
                        Marks.in(body, query),
                        inline(null, SQLDataType.UUID),
                        inline(null, SQLDataType.INTEGER),
                        inline(null, SQLDataType.CLOB),
                        inline(null, SQLDataType.INSTANT),
                        inline(null, SQLDataType.CLOB.array())))
                .from(table);
    }

    private static List<SelectField<?>> columns(
            Field<String> key,
            Field<String> title,
            Field<String> markedTitle,
            Field<String> body,
            Field<String> markedBody,
            Field<UUID> thread,
            Field<Integer> number,
            Field<String> category,
            Field<Instant> writtenAt,
            Field<String[]> labels) {
        return List.of(
                key.as(KEY),
                title.as(TITLE),
                markedTitle.as(MARKED_TITLE),
                body.as(BODY),
                markedBody.as(MARKED_BODY),
                thread.as(THREAD),
                number.as(NUMBER),
                category.as(CATEGORY),
                writtenAt.as(WRITTEN_AT),
                labels.as(LABELS));
    }

    private static Found found(String type, Record row, SearchStore.Where where) {
        var key = row.get(KEY);
        var thread = Optional.ofNullable(row.get(THREAD)).map(UUID::toString);
        boolean isPost = type.equals("post");
        var id = type.equals("thread") ? thread.orElseThrow() : key;
        return new Found(
                type,
                id,
                switch (type) {
                    case "thread" -> Routes.BASE + "/threads/" + id;
                    case "post" -> Routes.BASE + "/posts/" + id;
                    case "story" -> Routes.BASE + "/stories/" + id;
                    default -> where.guides().find(id).orElseThrow().href();
                },
                Optional.ofNullable(row.get(TITLE)).map(title -> Marks.whole(title, row.get(MARKED_TITLE))),
                Marks.snippet(row.get(BODY), row.get(MARKED_BODY)),
                thread.filter(unused -> isPost),
                Optional.ofNullable(row.get(NUMBER)).filter(unused -> isPost),
                Optional.ofNullable(row.get(CATEGORY)),
                Optional.ofNullable(row.get(LABELS)).map(List::of).orElseGet(List::of),
                Optional.ofNullable(row.get(WRITTEN_AT)));
    }

    private static Field<String> beginning(Field<String> text) {
        return DSL.left(text, inline(Marks.MOST_LETTERS));
    }
}
