package waymark.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.access.Member;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * How much of the hardest a moderator has had. For the moderator, to go easy on themselves; it says nothing about their work.
 *
 * @param p0Claimed cases of the highest priority that they have taken in this shift
 * @param p0Cap after how many of those other people's turn comes
 * @param breakAdvised whether they have been at it for long without a pause
 * @param away whether they have stepped away
 */
public record Wellbeing(int p0Claimed, int p0Cap, boolean capReached, boolean breakAdvised, boolean away) {

    /** Somebody who does nothing for so long has had a pause. */
    private static final Duration PAUSE = Duration.ofMinutes(30);

    static Wellbeing of(DSLContext tx, Member moderator, Instant now) {
        var settings = WellbeingStore.settings(tx);
        int claimed = WellbeingStore.countP0(tx, moderator.id(), now.minus(settings.shift()));
        return new Wellbeing(
                claimed,
                settings.p0Cap(),
                claimed >= settings.p0Cap(),
                isDueABreak(tx, moderator.id(), settings.breakAfter(), now),
                WellbeingStore.isAway(tx, moderator.id(), now));
    }

    /**
     * Lets somebody take a case who is there. Call while holding {@link WellbeingStore#lock}.
     *
     * @throws Problem YOU_ARE_AWAY
     */
    static void requireHere(DSLContext tx, Member moderator, Instant now) {
        if (WellbeingStore.isAway(tx, moderator.id(), now)) {
            throw ProblemType.YOU_ARE_AWAY.because(
                    "You have stepped away, and the others look after the cases. Say that you are back when you feel like it.");
        }
    }

    /**
     * Lets somebody take one more of the most urgent cases; one that they have had in this shift is not one more. Call while
     * holding {@link WellbeingStore#lock}.
     *
     * @throws Problem CASE_CAP_REACHED
     */
    static void requireRoom(DSLContext tx, Member moderator, CaseId id, Instant now) {
        var settings = WellbeingStore.settings(tx);
        var since = now.minus(settings.shift());
        if (WellbeingStore.countOtherP0(tx, moderator.id(), id, since) >= settings.p0Cap()) {
            throw ProblemType.CASE_CAP_REACHED.because(
                    "You have had a lot of the hardest cases today. Please leave this one to a colleague if there is one.");
        }
    }

    private static boolean isDueABreak(DSLContext tx, AccountId moderator, Duration after, Instant now) {
        // Far enough back that an unbroken row of events that reaches there is long enough.
        var acts =
                WellbeingStore.acts(tx, moderator, now.minus(after).minus(PAUSE).minus(PAUSE));
        return !Duration.between(beginOfWork(acts, now), acts.isEmpty() ? now : acts.get(0))
                .minus(after)
                .isNegative();
    }

    /** @param acts the latest first */
    private static Instant beginOfWork(List<Instant> acts, Instant now) {
        var begin = now;
        for (var act : acts) {
            if (act.plus(PAUSE).isBefore(begin)) {
                break;
            }
            begin = act;
        }
        return begin;
    }
}
