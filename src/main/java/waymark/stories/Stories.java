package waymark.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import waymark.ids.Ids;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Examination;
import waymark.signposting.Examined;
import waymark.signposting.Matches;

/** What authors do with their stories, but for what they allow to be done with them: that is {@link StoryConsents}. */
final class Stories {

    private static final int SHORTEST_TITLE = 3;

    private final Database db;
    private final Steps steps;
    private final Matches matches;
    private final Ids ids;
    private final Clock clock;

    Stories(Database db, Steps steps, Matches matches, Ids ids, Clock clock) {
        this.db = db;
        this.steps = steps;
        this.matches = matches;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins a draft, which only its author sees.
     *
     * @throws Problem INVALID_VALUE
     */
    Written begin(DSLContext tx, Member author, JsonNode given) {
        var change = new StoryChange(given);
        var words = change.appliedTo(StoryText.Words.NONE);
        Vocabulary.requireKnown(tx, "", words);
        var text = Composed.of(words, change.pullQuotes().orElse(List.of()), "");
        var examination = examine(words);
        var id = ids.story();
        StoryStore.insert(tx, id, author.id(), clock.instant());
        TextStore.insert(tx, id, 1, text, author.id(), clock.instant());
        var begun = StoryStore.find(tx, id, clock.instant()).orElseThrow();
        return new Written(steps.begin(tx, begun, author), examination);
    }

    /**
     * Changes the newest text. What readers see stays as it is. A text that was handed on stays too: the changed one is
     * another.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, GONE, STALE_VERSION, STEP_NOT_POSSIBLE, INVALID_VALUE
     */
    Written change(StoryId id, Member author, Versions.Expected expected, JsonNode patch) {
        return db.write(tx -> {
            var story = steps.holdMine(tx, id, author);
            expected.require(story.version());
            var to = steps.leadsTo(story, StoryAction.EDIT);
            var change = new StoryChange(patch);
            var present = TextStore.require(tx, id, story.revision());
            var words = change.appliedTo(present.words());
            Vocabulary.requireKnown(tx, "", words);
            var text = composed(change, present, words);
            int number = write(tx, story, present, text, author);
            var examination = examine(words);
            var changed = to == story.state()
                    ? steps.touch(tx, story, number)
                    : steps.take(tx, story, Taken.by(author, StoryAction.EDIT).to(number));
            return new Written(changed, examination);
        });
    }

    /**
     * Sends a story to the team. Its author agrees with it to the text as it is.
     *
     * @throws Problem NOT_FOUND, NOT_ALLOWED, GONE, STALE_VERSION, STEP_NOT_POSSIBLE, INVALID_VALUE naming all that is
     *     missing, CONSENT_NEEDED
     */
    Written submit(StoryId id, Member author, Versions.Expected expected) {
        return db.write(tx -> submit(tx, id, author, expected));
    }

    Written submit(DSLContext tx, StoryId id, Member author, Versions.Expected expected) {
        var story = steps.holdMine(tx, id, author);
        expected.require(story.version());
        steps.requirePossible(story, StoryAction.SUBMIT);
        var text = TextStore.require(tx, id, story.revision());
        requireWhole(text.words());
        StoryConsents.requireLive(tx, id, "forum", clock.instant());
        if (!text.editorId().equals(author.id()) && !text.agreed()) {
            throw ProblemType.AGREEMENT_NEEDED.because("Somebody has edited it since you last agreed to it.");
        }
        TextStore.seal(tx, id, text.number());
        ApprovalStore.agree(tx, id, text, clock.instant());
        var examination = examine(text.words());
        matches.keep(tx, id, author.id(), examination);
        return new Written(steps.take(tx, story, Taken.by(author, StoryAction.SUBMIT)), examination);
    }

    /** @throws Problem NOT_FOUND, NOT_ALLOWED, GONE, STEP_NOT_POSSIBLE */
    StoryStore.Row takeBack(StoryId id, Member author) {
        return db.write(tx -> steps.take(tx, steps.holdMine(tx, id, author), Taken.by(author, StoryAction.TAKE_BACK)));
    }

    /**
     * Agrees to what somebody else has made of the text.
     *
     * @param hash of the text that the author has read
     * @throws Problem NOT_FOUND, NOT_ALLOWED, GONE, STEP_NOT_POSSIBLE, TEXT_CHANGED
     */
    StoryStore.Row agree(StoryId id, Member author, String hash) {
        return db.write(tx -> agree(tx, id, author, hash));
    }

    StoryStore.Row agree(DSLContext tx, StoryId id, Member author, String hash) {
        var story = steps.holdMine(tx, id, author);
        steps.requirePossible(story, StoryAction.AGREE);
        var text = requireNewest(tx, story, hash);
        ApprovalStore.agree(tx, id, text, clock.instant());
        return steps.take(tx, story, Taken.by(author, StoryAction.AGREE));
    }

    /** The last changed first. */
    Page<StoryStore.Row> of(Member author, Paging paging) {
        return db.read(tx -> StoryStore.page(tx, author.id(), paging, clock.instant()));
    }

    /**
     * Its texts, the newest first; to its author and to the team.
     *
     * @throws Problem NOT_FOUND, GONE, CONFLICT_OF_INTEREST
     */
    Page<StoryText> revisions(StoryId id, Member reader, Paging paging) {
        return steps.read(
                db,
                id,
                reader,
                (tx, story) -> story.isOf(reader.id())
                        ? TextStore.page(tx, id, paging).map(text -> text.toAuthor(reader))
                        : TextStore.pageOfSent(tx, id, paging));
    }

    /** @throws Problem TEXT_CHANGED when the hash belongs to another text */
    static StoryText requireNewest(DSLContext tx, StoryStore.Row story, String hash) {
        var text = TextStore.require(tx, story.id(), story.revision());
        if (!text.hash().equals(hash)) {
            throw ProblemType.TEXT_CHANGED.because("There is a newer text of this story. Please read that one first.");
        }
        return text;
    }

    /** The changed text; pull quotes that stay have to be in it still. */
    private static Composed composed(StoryChange change, StoryText present, StoryText.Words words) {
        var quotes = change.pullQuotes()
                .orElseGet(() -> present.pullQuotes().stream()
                        .map(StoryText.PullQuote::text)
                        .toList());
        return Composed.of(words, quotes, "");
    }

    /** @return the number of the text */
    private int write(DSLContext tx, StoryStore.Row story, StoryText present, Composed text, Member author) {
        if (!present.sealed() && present.editorId().equals(author.id())) {
            TextStore.replace(tx, story.id(), present.number(), text, clock.instant());
            return present.number();
        }
        TextStore.insert(tx, story.id(), present.number() + 1, text, author.id(), clock.instant());
        return present.number() + 1;
    }

    private Examination examine(StoryText.Words words) {
        return matches.examine(Examined.opening(words.title(), words.markdown()));
    }

    private static void requireWhole(StoryText.Words words) {
        var missing = new ArrayList<FieldError>();
        if (words.title().codePointCount(0, words.title().length()) < SHORTEST_TITLE) {
            missing.add(FieldError.body("/title", "This needs at least " + SHORTEST_TITLE + " characters."));
        }
        if (words.markdown().isBlank()) {
            missing.add(FieldError.body("/markdown", "There are no words in this yet."));
        }
        if (words.diagnosis() == null) {
            missing.add(FieldError.body("/diagnosis", "Please choose one; a broad one will do."));
        }
        if (words.role() == null) {
            missing.add(FieldError.body("/role", "Please choose one."));
        }
        if (!missing.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because("Something is missing before it can be sent.", missing);
        }
    }

    /** @param examination what came of looking at it; for its author only */
    record Written(StoryStore.Row story, Examination examination) {}
}
