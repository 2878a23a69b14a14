package waymark.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import waymark.benchmark.Rounds.Figures;

/** Shown while it is made, and kept as text and as a table with a figure in each line. */
final class Report {

    private final List<String> text = new ArrayList<>();
    private final List<String> table = new ArrayList<>(List.of("part,callers,key,figure,value"));

    void line(String line) {
        System.out.println(line);
        text.add(line);
    }

    void fact(String part, String figure, Number value) {
        row(part, "", "", figure, value);
    }

    void figures(String part, int callers, Figures one) {
        row(part, "" + callers, one.key(), "count", one.count());
        row(part, "" + callers, one.key(), "per second", one.perSecond());
        row(part, "" + callers, one.key(), "per second in the worst turn", one.slowestRound());
        row(part, "" + callers, one.key(), "per second in the best turn", one.fastestRound());
        row(part, "" + callers, one.key(), "p50 ms", one.p50());
        row(part, "" + callers, one.key(), "p95 ms", one.p95());
        row(part, "" + callers, one.key(), "p99 ms", one.p99());
        row(part, "" + callers, one.key(), "bytes", one.bytes());
    }

    private void row(String part, String callers, String key, String figure, Number value) {
        table.add(String.join(",", quoted(part), callers, key, quoted(figure), value.toString()));
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    void write(Path textFile, Path tableFile) throws IOException {
        Files.write(textFile, text);
        Files.write(tableFile, table);
        System.out.println("written to " + textFile + " and " + tableFile);
    }
}
