package waymark.moderation.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of a, b, c and so on, and what is published of them and of their sum; a star is left out. */
class SmallNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "nothing at all,                                 0 0 0,      0 0 0 = 0",
        "large ones and none,                            12 0 5,     12 0 5 = 17",
        "two small ones,                                 3 1 20,     * * 20 = *",
        "two of one each that the sum would tell,        1 1 0,      * * 0 = *",
        "a single small one takes the next smallest,     4 30 9 0,   * 30 * 0 = *",
        "of equals it takes one,                         2 7 7,      * * 7 = *",
        "a single small one and nothing beside it,       4 0 0,      * 0 0 = *",
        "one alone,                                      1,          * = *",
        "the smallest that is told,                      5,          5 = 5",
    })
    void areLeftOut(String when, String counts, String published) {
        var named = new LinkedHashMap<String, Integer>();
        for (var count : counts.split(" ", -1)) {
            named.put(String.valueOf((char) ('a' + named.size())), Integer.valueOf(count));
        }
        var table = SmallNumbers.of(named);
        var cells = table.cells().stream()
                .map(cell -> cell.suppressed() ? "*" : String.valueOf(cell.count()))
                .collect(Collectors.joining(" "));
        var total = table.total();
        assertEquals(published, cells + " = " + (total.suppressed() ? "*" : String.valueOf(total.count())), when);
    }
}
