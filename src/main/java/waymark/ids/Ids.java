package waymark.ids;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes new ids: UUIDs of version 7, so that ids made later by one server sort later. */
public final class Ids {

    private final TimeBasedEpochGenerator generator;

    public Ids(Clock clock) {
        this.generator = new TimeBasedEpochGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                // Not millis(), which divides by zero on a clock that ticks in microseconds.
                return clock.instant().toEpochMilli();
            }
        });
    }

    public UUID uuid() {
        return generator.generate();
    }

    public AccountId account() {
        return new AccountId(uuid());
    }

    public ThreadId thread() {
        return new ThreadId(uuid());
    }

    public PostId post() {
        return new PostId(uuid());
    }

    /** Not {@code case()}: that is a word of Java's own. */
    public CaseId moderationCase() {
        return new CaseId(uuid());
    }

    public SubmissionId submission() {
        return new SubmissionId(uuid());
    }

    public WatchedWordId watchedWord() {
        return new WatchedWordId(uuid());
    }

    public ReviewRuleId reviewRule() {
        return new ReviewRuleId(uuid());
    }

    public DecisionId decision() {
        return new DecisionId(uuid());
    }

    public StoryId story() {
        return new StoryId(uuid());
    }

    public SessionId session() {
        return new SessionId(uuid());
    }
}
