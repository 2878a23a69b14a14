package waymark.operations;

import static java.util.Objects.requireNonNull;
import static waymark.operations.DemoContent.orNone;
import static waymark.operations.DemoContent.require;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import waymark.ids.StoryId;
import waymark.likes.StoryLikes;
import waymark.operations.DemoStories.DemoStep;
import waymark.operations.DemoStories.DemoStory;
import waymark.platform.access.Member;
import waymark.stories.StoryDesk;

/** The invented stories, which meet the same rules on their way as those that people write. */
public final class DemoBookshelf {

    private final StoryDesk desk;
    private final StoryLikes likes;

    public DemoBookshelf(StoryDesk desk, StoryLikes likes) {
        this.desk = desk;
        this.likes = likes;
    }

    /** What happens to them until now, in any order. */
    List<DemoEvent> events(DSLContext tx, DemoStories all, Instant now, Map<String, Member> members) {
        var events = new ArrayList<DemoEvent>();
        for (var story : all.stories()) {
            new Way(tx, story, now, members).addTo(events);
        }
        return events;
    }

    /** Of one story. */
    private final class Way {

        private final DSLContext tx;
        private final DemoStory story;
        private final Instant now;
        private final Map<String, Member> members;
        private final AtomicReference<StoryId> id = new AtomicReference<>();

        Way(DSLContext tx, DemoStory story, Instant now, Map<String, Member> members) {
            this.tx = tx;
            this.story = story;
            this.now = now;
            this.members = members;
        }

        void addTo(List<DemoEvent> events) {
            var author = require(members, story.author());
            events.add(new DemoEvent(now.minus(story.age()), () -> id.set(desk.begin(tx, author, story.text()))));
            orNone(story.steps())
                    .forEach(step -> events.add(new DemoEvent(now.minus(step.age()), () -> take(author, step))));
            addLikes(events);
        }

        /** Trickling in over the time since the last step. */
        private void addLikes(List<DemoEvent> events) {
            var likers = orNone(story.likes());
            if (likers.isEmpty()) {
                return;
            }
            var published =
                    orNone(story.steps()).get(orNone(story.steps()).size() - 1).age();
            var pause = published.dividedBy(likers.size() + 2L);
            for (int i = 0; i < likers.size(); i++) {
                var liker = require(members, likers.get(i));
                events.add(new DemoEvent(
                        now.minus(published).plus(pause.multipliedBy(i + 1L)), () -> likes.add(tx, liker, written())));
            }
        }

        private void take(Member author, DemoStep step) {
            var by = step.by() == null ? author : require(members, step.by());
            switch (step.step()) {
                case "consent" -> desk.consent(tx, written(), by, requireNonNull(story.consent()));
                case "submit" -> desk.submit(tx, written(), by);
                case "agree" -> desk.agree(tx, written(), by);
                case "amend" ->
                    desk.amend(tx, written(), by, requireNonNull(step.message()), requireNonNull(step.changes()));
                case "return" ->
                    desk.giveBack(tx, written(), by, requireNonNull(step.reason()), requireNonNull(step.message()));
                case "approve" -> desk.approve(tx, written(), by);
                case "publish" -> desk.publish(tx, written(), by);
                default -> throw new IllegalStateException("the demo content knows no step " + step.step());
            }
        }

        private StoryId written() {
            return requireNonNull(id.get());
        }
    }
}
