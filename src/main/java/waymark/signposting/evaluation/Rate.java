package waymark.signposting.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * So many of so many.
 *
 * @param rate null when there was nothing to count
 * @param low lower end of the Wilson interval at 95 percent
 * @param high upper end of it
 */
@JsonInclude
public record Rate(
        int hits,
        int of,
        @Nullable Double rate,
        @Nullable Double low,
        @Nullable Double high) {

    /** The 97.5 percent point of the normal distribution. */
    private static final double Z = 1.959964;

    public static Rate of(long hits, long of) {
        if (of == 0) {
            return new Rate(0, 0, null, null, null);
        }
        double p = (double) hits / of;
        double z2 = Z * Z;
        double centre = (p + z2 / (2 * of)) / (1 + z2 / of);
        double half = Z * Math.sqrt(p * (1 - p) / of + z2 / (4.0 * of * of)) / (1 + z2 / of);
        return new Rate((int) hits, (int) of, p, Math.max(0, centre - half), Math.min(1, centre + half));
    }

    @Override
    public String toString() {
        return rate == null ? "-" : String.format(Locale.ROOT, "%d/%d %.3f [%.3f, %.3f]", hits, of, rate, low, high);
    }
}
