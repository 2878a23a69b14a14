package waymark.stories;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.DIAGNOSIS_LABEL;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_ATTRIBUTION;
import static waymark.schema.Tables.STORY_DEPARTURE;
import static waymark.schema.Tables.STORY_LIKE;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.THREAD_TAG;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.access.Nation;
import waymark.platform.access.Viewer;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.preferences.HiddenLabels;
import waymark.stories.facets.Facets;
import waymark.stories.facets.PublishedFacets;
import waymark.stories.facets.Years;
import waymark.visibility.Visible;

/** What readers see of stories. Everything they get is read here, and only where {@link Visible#stories} lets them. */
final class PublicationStore {

    private static final Field<Result<Record2<Integer, Integer>>> QUOTES =
            TextStore.quotes(STORY_PUBLICATION.STORY_ID, STORY_PUBLICATION.REVISION);

    private static final Field<Integer> LIKES = DSL.field(
                    select(count()).from(STORY_LIKE).where(STORY_LIKE.STORY_ID.eq(STORY_PUBLICATION.STORY_ID)))
            .as("likes");

    /** Why it left, where the team has taken it down. */
    static final String TAKEN_DOWN = "archived";

    private PublicationStore() {}

    static Optional<Story> find(DSLContext tx, StoryId id, Viewer viewer, Instant now) {
        return rows(tx, STORY_PUBLICATION.STORY_ID.eq(id).and(Visible.stories(viewer, now)))
                .fetchOptional(PublicationStore::story);
    }

    /** Published, and not taken back before the transaction ends. */
    static Optional<AccountId> lockAuthor(DSLContext tx, StoryId id, Viewer viewer, Instant now) {
        return tx.select(STORY.AUTHOR_ID)
                .from(STORY_PUBLICATION)
                .join(STORY)
                .on(STORY.ID.eq(STORY_PUBLICATION.STORY_ID))
                .where(STORY_PUBLICATION.STORY_ID.eq(id))
                .and(Visible.stories(viewer, now))
                .forShare()
                .of(STORY_PUBLICATION)
                .fetchOptional(STORY.AUTHOR_ID);
    }

    static Page<Story> page(DSLContext tx, Query query, Viewer viewer, Paging paging, Instant now) {
        var filter = query.diagnoses()
                .map(STORY_PUBLICATION.DIAGNOSIS::in)
                .orElseGet(DSL::noCondition)
                .and(query.stage().map(STORY_PUBLICATION.STAGE::eq).orElse(noCondition()))
                .and(query.topic()
                        .map(topic -> STORY_PUBLICATION.TOPICS.contains(new String[] {topic}))
                        .orElse(noCondition()))
                .and(query.role().map(STORY_PUBLICATION.ROLE::eq).orElse(noCondition()));
        return paging.page(
                rows(tx, filter.and(Visible.stories(viewer, now))),
                List.of(
                        Paging.Key.descending(STORY_PUBLICATION.PUBLISHED_AT, Story::publishedAt, Cursor::instant),
                        Paging.Key.descending(STORY_PUBLICATION.STORY_ID, Story::id, StoryId::of)),
                PublicationStore::story);
    }

    /** Those that search engines may find, the newest first. */
    static List<Published.OnTheWeb> indexable(DSLContext tx, int most, Instant now) {
        return rows(tx, Visible.stories(Viewer.GUEST, now).and(STORY_PUBLICATION.INDEXABLE))
                .orderBy(STORY_PUBLICATION.PUBLISHED_AT.desc(), STORY_PUBLICATION.STORY_ID.desc())
                .limit(most)
                .fetch(row -> {
                    var story = story(row);
                    return new Published.OnTheWeb(
                            story.id(),
                            story.title(),
                            story.attribution(),
                            story.publishedAt(),
                            row.get(STORY_PUBLICATION.REVISED_AT));
                });
    }

    /** Whether readers once saw it and no longer do. */
    static boolean hasLeft(DSLContext tx, StoryId id, Instant now) {
        return tx.fetchExists(STORY_DEPARTURE, STORY_DEPARTURE.STORY_ID.eq(id))
                || tx.fetchExists(
                        STORY_PUBLICATION, STORY_PUBLICATION.STORY_ID.eq(id).and(not(Visible.consentedStories(now))));
    }

    /** Those that readers would see if their author agreed to be shown. */
    static List<StoryId> by(DSLContext tx, AccountId author, Instant now) {
        return tx.select(STORY_PUBLICATION.STORY_ID)
                .from(STORY_PUBLICATION)
                .join(STORY)
                .on(STORY.ID.eq(STORY_PUBLICATION.STORY_ID))
                .where(STORY.AUTHOR_ID.eq(author))
                .and(STORY_PUBLICATION.CONSENT_UNTIL.gt(now))
                .orderBy(STORY_PUBLICATION.STORY_ID)
                .fetch(STORY_PUBLICATION.STORY_ID);
    }

    static Optional<Live> findLive(DSLContext tx, StoryId id, Instant now) {
        return tx.select(
                        STORY_PUBLICATION.REVISION,
                        STORY_PUBLICATION.PUBLISHED_AT,
                        STORY_PUBLICATION.REVISED_AT,
                        STORY_PUBLICATION.CONSENT_UNTIL)
                .from(STORY_PUBLICATION)
                .where(STORY_PUBLICATION.STORY_ID.eq(id))
                .and(STORY_PUBLICATION.CONSENT_UNTIL.gt(now))
                .fetchOptional(row ->
                        new Live(row.value1(), "/api/v1/stories/" + id, row.value2(), row.value3(), row.value4()));
    }

    /** Puts a text before readers; one that was there before gives way to it. */
    static void put(
            DSLContext tx, StoryId id, StoryText text, PublishedFacets facets, Consent.Terms terms, Instant at) {
        var words = text.words();
        var years = facets.years();
        var shown = new LinkedHashMap<Field<?>, @Nullable Object>(allowed(terms));
        shown.put(STORY_PUBLICATION.REVISION, text.number());
        shown.put(STORY_PUBLICATION.REVISED_AT, at);
        shown.put(STORY_PUBLICATION.DIAGNOSIS, facets.diagnosis());
        shown.put(STORY_PUBLICATION.STAGE, words.stage());
        shown.put(STORY_PUBLICATION.TOPICS, words.topics().toArray(String[]::new));
        shown.put(STORY_PUBLICATION.ROLE, facets.role());
        shown.put(STORY_PUBLICATION.TREATED_FROM, years.map(Years::from).orElse(null));
        shown.put(STORY_PUBLICATION.TREATED_TO, years.map(Years::to).orElse(null));
        shown.put(STORY_PUBLICATION.NATION, facets.nation().map(Nation::code).orElse(null));
        shown.put(STORY_PUBLICATION.GENERALISED, facets.generalised().toArray(String[]::new));
        shown.put(STORY_PUBLICATION.SHARED_BY, facets.sharedBy());
        tx.insertInto(STORY_PUBLICATION)
                .set(STORY_PUBLICATION.STORY_ID, id)
                .set(STORY_PUBLICATION.PUBLISHED_AT, at)
                .set(shown)
                .onConflict(STORY_PUBLICATION.STORY_ID)
                .doUpdate()
                .set(shown)
                .execute();
        tx.deleteFrom(STORY_DEPARTURE).where(STORY_DEPARTURE.STORY_ID.eq(id)).execute();
    }

    /** What a new consent says holds for what readers see already. */
    static void consent(DSLContext tx, StoryId id, Consent.Terms terms) {
        tx.update(STORY_PUBLICATION)
                .set(allowed(terms))
                .where(STORY_PUBLICATION.STORY_ID.eq(id))
                .execute();
    }

    /** The text that readers get. Call for one that is published. */
    static int requireRevision(DSLContext tx, StoryId id) {
        return tx.select(STORY_PUBLICATION.REVISION)
                .from(STORY_PUBLICATION)
                .where(STORY_PUBLICATION.STORY_ID.eq(id))
                .fetchSingle(row -> row.value1());
    }

    /** @return whether it was told with a name */
    static boolean unname(DSLContext tx, StoryId id) {
        return tx.update(STORY_PUBLICATION)
                        .set(STORY_PUBLICATION.ATTRIBUTION, "none")
                        .where(STORY_PUBLICATION.STORY_ID.eq(id))
                        .and(STORY_PUBLICATION.ATTRIBUTION.ne("none"))
                        .execute()
                == 1;
    }

    /** @return whether readers saw it, or would have but for a consent that has run out */
    static boolean remove(DSLContext tx, StoryId id, String reason, Instant at) {
        var revision = tx.deleteFrom(STORY_PUBLICATION)
                .where(STORY_PUBLICATION.STORY_ID.eq(id))
                .returningResult(STORY_PUBLICATION.REVISION)
                .fetchOptional(STORY_PUBLICATION.REVISION);
        if (revision.isPresent()) {
            tx.insertInto(STORY_DEPARTURE)
                    .set(STORY_DEPARTURE.STORY_ID, id)
                    .set(STORY_DEPARTURE.LEFT_AT, at)
                    .set(STORY_DEPARTURE.REASON, reason)
                    .set(STORY_DEPARTURE.REVISION, reason.equals(TAKEN_DOWN) ? revision.get() : null)
                    .execute();
        } else {
            // What the team took down its author has now taken back too: nobody puts it back.
            tx.update(STORY_DEPARTURE)
                    .setNull(STORY_DEPARTURE.REVISION)
                    .where(STORY_DEPARTURE.STORY_ID.eq(id))
                    .execute();
        }
        return revision.isPresent();
    }

    /** The text that the team has taken down and may put back. */
    static Optional<Integer> takenDown(DSLContext tx, StoryId id) {
        return tx.select(STORY_DEPARTURE.REVISION)
                .from(STORY_DEPARTURE)
                .where(STORY_DEPARTURE.STORY_ID.eq(id))
                .and(STORY_DEPARTURE.REVISION.isNotNull())
                .fetchOptional(STORY_DEPARTURE.REVISION);
    }

    static List<StoryId> runOut(DSLContext tx, Instant now, int most) {
        return tx.select(STORY_PUBLICATION.STORY_ID)
                .from(STORY_PUBLICATION)
                .where(STORY_PUBLICATION.CONSENT_UNTIL.le(now))
                .orderBy(STORY_PUBLICATION.CONSENT_UNTIL)
                .limit(most)
                .fetch(STORY_PUBLICATION.STORY_ID);
    }

    /** What the authors of all published stories but this one said of themselves, in full. */
    static List<Facets> others(DSLContext tx, StoryId except, Instant now) {
        return tx.select(
                        STORY_REVISION.DIAGNOSIS,
                        STORY_REVISION.TREATMENT_YEAR,
                        STORY_REVISION.NATION,
                        STORY_REVISION.ROLE)
                .from(STORY_PUBLICATION)
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                .where(STORY_PUBLICATION.STORY_ID.ne(except))
                .and(STORY_PUBLICATION.CONSENT_UNTIL.gt(now))
                .fetch(row -> new Facets(
                        row.value1(),
                        Optional.ofNullable(row.value2()),
                        Optional.ofNullable(row.value3()).map(Nation::of),
                        row.value4()));
    }

    static boolean likes(DSLContext tx, StoryId id, AccountId account) {
        return tx.fetchExists(STORY_LIKE, STORY_LIKE.STORY_ID.eq(id).and(STORY_LIKE.ACCOUNT_ID.eq(account)));
    }

    /**
     * Threads that everybody may read, and the one who asks does not mind to come across, about what the story is about, those
     * with the latest posts first.
     */
    static List<Story.RelatedThread> relatedThreads(DSLContext tx, Collection<String> tags, Viewer viewer, int most) {
        return tags.isEmpty()
                ? List.of()
                : tx.select(FORUM_THREAD.ID, FORUM_THREAD.TITLE)
                        .from(FORUM_THREAD)
                        .where(Visible.titledThreads(Viewer.GUEST))
                        .and(HiddenLabels.threads(viewer))
                        .and(exists(selectOne()
                                .from(THREAD_TAG)
                                .where(THREAD_TAG.THREAD_ID.eq(FORUM_THREAD.ID))
                                .and(THREAD_TAG.TAG_ID.in(tags))))
                        .orderBy(FORUM_THREAD.LAST_POST_AT.desc(), FORUM_THREAD.ID.desc())
                        .limit(most)
                        .fetch(row ->
                                new Story.RelatedThread(row.value1(), row.value2(), "/api/v1/threads/" + row.value1()));
    }

    private static Map<Field<?>, Object> allowed(Consent.Terms terms) {
        return Map.of(
                STORY_PUBLICATION.AUDIENCE, terms.audience(),
                STORY_PUBLICATION.INDEXABLE, terms.indexable(),
                STORY_PUBLICATION.ATTRIBUTION, terms.attribution(),
                STORY_PUBLICATION.CONSENT_UNTIL, terms.until());
    }

    private static SelectConditionStep<? extends Record> rows(DSLContext tx, Condition condition) {
        var named = field(STORY_PUBLICATION.ATTRIBUTION.ne("none").and(STORY_REVISION.ATTRIBUTION_NAME.isNotNull()));
        return tx.select(
                        STORY_PUBLICATION.STORY_ID,
                        STORY_REVISION.TITLE,
                        STORY_REVISION.HTML,
                        STORY_REVISION.PLAIN_TEXT,
                        STORY_REVISION.ATTRIBUTION_NAME,
                        STORY_ATTRIBUTION.PATTERN,
                        DIAGNOSIS_LABEL.LABEL,
                        STORY_PUBLICATION.DIAGNOSIS,
                        STORY_PUBLICATION.STAGE,
                        STORY_PUBLICATION.TOPICS,
                        STORY_PUBLICATION.ROLE,
                        STORY_PUBLICATION.TREATED_FROM,
                        STORY_PUBLICATION.TREATED_TO,
                        STORY_PUBLICATION.NATION,
                        STORY_PUBLICATION.PUBLISHED_AT,
                        STORY_PUBLICATION.REVISED_AT,
                        STORY_PUBLICATION.INDEXABLE,
                        QUOTES,
                        LIKES)
                .from(STORY_PUBLICATION)
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                .join(STORY_ATTRIBUTION)
                .on(STORY_ATTRIBUTION.ROLE.eq(STORY_PUBLICATION.ROLE))
                .and(STORY_ATTRIBUTION.NAMED.eq(named))
                .join(DIAGNOSIS_LABEL)
                .on(DIAGNOSIS_LABEL.TAG_ID.eq(STORY_PUBLICATION.DIAGNOSIS))
                .where(condition);
    }

    private static Story story(Record row) {
        var plain = row.get(STORY_REVISION.PLAIN_TEXT);
        var publishedAt = row.get(STORY_PUBLICATION.PUBLISHED_AT);
        var revisedAt = row.get(STORY_PUBLICATION.REVISED_AT);
        var from = row.get(STORY_PUBLICATION.TREATED_FROM);
        return new Story(
                row.get(STORY_PUBLICATION.STORY_ID),
                row.get(STORY_REVISION.TITLE),
                Vocabulary.attribution(
                        row.get(STORY_ATTRIBUTION.PATTERN),
                        row.get(DIAGNOSIS_LABEL.LABEL),
                        row.get(STORY_REVISION.ATTRIBUTION_NAME)),
                new Story.Shown(
                        row.get(STORY_PUBLICATION.DIAGNOSIS),
                        row.get(STORY_PUBLICATION.STAGE),
                        List.of(row.get(STORY_PUBLICATION.TOPICS)),
                        row.get(STORY_PUBLICATION.ROLE),
                        from == null ? null : new Story.Treated(from, row.get(STORY_PUBLICATION.TREATED_TO)),
                        row.get(STORY_PUBLICATION.NATION)),
                row.get(QUOTES).map(mapping((start, end) -> StoryText.PullQuote.in(plain, start, end))),
                row.get(LIKES),
                publishedAt,
                revisedAt.equals(publishedAt) ? null : revisedAt,
                Optional.of(row.get(STORY_REVISION.HTML)),
                Optional.of(plain),
                Optional.of(row.get(STORY_PUBLICATION.INDEXABLE)));
    }

    /** @param diagnoses one of these */
    record Query(
            Optional<List<String>> diagnoses, Optional<String> stage, Optional<String> topic, Optional<String> role) {}

    /** What readers get now. */
    record Live(int number, String href, Instant publishedAt, Instant revisedAt, Instant consentUntil) {}
}
