package waymark.stories.hints;

/**
 * Something found in a passage.
 *
 * @param start in the reading of the passage
 * @param end exclusive
 */
record Find(HintKind kind, int start, int end) {

    boolean overlaps(Find other) {
        return start < other.end && other.start < end;
    }
}
