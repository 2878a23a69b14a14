package waymark.stories;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.Ids;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;

/**
 * Takes words out of stories everywhere at once, because they show who somebody is. It is the one change of a text that
 * does not wait for its author's agreement: it only takes away, and whoever is named cannot wait. The author is told, and
 * can take the story back.
 */
final class Redactions {

    private static final String REMOVED = "[removed]";

    private final Database db;
    private final Steps steps;
    private final Announcements announcements;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Redactions(Database db, Steps steps, Announcements announcements, Audit audit, Ids ids, Clock clock) {
        this.db = db;
        this.steps = steps;
        this.announcements = announcements;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes the words out of every text of the story, titles and pull quotes too. What was said before is sealed for staff
     * for some days.
     *
     * @param words letter by letter as in the Markdown
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST, INVALID_VALUE
     */
    StoryStore.Row redact(DSLContext tx, StoryId id, Member moderator, String words, String reason) {
        var story = steps.holdForTeam(tx, id, moderator);
        if (words.isBlank()) {
            throw Problem.invalidValue("/words", "There are no words in this yet.");
        }
        if (StepStore.reasons(tx).stream().noneMatch(known -> known.reason().equals(reason))) {
            throw Problem.invalidValue("/reason", "There is no reason of this name.");
        }
        var redaction = ids.uuid();
        var now = clock.instant();
        var deleteAfter = now.plus(Duration.ofDays(StoryStore.settings(tx).sealedDays()));
        RedactionStore.insert(tx, redaction, id, moderator.id(), reason, now);
        var changed = TextStore.all(tx, id).stream()
                .filter(text -> isIn(text.words(), words))
                .toList();
        if (changed.isEmpty()) {
            throw Problem.invalidValue("/words", "These words are in no text of this story, letter by letter.");
        }
        for (var text : changed) {
            var without = without(text, words);
            if (text.sealed()) {
                RedactionStore.seal(tx, redaction, text, deleteAfter);
            }
            TextStore.takeOut(tx, id, text, without);
        }
        if (story.published()) {
            announcements.changed(tx, id);
        }
        return steps.take(tx, story, Taken.by(moderator, StoryAction.REDACT).because(reason));
    }

    /**
     * What the story said before. That somebody has read it is in the audit log.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST
     */
    List<RedactionStore.Original> originals(StoryId id, Member moderator) {
        return db.write(tx -> {
            var story = steps.holdForTeam(tx, id, moderator);
            var originals = RedactionStore.originals(tx, story.id(), clock.instant());
            audit.record(tx, AuditEntry.by(moderator, "story-originals-read", "story", id.value()));
            return originals;
        });
    }

    private static boolean isIn(StoryText.Words text, String words) {
        return text.title().contains(words) || text.markdown().contains(words) || isInName(text, words);
    }

    private static boolean isInName(StoryText.Words text, String words) {
        return text.attributionName() != null && text.attributionName().contains(words);
    }

    private static Composed without(StoryText text, String words) {
        var before = text.words();
        var title = before.title().replace(words, REMOVED);
        var markdown = before.markdown().replace(words, REMOVED);
        if (title.codePointCount(0, title.length()) > StoryText.Words.LONGEST_TITLE
                || markdown.codePointCount(0, markdown.length()) > StoryText.Words.LONGEST_TEXT) {
            throw Problem.invalidValue("/words", "These stand in too many places; give more of the words around them.");
        }
        var after = before.saying(title, markdown);
        // A name with a hole in it says less than none.
        return Composed.keeping(isInName(before, words) ? after.unnamed() : after, text.pullQuotes());
    }
}
