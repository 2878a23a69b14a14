package waymark.stories.facets;

/**
 * One year or several.
 *
 * @param to inclusive; the same as {@code from} where it is one year
 */
public record Years(int from, int to) {

    private static final int BAND = 5;

    public static Years only(int year) {
        return new Years(year, year);
    }

    /** The five years in which that year lies, such as 2021 to 2025. */
    public static Years around(int year) {
        int from = Math.floorDiv(year - 1, BAND) * BAND + 1;
        return new Years(from, from + BAND - 1);
    }
}
