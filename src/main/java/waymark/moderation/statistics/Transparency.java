package waymark.moderation.statistics;

import java.time.LocalDate;

/**
 * What everybody may know of one quarter.
 *
 * @param cases that were opened, by what kind of trouble they were about
 * @param reports by their reason
 * @param decisions by what was decided
 * @param appeals that were made, by whether the decision was taken back
 * @param firstLookAtMostUrgent median of the minutes until somebody looked at a case of the highest priority
 */
record Transparency(
        String quarter,
        LocalDate from,
        LocalDate to,
        SmallNumbers.Table cases,
        SmallNumbers.Table reports,
        SmallNumbers.Table decisions,
        SmallNumbers.Table appeals,
        SmallNumbers.Median firstLookAtMostUrgent) {}
