package waymark.platform.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client would like to get, from its header Accept (RFC 9110). Nobody is refused because of it: whoever asks for
 * nothing that there is gets JSON, as everywhere else.
 */
public final class Accepted {

    private static final String JSON = "application/json";

    private Accepted() {}

    /** Whether it would rather have this type than JSON. Where both are as welcome, the one that it names is meant. */
    public static boolean prefers(Context ctx, String type) {
        Answers.negotiated(ctx);
        var header = Optional.ofNullable(ctx.header("Accept")).orElse("*/*").toLowerCase(Locale.ROOT);
        var ranges = Arrays.stream(header.split(",", -1)).map(Range::of).toList();
        var wanted = best(ranges, type);
        var json = best(ranges, JSON);
        if (wanted.quality == 0 || wanted.quality < json.quality) {
            return false;
        }
        return wanted.quality > json.quality || wanted.precision() > json.precision();
    }

    /** What counts for a type is the range that names it most precisely, not the one with the most quality. */
    private static Range best(List<Range> ranges, String type) {
        return ranges.stream()
                .filter(range -> range.covers(type))
                .max(Comparator.comparing(Range::precision))
                .orElse(Range.NONE);
    }

    /** @param quality from 0, not wanted at all, to 1 */
    private record Range(String type, double quality) {

        static final Range NONE = new Range("", 0);

        static Range of(String text) {
            var parts = text.split(";", -1);
            var quality = Arrays.stream(parts)
                    .skip(1)
                    .map(String::strip)
                    .filter(parameter -> parameter.startsWith("q="))
                    .findFirst()
                    .map(parameter -> quality(parameter.substring(2)))
                    .orElse(1.0);
            return new Range(parts[0].strip(), quality);
        }

        private static double quality(String text) {
            return text.matches("(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(text) : 0;
        }

        boolean covers(String wanted) {
            return type.equals(wanted)
                    || type.equals("*/*")
                    || (type.endsWith("/*") && wanted.startsWith(type.substring(0, type.length() - 1)));
        }

        int precision() {
            return type.equals("*/*") ? 1 : type.endsWith("/*") ? 2 : type.isEmpty() ? 0 : 3;
        }
    }
}
