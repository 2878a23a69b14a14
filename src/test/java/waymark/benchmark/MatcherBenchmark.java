package waymark.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import waymark.signposting.matching.Match;
import waymark.signposting.matching.Matcher;

/**
 * How long the matcher takes with the shipped rules: for posts from one line to the longest allowed, and for texts that are
 * made to be slow. Some four minutes:
 *
 * <pre>
 * mvn -q test-compile exec:exec -Dexec.executable=java -Dexec.classpathScope=test \
 *     -Dexec.args="-cp %classpath waymark.benchmark.MatcherBenchmark"
 * </pre>
 *
 * <p>A word behind the name of the class runs only the benchmarks that have it in their name: post, tail, hostile.
 */
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatcherBenchmark {

    public static void main(String... arguments) throws RunnerException {
        var which = arguments.length == 0 ? "" : arguments[0];
        var unused = new Runner(new OptionsBuilder()
                        .include(MatcherBenchmark.class.getName() + "\\..*" + which)
                        .build())
                .run();
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public List<Match> post(Rules rules, Post post) {
        return rules.matcher.match(post.text);
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public List<Match> tail(Rules rules) {
        return rules.matcher.match(rules.usual);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public List<Match> hostile(Rules rules, Hostile hostile) {
        return rules.matcher.match(hostile.text);
    }

    @State(Scope.Benchmark)
    public static class Rules {

        final Matcher matcher;
        final String usual = MatcherTexts.post(4_000);

        public Rules() {
            try {
                matcher = new Matcher(MatcherTexts.ruleBook());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @State(Scope.Benchmark)
    public static class Post {

        @Param({"200", "1000", "4000", "32000", "100000"})
        int length;

        String text = "";

        @Setup
        public void write() {
            text = MatcherTexts.post(length);
        }
    }

    @State(Scope.Benchmark)
    public static class Hostile {

        @Param({
            "one word",
            "one letter sentences",
            "one sentence",
            "denials",
            "phrase beginning",
            "phrase denied",
            "phrase that counts",
            "readings",
            "no spaces",
            "quotation marks",
            "quote openings",
            "quoted lines",
            "digits",
            "numbers",
            "zero-width",
            "accents out of order",
            "Arabic ligatures",
            "emoji",
            "blanks"
        })
        String kind = "";

        String text = "";

        @Setup
        public void write() {
            text = MatcherTexts.hostile(kind, MatcherTexts.HOSTILE_LENGTH);
        }
    }
}
