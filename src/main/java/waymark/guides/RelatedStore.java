package waymark.guides;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.replace;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static waymark.schema.Tables.DIAGNOSIS_LABEL;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.STORY_ATTRIBUTION;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_PULL_QUOTE;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.TAG;
import static waymark.schema.Tables.THREAD_TAG;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import waymark.ids.StoryId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.preferences.HiddenLabels;
import waymark.visibility.Visible;

/** Reads what is related to tags. The work is bounded, however much there is. */
final class RelatedStore {

    /** So many threads with the latest activity are looked at for all tags together. */
    private static final int ACTIVE_THREADS = 200;

    /** And so many of the newest for each tag, so that a tag that few threads have is not left empty. */
    private static final int NEWEST_THREADS = 20;

    private RelatedStore() {}

    static Set<String> existingTags(DSLContext tx, Collection<String> ids) {
        return tx.select(TAG.ID).from(TAG).where(TAG.ID.in(ids)).fetchSet(TAG.ID);
    }

    /** The broader tag of each tag that has one. */
    static Map<String, String> broader(DSLContext tx) {
        return tx.select(TAG.ID, TAG.BROADER_ID)
                .from(TAG)
                .where(TAG.BROADER_ID.isNotNull())
                .fetchMap(TAG.ID, TAG.BROADER_ID);
    }

    /**
     * For each tag the threads with the latest activity that guests may read, and the one who asks does not mind to come
     * across, at most so many.
     */
    static List<Tagged<Related.ThreadLink>> threads(DSLContext tx, Collection<String> tags, Viewer viewer, int most) {
        var candidate = candidates(tags).asTable("candidate");
        var id = candidate.field(FORUM_THREAD.ID);
        // The offsets keep the planner from reading all threads and all their tags instead of those of the candidates.
        var thread = lateral(
                        select(FORUM_THREAD.ID, FORUM_THREAD.TITLE, FORUM_THREAD.POST_COUNT, FORUM_THREAD.LAST_POST_AT)
                                .from(FORUM_THREAD)
                                .where(FORUM_THREAD.ID.eq(id))
                                .and(Visible.titledThreads(Viewer.GUEST))
                                .and(HiddenLabels.threads(viewer))
                                .offset(inline(0)))
                .as("thread");
        var tagged = lateral(select(THREAD_TAG.TAG_ID)
                        .from(THREAD_TAG)
                        .where(THREAD_TAG.THREAD_ID.eq(id))
                        .offset(inline(0)))
                .as("tagged");
        var tag = field(name("tagged", "tag_id"), String.class);
        var place = rowNumber()
                .over(partitionBy(tag)
                        .orderBy(
                                thread.field(FORUM_THREAD.LAST_POST_AT).desc(),
                                thread.field(FORUM_THREAD.ID).desc()));
        var ranked = select(
                        tag,
                        thread.field(FORUM_THREAD.ID),
                        thread.field(FORUM_THREAD.TITLE),
                        thread.field(FORUM_THREAD.POST_COUNT),
                        thread.field(FORUM_THREAD.LAST_POST_AT),
                        place.as("place"))
                .from(candidate)
                .crossJoin(thread)
                .crossJoin(tagged)
                .where(tag.in(tags))
                .asTable("ranked");
        return tx.select(
                        field(name("ranked", "tag_id"), String.class),
                        ranked.field(FORUM_THREAD.ID),
                        ranked.field(FORUM_THREAD.TITLE),
                        ranked.field(FORUM_THREAD.POST_COUNT),
                        ranked.field(FORUM_THREAD.LAST_POST_AT))
                .from(ranked)
                .where(field(name("ranked", "place"), Integer.class).le(most))
                .orderBy(
                        ranked.field(FORUM_THREAD.LAST_POST_AT).desc(),
                        ranked.field(FORUM_THREAD.ID).desc())
                .fetch(mapping((about, found, title, posts, at) ->
                        new Tagged<>(about, new Related.ThreadLink(found, title, posts, at))));
    }

    /** For each tag the stories meant for everybody that were published last, at most so many. */
    static List<Tagged<StoryId>> stories(DSLContext tx, Collection<String> tags, Instant now, int most) {
        var facets = field(
                "{0} || {1} || {2}",
                String[].class,
                STORY_PUBLICATION.TOPICS,
                array(STORY_PUBLICATION.DIAGNOSIS),
                array(coalesce(STORY_PUBLICATION.STAGE, inline(""))));
        var facet = field(name("facet", "tag"), String.class);
        var place = rowNumber()
                .over(partitionBy(facet)
                        .orderBy(STORY_PUBLICATION.PUBLISHED_AT.desc(), STORY_PUBLICATION.STORY_ID.desc()));
        var ranked = select(facet, STORY_PUBLICATION.STORY_ID, STORY_PUBLICATION.PUBLISHED_AT, place.as("place"))
                .from(STORY_PUBLICATION)
                .crossJoin(lateral(unnest(facets).as("facet", "tag")))
                .where(Visible.stories(Viewer.GUEST, now))
                .and(facet.in(tags))
                .asTable("ranked");
        return tx.select(field(name("ranked", "tag"), String.class), ranked.field(STORY_PUBLICATION.STORY_ID))
                .from(ranked)
                .where(field(name("ranked", "place"), Integer.class).le(most))
                .orderBy(
                        ranked.field(STORY_PUBLICATION.PUBLISHED_AT).desc(),
                        ranked.field(STORY_PUBLICATION.STORY_ID).desc())
                .fetch(mapping(Tagged::new));
    }

    /** Those of these stories that guests may read, as they are published. */
    static Map<StoryId, Related.StoryLink> storiesById(DSLContext tx, Collection<StoryId> ids, Instant now) {
        var named = STORY_PUBLICATION.ATTRIBUTION.ne("none").and(STORY_REVISION.ATTRIBUTION_NAME.isNotNull());
        // The name last: what somebody chose to be called is not looked through for braces.
        var attribution = replace(
                replace(
                        STORY_ATTRIBUTION.PATTERN,
                        inline("{diagnosis}"),
                        coalesce(DIAGNOSIS_LABEL.LABEL, inline("blood cancer"))),
                inline("{name}"),
                coalesce(STORY_REVISION.ATTRIBUTION_NAME, inline("")));
        var quotes = multiset(select(STORY_PULL_QUOTE.STARTS_AT, STORY_PULL_QUOTE.ENDS_AT)
                        .from(STORY_PULL_QUOTE)
                        .where(STORY_PULL_QUOTE.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                        .and(STORY_PULL_QUOTE.REVISION.eq(STORY_PUBLICATION.REVISION))
                        .orderBy(STORY_PULL_QUOTE.POSITION))
                .convertFrom(found -> found.map(mapping(Span::new)));
        var found = new HashMap<StoryId, Related.StoryLink>();
        tx.select(
                        STORY_PUBLICATION.STORY_ID,
                        STORY_REVISION.TITLE,
                        STORY_REVISION.PLAIN_TEXT,
                        attribution,
                        quotes,
                        STORY_PUBLICATION.PUBLISHED_AT)
                .from(STORY_PUBLICATION)
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                .join(STORY_ATTRIBUTION)
                .on(STORY_ATTRIBUTION.ROLE.eq(STORY_PUBLICATION.ROLE))
                .and(STORY_ATTRIBUTION.NAMED.eq(field(named)))
                .leftJoin(DIAGNOSIS_LABEL)
                .on(DIAGNOSIS_LABEL.TAG_ID.eq(STORY_PUBLICATION.DIAGNOSIS))
                .where(STORY_PUBLICATION.STORY_ID.in(ids))
                .and(Visible.stories(Viewer.GUEST, now))
                .forEach(row -> found.put(
                        row.value1(),
                        new Related.StoryLink(
                                row.value1(),
                                row.value2(),
                                row.value4(),
                                row.value5().stream()
                                        .map(span -> span.in(row.value3()))
                                        .toList(),
                                row.value6())));
        return found;
    }

    private static Select<Record1<ThreadId>> candidates(Collection<String> tags) {
        var wanted = field(name("wanted", "tag"), String.class);
        Field<ThreadId> newest = field(name("newest", "thread_id"), THREAD_TAG.THREAD_ID.getDataType());
        return select(FORUM_THREAD.ID)
                .from(FORUM_THREAD)
                .where(Visible.titledThreads(Viewer.GUEST))
                .orderBy(FORUM_THREAD.LAST_POST_AT.desc(), FORUM_THREAD.ID.desc())
                .limit(inline(ACTIVE_THREADS))
                .union(select(newest)
                        .from(unnest(val(tags.toArray(String[]::new))).as("wanted", "tag"))
                        .crossJoin(lateral(select(THREAD_TAG.THREAD_ID)
                                        .from(THREAD_TAG)
                                        .where(THREAD_TAG.TAG_ID.eq(wanted))
                                        .orderBy(THREAD_TAG.THREAD_ID.desc())
                                        .limit(inline(NEWEST_THREADS)))
                                .as("newest")));
    }

    record Tagged<T>(String tag, T thing) {}

    /** @param end the first that is not in it */
    private record Span(int start, int end) {

        String in(String text) {
            return text.substring(Math.min(start, text.length()), Math.min(end, text.length()));
        }
    }
}
