package waymark.signposting;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.cases.CaseCategory;
import waymark.cases.Cases;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.ids.PostId;
import waymark.ids.StoryId;
import waymark.ids.SubmissionId;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.signposting.matching.Match;

/** What was found in what people wrote, and who is told. Of the text itself nothing is kept here. */
public final class Matches {

    /** How long the author of a post is shown what it brought up; at exactly seven days it is gone. */
    static final Duration SHOWN = Duration.ofDays(7);

    private static final int MOST_AT_ONCE = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final Logger log = LoggerFactory.getLogger(Matches.class);

    /** Tier 1: what a moderator should see soon. */
    private static final Map<String, Priority> URGENT =
            Map.of("crisis-mh", Priority.P0, "emergency-999", Priority.P0, "car-t-team-now", Priority.P1);

    private final Database db;
    private final Examiner examiner;
    private final Cases cases;
    private final Ids ids;
    private final Clock clock;
    private volatile UUID lookedAt = BEFORE_ALL;

    public Matches(Database db, Examiner examiner, Cases cases, Ids ids, Clock clock) {
        this.db = db;
        this.examiner = examiner;
        this.cases = cases;
        this.ids = ids;
        this.clock = clock;
    }

    /** Looks at a text that somebody is posting. Best before anything is locked. */
    public Examination examine(String text) {
        return examiner.examine(text);
    }

    /** Keeps what came of looking at a post, and raises a case when moderators should look too. */
    public void keep(DSLContext tx, PostId post, AccountId author, Examination examination) {
        keep(tx, Target.of(post), author, examination);
    }

    /** The same for words that wait until a moderator has looked. */
    public void keep(DSLContext tx, SubmissionId submission, AccountId author, Examination examination) {
        keep(tx, Target.of(submission), author, examination);
    }

    /** The same for a story that is sent to the team. */
    public void keep(DSLContext tx, StoryId story, AccountId author, Examination examination) {
        keep(tx, Target.of(story), author, examination);
    }

    /**
     * What was found in words that waited belongs to the post that they have become: its author goes on being shown it, and
     * nobody is told a second time.
     */
    public void move(DSLContext tx, SubmissionId submission, PostId post) {
        MatchStore.move(tx, Target.of(submission), Target.of(post));
    }

    /**
     * How soon moderators should see a text in which this was found; empty when it can wait. One that could not be looked
     * at cannot.
     */
    public Optional<Urgency> urgency(Examination examination) {
        if (!examination.checked()) {
            return Optional.of(new Urgency(Priority.P1, CaseCategory.RED_FLAG, false));
        }
        var urgent = examination.matches().stream()
                .filter(match -> URGENT.containsKey(match.signpost()))
                .toList();
        boolean crisis = urgent.stream().anyMatch(match -> match.signpost().equals("crisis-mh"));
        return urgent.stream()
                .flatMap(match -> Stream.ofNullable(URGENT.get(match.signpost())))
                .min(Priority::compareTo)
                .map(priority -> new Urgency(
                        priority,
                        crisis ? CaseCategory.CRISIS : CaseCategory.RED_FLAG,
                        urgent.stream().anyMatch(Match::page)));
    }

    /** What was found in these things of this author and is still to be shown to them. */
    List<MatchStore.Found> recent(DSLContext tx, AccountId author, Collection<UUID> targets) {
        return MatchStore.found(tx, author, targets, clock.instant().minus(SHOWN));
    }

    /** All that was ever found in what moderators look at. */
    List<MatchStore.Found> all(DSLContext tx, UUID target) {
        return MatchStore.found(tx, target);
    }

    /**
     * Looks again at posts that could not be looked at, as they are now. The case that was raised because of it stays;
     * what is found now raises it.
     *
     * @return how many are no longer waiting
     */
    public int lookAgain() {
        // One text that always fails must not keep the ones behind it waiting: each call goes on behind the last.
        var batch = db.read(tx -> MatchStore.waiting(tx, lookedAt, MOST_AT_ONCE));
        lookedAt = batch.size() < MOST_AT_ONCE
                ? BEFORE_ALL
                : batch.get(batch.size() - 1).id();
        int settled = 0;
        for (var waiting : batch) {
            var examination = examiner.examinePatiently(waiting.text());
            if (examination.checked() && db.write(tx -> settle(tx, waiting, examination))) {
                settled++;
            }
        }
        return settled;
    }

    /** How many posts are published that could not be looked at yet. */
    public int countWaiting() {
        return db.read(MatchStore::countWaiting);
    }

    /** Forgets a part of what was found in the words of one author; for as long as there is a next part. */
    public Batch erase(DSLContext tx, AccountId author) {
        return Batch.of(MatchStore.deleteSome(tx, author, Batch.SIZE));
    }

    public int count(DSLContext tx, AccountId author) {
        return MatchStore.count(tx, author);
    }

    private void keep(DSLContext tx, Target target, AccountId author, Examination examination) {
        if (examination.clear()) {
            return;
        }
        MatchStore.insert(tx, ids.uuid(), target, author, examination, clock.instant());
        if (examination.checked()) {
            raise(tx, target, author, examination);
        } else {
            log.warn("{} {} is taken unchecked", target.type().code(), target.id());
            cases.raise(tx, Raise.of(target, author, Source.SIGNPOSTING_FAILED, CaseCategory.RED_FLAG, Priority.P1));
        }
    }

    private boolean settle(DSLContext tx, MatchStore.Waiting waiting, Examination examination) {
        if (!MatchStore.settle(tx, waiting.id(), examination, clock.instant())) {
            return false;
        }
        raise(tx, waiting.target(), waiting.author(), examination);
        return true;
    }

    private void raise(DSLContext tx, Target target, AccountId author, Examination examination) {
        urgency(examination)
                .ifPresent(urgency -> cases.raise(
                        tx,
                        Raise.of(target, author, Source.SIGNPOSTING, urgency.category(), urgency.priority())
                                .paging(urgency.page())));
    }

    /**
     * @param category of the case that is raised because of it
     * @param page whether the certainty is high enough for the on-call pager
     */
    public record Urgency(Priority priority, CaseCategory category, boolean page) {}
}
