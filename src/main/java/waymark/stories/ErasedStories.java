package waymark.stories;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_COPY;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REMINDER;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.STORY_STEP;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Fate;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;

/**
 * What becomes of the stories of somebody who leaves for good. Drafts and everything that was not published goes in any case.
 * A published one goes too, or stays without a name for as long as its consent lasts: there is nobody left to ask again.
 */
public final class ErasedStories {

    private static final int AT_ONCE = 20;

    private final StoryConsents consents;
    private final Announcements announcements;
    private final Clock clock;

    ErasedStories(StoryConsents consents, Announcements announcements, Clock clock) {
        this.consents = consents;
        this.announcements = announcements;
        this.clock = clock;
    }

    public Batch erase(DSLContext tx, AccountId author, Fate fate, Optional<String> after) {
        var next = tx.select(STORY.ID)
                .from(STORY)
                .where(STORY.AUTHOR_ID.eq(author))
                .and(place(after).map(STORY.ID::gt).orElse(DSL.noCondition()))
                .orderBy(STORY.ID)
                .limit(AT_ONCE)
                .fetch(STORY.ID);
        for (var id : next) {
            var story = StoryStore.lock(tx, id, clock.instant()).orElseThrow();
            if (fate.keepsWords() && story.published()) {
                unname(tx, story);
            } else if (!story.deleted()) {
                consents.erase(tx, story);
            }
            tx.deleteFrom(STORY_REMINDER).where(STORY_REMINDER.STORY_ID.eq(id)).execute();
            StepStore.eraseMessages(tx, id);
        }
        return next.size() < AT_ONCE
                ? Batch.last(next.size())
                : new Batch(next.size(), Optional.of(next.get(next.size() - 1).toString()));
    }

    /** Takes out of all stories, and of where they were used, what leads to the person. */
    public Batch clearTexts(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var from = place(after);
        var ids = tx.select(STORY.ID)
                .from(STORY)
                .where(from.map(STORY.ID::gt).orElse(DSL.noCondition()))
                .orderBy(STORY.ID)
                .limit(Batch.SIZE)
                .fetch(STORY.ID);
        var suspects = tx.selectDistinct(STORY_REVISION.STORY_ID)
                .from(STORY_REVISION)
                .where(STORY_REVISION.STORY_ID.in(ids))
                .and(traces.mayBeIn(
                        List.of(STORY_REVISION.TITLE, STORY_REVISION.MARKDOWN, STORY_REVISION.ATTRIBUTION_NAME)))
                .orderBy(STORY_REVISION.STORY_ID)
                .fetch(STORY_REVISION.STORY_ID);
        int changed = 0;
        for (var id : suspects) {
            changed += clear(tx, id, account, traces) ? 1 : 0;
        }
        return new Batch(
                changed,
                ids.size() < Batch.SIZE
                        ? Optional.empty()
                        : Optional.of(ids.get(ids.size() - 1).toString()));
    }

    public Batch clearCopies(DSLContext tx, AccountId account, Traces traces, Optional<String> after) {
        var theirs = exists(
                selectOne().from(STORY).where(STORY.ID.eq(STORY_COPY.STORY_ID)).and(STORY.AUTHOR_ID.eq(account)));
        return new Sweep(STORY_COPY, STORY_COPY.ID, List.of(new Sweep.Column(STORY_COPY.PLACE, 500)), theirs)
                .run(tx, traces, after);
    }

    /** What moderators wrote to authors about their stories. */
    public Batch clearSteps(DSLContext tx, Traces traces) {
        int changed = 0;
        for (var step : tx.select(STORY_STEP.STORY_ID, STORY_STEP.NUMBER, STORY_STEP.MESSAGE)
                .from(STORY_STEP)
                .where(traces.mayBeIn(List.of(STORY_STEP.MESSAGE)))
                .orderBy(STORY_STEP.STORY_ID, STORY_STEP.NUMBER)
                .forUpdate()
                .fetch()) {
            var cleared = traces.without(step.value3(), false, 4_000);
            if (!cleared.equals(step.value3())) {
                tx.update(STORY_STEP)
                        .set(STORY_STEP.MESSAGE, cleared)
                        .where(STORY_STEP.STORY_ID.eq(step.value1()))
                        .and(STORY_STEP.NUMBER.eq(step.value2()))
                        .execute();
                changed++;
            }
        }
        return Batch.last(changed);
    }

    /** What others' stories said before words were taken out of them. */
    public Batch clearOriginals(DSLContext tx, Traces traces) {
        return Batch.last(RedactionStore.clear(tx, traces));
    }

    /** The stories that are there. */
    public int count(DSLContext tx, AccountId author) {
        return tx.fetchCount(STORY, STORY.AUTHOR_ID.eq(author).and(STORY.DELETED_AT.isNull()));
    }

    /** Those of them that readers see. */
    public int countPublished(DSLContext tx, AccountId author) {
        return tx.fetchCount(tx.selectOne()
                .from(STORY_PUBLICATION)
                .join(STORY)
                .on(STORY.ID.eq(STORY_PUBLICATION.STORY_ID))
                .where(STORY.AUTHOR_ID.eq(author)));
    }

    /** Words of stories, so that a check can look for them afterwards; of published ones only when they go too. */
    public Set<String> someWords(DSLContext tx, AccountId author, Fate fate, int most) {
        var words = new HashSet<String>();
        for (var row : tx.select(STORY_REVISION.PLAIN_TEXT, STORY_REVISION.TITLE)
                .from(STORY_REVISION)
                .join(STORY)
                .on(STORY.ID.eq(STORY_REVISION.STORY_ID))
                .where(STORY.AUTHOR_ID.eq(author))
                .and(fate.keepsWords() ? DSL.not(isPublished()) : DSL.noCondition())
                .limit(most)
                .fetch()) {
            words.add(row.value1());
            words.add(row.value2());
        }
        return words;
    }

    /** Only what readers see stays of it, and it is told without a name. */
    private void unname(DSLContext tx, StoryStore.Row story) {
        var id = story.id();
        var live = PublicationStore.requireRevision(tx, id);
        TextStore.eraseAllBut(tx, id, live);
        RedactionStore.erase(tx, id);
        var text = TextStore.require(tx, id, live);
        if (text.words().attributionName() != null) {
            TextStore.takeOut(tx, id, text, Composed.keeping(text.words().unnamed(), text.pullQuotes()));
        }
        if (PublicationStore.unname(tx, id) || text.words().attributionName() != null) {
            announcements.changed(tx, id);
        }
    }

    private boolean clear(DSLContext tx, StoryId id, AccountId account, Traces traces) {
        var story = StoryStore.lock(tx, id, clock.instant()).orElseThrow();
        boolean changed = false;
        for (var text : TextStore.all(tx, id)) {
            var before = text.words();
            var after = before.saying(
                    traces.without(before.title(), story.isOf(account), StoryText.Words.LONGEST_TITLE),
                    traces.without(before.markdown(), story.isOf(account), StoryText.Words.LONGEST_TEXT));
            if (StoryText.Words.isNamed(before.attributionName(), traces)) {
                after = after.unnamed();
            }
            if (!after.equals(before)) {
                TextStore.takeOut(tx, id, text, Composed.keeping(after, text.pullQuotes()));
                changed = true;
            }
        }
        if (changed && story.published()) {
            announcements.changed(tx, id);
        }
        return changed;
    }

    private static Optional<StoryId> place(Optional<String> after) {
        return after.filter(text -> !text.isEmpty()).map(text -> new StoryId(UUID.fromString(text)));
    }

    private static Condition isPublished() {
        return exists(
                selectOne().from(STORY_PUBLICATION).where(STORY_PUBLICATION.STORY_ID.eq(STORY_REVISION.STORY_ID)));
    }
}
