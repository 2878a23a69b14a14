package waymark.following;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** "I am answering this": one supporter at a time, for as long as writing takes. */
public final class AnswerClaims {

    /** Whoever is still writing says so again. */
    static final Duration LEASE = Duration.ofMinutes(30);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));

    private final Database db;
    private final Clock clock;

    public AnswerClaims(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Says that this supporter is answering. Saying it again begins the half hour anew.
     *
     * @throws Problem NOT_FOUND, NOT_WAITING for this supporter, BEING_ANSWERED while somebody else is
     */
    AnswerClaim claim(Member supporter, ThreadId thread) {
        return db.write(tx -> {
            requireListed(tx, thread, supporter);
            requireWaiting(tx, thread, supporter);
            var now = clock.instant();
            AnswerClaimStore.claim(tx, thread, supporter.id(), now, now.plus(LEASE));
            var claim = Objects.requireNonNull(
                    of(tx, supporter, List.of(thread), now).get(thread));
            if (!claim.mine()) {
                throw beingAnswered(claim, now);
            }
            return claim;
        });
    }

    /**
     * Gives it back. Doing it again, and where it is somebody else's, changes nothing.
     *
     * @throws Problem NOT_FOUND
     */
    void giveBack(Member supporter, ThreadId thread) {
        db.run(tx -> {
            requireListed(tx, thread, supporter);
            AnswerClaimStore.end(tx, thread, supporter.id());
        });
    }

    /** Who is answering these threads at this moment, with one query for all of them; to supporters only. */
    public static Map<ThreadId, AnswerClaim> of(
            DSLContext tx, Member supporter, Collection<ThreadId> threads, Instant now) {
        return threads.isEmpty() ? Map.of() : AnswerClaimStore.of(tx, threads, supporter.id(), now);
    }

    /** Whoever has replied is no longer about to. */
    public static void replied(DSLContext tx, AccountId author, ThreadId thread) {
        AnswerClaimStore.end(tx, thread, author);
    }

    private static void requireListed(DSLContext tx, ThreadId thread, Member supporter) {
        if (!FollowingStore.isListed(tx, thread, Viewer.of(supporter))) {
            throw Problem.notFound();
        }
    }

    private static void requireWaiting(DSLContext tx, ThreadId thread, Member supporter) {
        if (!AnswerClaimStore.isAwaiting(tx, thread, supporter.id())) {
            throw ProblemType.NOT_WAITING.because("Somebody has answered this already, or it is yours.");
        }
    }

    private static Problem beingAnswered(AnswerClaim claim, Instant now) {
        return ProblemType.BEING_ANSWERED
                .because("Somebody else is answering this until " + TIME.format(claim.endsAt()) + ", UK time.")
                .retryAfter(Duration.between(now, claim.endsAt()).plusNanos(999_999_999));
    }
}
