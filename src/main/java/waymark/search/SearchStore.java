package waymark.search;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;
import static waymark.schema.Tables.CATEGORY;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.POST_LABEL;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.THREAD_TAG;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import waymark.accounts.Mutes;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.platform.access.Viewer;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.visibility.Visible;

final class SearchStore {

    /** Of what has the words, so many of each kind are compared with each other, the newest: half of a forum may have them. */
    private static final int MOST_CANDIDATES = 500;

    private static final Field<String> TYPE = field(name("type"), SQLDataType.CLOB);
    private static final Field<String> KEY = field(name("key"), SQLDataType.CLOB);
    private static final Field<Integer> SCORE = field(name("score"), SQLDataType.INTEGER);

    private SearchStore() {}

    /** Nothing when there is nothing to look for: only words such as "the", or only what is not wanted. */
    static Optional<String> compile(DSLContext tx, Field<Object> terms) {
        var words = tx.select(
                        field("{0}::text", SQLDataType.CLOB, terms), field("querytree({0})", SQLDataType.CLOB, terms))
                .fetchSingle();
        return Set.of("", "T").contains(words.value2()) ? Optional.empty() : Optional.of(words.value1());
    }

    static Page<Found> page(
            DSLContext tx, String words, Scope scope, Viewer viewer, Instant now, Paging paging) {
        // Written out: how often words occur decides how they are best looked for.
        var query = field("{0}::tsquery", SQLDataType.OTHER, inline(words));
        var kinds = new ArrayList<Select<Record3<String, String, Integer>>>();
        var posts = Visible.listedThreads(viewer)
                .and(Visible.shownPost())
                .and(Mutes.notMuted(viewer, POST.AUTHOR_ID))
                .and(inThreads(scope));
        var stories = Visible.stories(viewer, now).and(ofStories(scope));
        if (scope.has("thread")) {
            kinds.add(posts(tx, "thread", query, posts.and(POST.NUMBER.eq(inline(1)))));
        }
        if (scope.has("post")) {
            kinds.add(posts(tx, "post", query, posts.and(POST.NUMBER.gt(inline(1)))));
        }
        if (scope.has("story")) {
            kinds.add(stories(tx, query, stories));
        }
        var all = kinds.stream().reduce((one, other) -> one.unionAll(other));
        if (all.isEmpty()) {
            return Page.whole(List.of());
        }
        var found = paging.page(
                tx.select(TYPE, KEY, SCORE).from(all.get().asTable("found")).where(noCondition()),
                List.of(
                        Paging.Key.descending(SCORE, Hit::score, Integer::valueOf),
                        Paging.Key.descending(KEY, Hit::key, text -> text)),
                row -> new Hit(row.value1(), row.value2(), row.value3()));
        var shown = new HashMap<String, Found>();
        shown.putAll(shownPosts(tx, keys(found, "thread", "post"), query, posts));
        shown.putAll(shownStories(tx, keys(found, "story"), query, stories));
        // What was taken down since a moment ago is left out.
        return new Page<>(
                found.items().stream()
                        .map(hit -> shown.get(hit.key()))
                        .filter(Objects::nonNull)
                        .toList(),
                found.next(),
                found.previous());
    }

    static boolean hasCategory(DSLContext tx, String id) {
        return tx.fetchExists(CATEGORY, CATEGORY.ID.eq(id));
    }

    /** The tag and all that are narrower, or nothing when there is no such tag. */
    static Set<String> withNarrower(DSLContext tx, String tag) {
        return tx.resultQuery("""
                        with recursive narrower (id) as (
                          select id from tag where id = ?
                          union all
                          select tag.id from tag join narrower on tag.broader_id = narrower.id
                        )
                        select id from narrower
                        """, tag).fetchSet(0, String.class);
    }

    private static Select<Record3<String, String, Integer>> posts(
            DSLContext tx, String type, Field<Object> query, Condition condition) {
        return tx.select(inline(type).as(TYPE), POST.ID.cast(SQLDataType.CLOB).as(KEY), score(POST.WORDS, query))
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(has(POST.WORDS, query))
                .and(condition)
                .orderBy(POST.ID.desc())
                .limit(inline(MOST_CANDIDATES));
    }

    private static Select<Record3<String, String, Integer>> stories(
            DSLContext tx, Field<Object> query, Condition condition) {
        return tx.select(
                        inline("story").as(TYPE),
                        STORY_PUBLICATION.STORY_ID.cast(SQLDataType.CLOB).as(KEY),
                        score(STORY_REVISION.WORDS, query))
                .from(STORY_PUBLICATION)
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                .where(has(STORY_REVISION.WORDS, query))
                .and(condition)
                .orderBy(STORY_PUBLICATION.STORY_ID.desc())
                .limit(inline(MOST_CANDIDATES));
    }

    private static Map<String, Found> shownPosts(
            DSLContext tx, Collection<String> keys, Field<Object> query, Condition condition) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return tx.select(
                        POST.ID,
                        POST.THREAD_ID,
                        POST.NUMBER,
                        FORUM_THREAD.CATEGORY_ID,
                        POST.CREATED_AT,
                        when(Visible.keptBack(FORUM_THREAD.AUTHOR_ID), inline(null, SQLDataType.CLOB))
                                .otherwise(FORUM_THREAD.TITLE),
                        Marks.in(FORUM_THREAD.TITLE, query),
                        beginning(POST.PLAIN_TEXT),
                        Marks.in(beginning(POST.PLAIN_TEXT), query),
                        array(select(POST_LABEL.LABEL_ID)
                                .from(POST_LABEL)
                                .where(POST_LABEL.POST_ID.eq(POST.ID))
                                .orderBy(POST_LABEL.LABEL_ID)))
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.ID.in(keys.stream().map(PostId::of).toList()))
                .and(condition)
                .fetchMap(row -> row.value1().toString(), row -> {
                    boolean opening = row.value3() == 1;
                    var thread = row.value2().toString();
                    var id = opening ? thread : row.value1().toString();
                    return new Found(
                            opening ? "thread" : "post",
                            id,
                            Routes.BASE + (opening ? "/threads/" : "/posts/") + id,
                            Optional.ofNullable(row.value6()).map(title -> Marks.whole(title, row.value7())),
                            Marks.snippet(row.value8(), row.value9()),
                            opening ? Optional.empty() : Optional.of(thread),
                            opening ? Optional.empty() : Optional.of(row.value3()),
                            Optional.of(row.value4()),
                            List.of(row.value10()),
                            Optional.of(row.value5()),
                            row.value1().toString());
                });
    }

    private static Map<String, Found> shownStories(
            DSLContext tx, Collection<String> keys, Field<Object> query, Condition condition) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return tx.select(
                        STORY_PUBLICATION.STORY_ID,
                        STORY_PUBLICATION.PUBLISHED_AT,
                        STORY_REVISION.TITLE,
                        Marks.in(STORY_REVISION.TITLE, query),
                        beginning(STORY_REVISION.PLAIN_TEXT),
                        Marks.in(beginning(STORY_REVISION.PLAIN_TEXT), query))
                .from(STORY_PUBLICATION)
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                .where(STORY_PUBLICATION.STORY_ID.in(
                        keys.stream().map(StoryId::of).toList()))
                .and(condition)
                .fetchMap(row -> row.value1().toString(), row -> new Found(
                        "story",
                        row.value1().toString(),
                        Routes.BASE + "/stories/" + row.value1(),
                        Optional.of(Marks.whole(row.value3(), row.value4())),
                        Marks.snippet(row.value5(), row.value6()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.of(row.value2()),
                        row.value1().toString()));
    }

    private static Condition inThreads(Scope scope) {
        var category = scope.category().map(FORUM_THREAD.CATEGORY_ID::eq).orElseGet(DSL::noCondition);
        var tags = scope.tags()
                .map(wanted -> exists(selectOne()
                        .from(THREAD_TAG)
                        .where(THREAD_TAG.THREAD_ID.eq(FORUM_THREAD.ID))
                        .and(THREAD_TAG.TAG_ID.in(wanted))))
                .orElseGet(DSL::noCondition);
        return category.and(tags);
    }

    private static Condition ofStories(Scope scope) {
        return scope.tags()
                .map(wanted -> STORY_PUBLICATION
                        .DIAGNOSIS
                        .in(wanted)
                        .or(STORY_PUBLICATION.STAGE.in(wanted))
                        .or(condition(
                                "{0} && {1}::text[]", STORY_PUBLICATION.TOPICS, DSL.val(wanted.toArray(String[]::new)))))
                .orElseGet(DSL::noCondition);
    }

    private static Field<String> beginning(Field<String> text) {
        return DSL.left(text, inline(Marks.MOST_LETTERS));
    }

    private static Condition has(Field<String> words, Field<Object> query) {
        return condition("{0} @@ {1}", words, query);
    }

    /** As a whole number, so that a page goes on exactly where the one before ended. */
    private static Field<Integer> score(Field<String> words, Field<Object> query) {
        return field(
                        "(ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', {0}, {1}, 1) * 1000000)::integer",
                        SQLDataType.INTEGER,
                        words,
                        query)
                .as(SCORE);
    }

    private static List<String> keys(Page<Hit> page, String... types) {
        var wanted = Set.of(types);
        return page.items().stream()
                .filter(hit -> wanted.contains(hit.type()))
                .map(Hit::key)
                .toList();
    }

    private record Hit(String type, String key, int score) {}
}
