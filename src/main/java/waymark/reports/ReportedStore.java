package waymark.reports;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.POST;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REVISION;
import static waymark.schema.Tables.THREAD_TAG;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.ids.ThreadId;
import waymark.platform.access.Viewer;
import waymark.visibility.Visible;

/** Each is read in one statement, so that the words are those of the version. Only what stands is there to be reported. */
final class ReportedStore {

    private static final Field<String[]> TAGS = DSL.array(select(THREAD_TAG.TAG_ID)
                    .from(THREAD_TAG)
                    .where(THREAD_TAG.THREAD_ID.eq(FORUM_THREAD.ID))
                    .orderBy(THREAD_TAG.TAG_ID))
            .as("tags");

    private ReportedStore() {}

    static Optional<Reported> findPost(DSLContext tx, PostId id, Viewer viewer) {
        return tx.select(POST.AUTHOR_ID, POST.VERSION, POST.MARKDOWN, POST.HTML)
                .from(POST)
                .join(FORUM_THREAD)
                .on(FORUM_THREAD.ID.eq(POST.THREAD_ID))
                .where(POST.ID.eq(id))
                .and(Visible.posts(viewer))
                .and(Visible.standingPost())
                .and(Visible.listedThreads(viewer))
                .fetchOptional(mapping((author, version, markdown, html) -> new Reported(
                        Target.of(id),
                        author,
                        version,
                        Optional.empty(),
                        List.of(),
                        Optional.of(markdown),
                        Optional.of(html))));
    }

    static Optional<Reported> findThread(DSLContext tx, ThreadId id, Viewer viewer) {
        return tx.select(
                        FORUM_THREAD.AUTHOR_ID,
                        FORUM_THREAD.VERSION,
                        FORUM_THREAD.TITLE,
                        TAGS,
                        POST.MARKDOWN,
                        POST.HTML)
                .from(FORUM_THREAD)
                .leftJoin(POST)
                .on(POST.THREAD_ID.eq(FORUM_THREAD.ID))
                .and(POST.NUMBER.eq(1))
                .and(Visible.standingPost())
                .where(FORUM_THREAD.ID.eq(id))
                .and(Visible.threads(viewer))
                .and(Visible.listedThreads(viewer))
                .fetchOptional(mapping((author, version, title, tags, markdown, html) -> new Reported(
                        Target.of(id),
                        author,
                        version,
                        Optional.of(title),
                        Arrays.asList(tags),
                        Optional.ofNullable(markdown),
                        Optional.ofNullable(html))));
    }

    /** The text that readers get, which may be older than the one that its author works on. */
    static Optional<Reported> findStory(DSLContext tx, StoryId id, Viewer viewer, Instant now) {
        return tx.select(
                        STORY.AUTHOR_ID,
                        STORY_PUBLICATION.REVISION,
                        STORY_REVISION.TITLE,
                        STORY_PUBLICATION.TOPICS,
                        STORY_PUBLICATION.DIAGNOSIS,
                        STORY_REVISION.MARKDOWN,
                        STORY_REVISION.HTML)
                .from(STORY_PUBLICATION)
                .join(STORY)
                .on(STORY.ID.eq(STORY_PUBLICATION.STORY_ID))
                .join(STORY_REVISION)
                .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                .where(STORY_PUBLICATION.STORY_ID.eq(id))
                .and(Visible.stories(viewer, now))
                .fetchOptional(mapping((author, number, title, topics, diagnosis, markdown, html) -> new Reported(
                        Target.of(id),
                        author,
                        number,
                        Optional.of(title),
                        tags(topics, diagnosis),
                        Optional.of(markdown),
                        Optional.of(html))));
    }

    static Optional<Reported> findMember(DSLContext tx, String username, Viewer viewer) {
        return tx.select(ACCOUNT.ID, ACCOUNT.USERNAME)
                .from(ACCOUNT)
                .where(lower(ACCOUNT.USERNAME).eq(username.toLowerCase(Locale.ROOT)))
                .and(Visible.members(viewer))
                .fetchOptional(mapping((id, name) -> new Reported(
                        Target.of(id), id, 1, Optional.of(name), List.of(), Optional.empty(), Optional.empty())));
    }

    private static List<String> tags(String[] topics, String diagnosis) {
        var tags = new TreeSet<>(Arrays.asList(topics));
        tags.add(diagnosis);
        return List.copyOf(tags);
    }
}
