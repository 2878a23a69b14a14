package waymark.search;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.THREAD_TAG;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
import waymark.platform.access.Viewer;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.preferences.HiddenLabels;
import waymark.visibility.Visible;

final class SearchStore {

    /** Of what has the words, so many of each kind are compared with each other, the newest: half of a forum may have them. */
    private static final int MOST_CANDIDATES = 500;

    private static final int MOST_SIMILAR = 5;

    private static final Field<String> TYPE = field(name("type"), SQLDataType.CLOB);
    private static final Field<String> KEY = field(name("key"), SQLDataType.CLOB);
    private static final Field<Integer> SCORE = field(name("score"), SQLDataType.INTEGER);
    private static final Field<Boolean> WIDE = field(name("wide"), SQLDataType.BOOLEAN);

    private SearchStore() {}

    /** What was typed, as PostgreSQL has it, with and without corrections; and whether the filters are of something. */
    static Understood understand(
            DSLContext tx, Field<Object> strict, Field<Object> wide, Optional<String> category, Optional<String> tag) {
        return tx.fetchSingle("""
                        with recursive narrower (id) as (
                          select id from tag where id = {0}
                          union all
                          select tag.id from tag join narrower on tag.broader_id = narrower.id
                        )
                        select {1}::text, querytree({1}), {2}::text,
                          exists (select from category where id = {3}),
                          array(select id from narrower)
                        """, val(tag.orElse("")), strict, wide, val(category.orElse("")))
                .map(row -> new Understood(
                        // Only words such as "the", or only what is not wanted.
                        Set.of("", "T").contains(row.get(1, String.class)) ? "" : row.get(0, String.class),
                        row.get(2, String.class),
                        row.get(3, Boolean.class),
                        Arrays.asList(row.get(4, String[].class))));
    }

    /** Those of the terms that say something. */
    static List<String> words(DSLContext tx, List<Field<Object>> terms) {
        return terms.isEmpty()
                ? List.of()
                : Arrays.stream(tx.fetchSingle(DSL.select(DSL.array(terms.stream()
                                        .map(term -> field("{0}::text", SQLDataType.CLOB, term))
                                        .toList())))
                                .value1())
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    /** Whether corrections are looked for, too, because the first page said so. */
    static boolean isWide(Paging paging) {
        return paging.cursor()
                .map(cursor -> cursor.read(texts -> Boolean.parseBoolean(texts.get(2))))
                .orElse(false);
    }

    static Page<Hit> page(DSLContext tx, String words, Where where, Paging paging, boolean wide) {
        var query = literal(words);
        var kinds = new ArrayList<Select<Record3<String, String, Integer>>>();
        if (where.has("thread")) {
            kinds.add(posts(tx, "thread", query, POST.NUMBER.eq(inline(1)), where.posts()));
        }
        if (where.has("post")) {
            kinds.add(posts(tx, "post", query, POST.NUMBER.gt(inline(1)), where.posts()));
        }
        if (where.has("story")) {
            kinds.add(stories(tx, query, where.stories()));
        }
        if (where.has("guide")) {
            kinds.add(guides(tx, query, where));
        }
        var all = kinds.stream().reduce((one, other) -> one.unionAll(other));
        if (all.isEmpty()) {
            return Page.whole(List.of());
        }
        var found = DSL.select(TYPE, KEY, SCORE, inline(wide).as(WIDE))
                .from(all.get().asTable("each"))
                .asTable("found");
        return paging.page(
                tx.select(TYPE, KEY, SCORE).from(found).where(noCondition()),
                List.of(
                        Paging.Key.descending(SCORE, Hit::score, Integer::valueOf),
                        Paging.Key.descending(KEY, Hit::key, text -> text),
                        Paging.Key.descending(WIDE, hit -> wide, Boolean::valueOf)),
                row -> new Hit(row.value1(), row.value2(), row.value3()));
    }

    static List<Found> similar(DSLContext tx, String words, Viewer viewer) {
        var where = Where.threads(viewer);
        var candidates = posts(tx, "thread", literal(words), POST.NUMBER.eq(inline(1)), where.posts())
                .asTable("found");
        var hits = tx.select(TYPE, KEY, SCORE)
                .from(candidates)
                .orderBy(SCORE.desc(), KEY.desc())
                .limit(MOST_SIMILAR)
                .fetch(row -> new Hit(row.value1(), row.value2(), row.value3()));
        return FoundStore.shown(tx, Page.whole(hits), words, where).items();
    }

    /** Written out and not bound: how often words occur decides how they are best looked for. */
    static Field<Object> literal(String words) {
        return field("{0}::tsquery", SQLDataType.OTHER, inline(words));
    }

    /**
     * The newest of them. Each is looked at by itself: left to choose, PostgreSQL joins all threads with all posts that have a
     * common word before it takes the newest few.
     */
    private static Select<Record3<String, String, Integer>> posts(
            DSLContext tx, String type, Field<Object> query, Condition place, Condition condition) {
        var seen = lateral(selectOne()
                        .from(FORUM_THREAD)
                        .where(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                        .and(condition)
                        .limit(inline(1)))
                .as("seen");
        return tx.select(inline(type).as(TYPE), POST.ID.cast(SQLDataType.CLOB).as(KEY), score(POST.WORDS, query))
                .from(POST)
                .crossJoin(seen)
                .where(has(POST.WORDS, query))
                .and(place)
                .and(Visible.standingPost())
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

    private static Select<Record3<String, String, Integer>> guides(DSLContext tx, Field<Object> query, Where where) {
        return tx.select(inline("guide").as(TYPE), GuideIndex.ID.as(KEY), score(GuideIndex.WORDS, query))
                .from(where.guides().table(where.tags()))
                .where(has(GuideIndex.WORDS, query));
    }

    private static Condition has(Field<String> words, Field<Object> query) {
        return condition("{0} @@ {1}", words, query);
    }

    /** As a whole number, so that a page goes on exactly where the one before ended. */
    private static Field<Integer> score(Field<String> words, Field<Object> query) {
        return field(
                        "(ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', {0}, {1}, 1) * 1000000)::integer",
                        SQLDataType.INTEGER, words, query)
                .as(SCORE);
    }

    /**
     * @param strict empty when there is nothing to look for
     * @param tags the one that was given and all that are narrower
     */
    record Understood(String strict, String wide, boolean categoryKnown, List<String> tags) {}

    /** @param key the id of a post, of a thread that of its opening post */
    record Hit(String type, String key, int score) {}

    /**
     * Where it is looked for, by whom.
     *
     * @param types thread, post, story, guide
     * @param tags one of these
     */
    record Where(
            Viewer viewer,
            Set<String> types,
            Optional<String> category,
            Optional<Collection<String>> tags,
            GuideIndex.Shelf guides,
            Instant now) {

        static Where threads(Viewer viewer) {
            return new Where(
                    viewer,
                    Set.of("thread"),
                    Optional.empty(),
                    Optional.empty(),
                    GuideIndex.Shelf.EMPTY,
                    Instant.EPOCH);
        }

        /** Only threads and the posts in them are in a category. */
        boolean has(String type) {
            return types.contains(type) && (category.isEmpty() || type.equals("thread") || type.equals("post"));
        }

        Condition posts() {
            return Visible.listedThreads(viewer)
                    .and(Visible.shownPost())
                    .and(Mutes.notMuted(viewer, POST.AUTHOR_ID))
                    .and(HiddenLabels.posts(viewer))
                    .and(category.map(FORUM_THREAD.CATEGORY_ID::eq).orElseGet(DSL::noCondition))
                    .and(tags.map(wanted -> exists(selectOne()
                                    .from(THREAD_TAG)
                                    .where(THREAD_TAG.THREAD_ID.eq(FORUM_THREAD.ID))
                                    .and(THREAD_TAG.TAG_ID.in(wanted))))
                            .orElseGet(DSL::noCondition));
        }

        Condition stories() {
            return Visible.stories(viewer, now)
                    .and(tags.map(wanted -> STORY_PUBLICATION
                                    .DIAGNOSIS
                                    .in(wanted)
                                    .or(STORY_PUBLICATION.STAGE.in(wanted))
                                    .or(condition(
                                            "{0} && {1}::text[]",
                                            STORY_PUBLICATION.TOPICS, val(wanted.toArray(String[]::new)))))
                            .orElseGet(DSL::noCondition));
        }
    }

    static List<String> keys(Page<Hit> page, String... types) {
        var wanted = Set.of(types);
        return page.items().stream()
                .filter(hit -> wanted.contains(hit.type()))
                .map(Hit::key)
                .toList();
    }
}
