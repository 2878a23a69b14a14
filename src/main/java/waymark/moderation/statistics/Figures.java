package waymark.moderation.statistics;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import waymark.cases.Priority;

/**
 * How moderation is going, for moderators.
 *
 * @param from first day, in London
 * @param to last day
 * @param byPriority of the cases that were opened in that time, also again
 * @param backlog what is open now
 * @param decisions that were made in that time, by what was decided
 * @param reports that were made in that time, by their reason
 */
record Figures(
        LocalDate from,
        LocalDate to,
        List<ForPriority> byPriority,
        List<Waiting> backlog,
        List<Count> decisions,
        Appeals appeals,
        List<Count> reports) {

    /**
     * @param priority that a case was opened with
     * @param opened a case that is opened again counts again
     * @param breached how many of those nobody looked at in time
     * @param firstLook minutes until somebody took, decided, postponed or passed on a case; empty where nobody has yet
     * @param resolution minutes until the end
     */
    record ForPriority(
            Priority priority, int opened, int breached, Optional<Minutes> firstLook, Optional<Minutes> resolution) {}

    /** @param p90 what nine in ten needed at the most */
    record Minutes(double median, double p90) {}

    /** How many are not resolved, by how long ago they were opened. */
    record Waiting(Priority priority, int underOneHour, int underOneDay, int underOneWeek, int older) {}

    record Count(String name, int count) {}

    /** Of those that were made in that time. */
    record Appeals(int made, int open, int confirmed, int overturned) {}

    /**
     * How much of what is hard to read one moderator has had in the last seven days.
     *
     * @param sensitiveCases taken, of the kinds that are blurred first
     * @param p0Cases taken
     */
    record Exposure(String moderator, int sensitiveCases, int p0Cases, int decisions) {}
}
