package waymark.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.monitor.Monitor;
import org.apache.lucene.monitor.MonitorConfiguration;
import org.apache.lucene.monitor.MonitorQuery;
import org.apache.lucene.monitor.QueryMatch;
import org.apache.lucene.monitor.TermFilteredPresearcher;
import org.apache.lucene.queries.intervals.IntervalQuery;
import org.apache.lucene.search.Query;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import waymark.signposting.matching.Match;
import waymark.signposting.matching.Matcher;
import waymark.signposting.matching.Reading;
import waymark.signposting.matching.RuleBook;

/**
 * What else could look for the phrases of the rule book: RE2/J, the regular expressions of the JDK, Lucene's interval
 * queries. Each is given the same {@value #MOST} phrases and a post of 4,000 characters. Ours reads the raw text and the
 * others get it in words and sentences; nobody judges what was found. The command is that of {@link MatcherBenchmark}, with
 * this class's name; "agree" behind it shows instead whether they find the same.
 */
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MatcherTrials {

    private static final int MOST = 300;
    private static final String FIELD = "text";

    public static void main(String... arguments) throws IOException, RunnerException {
        if (arguments.length > 0 && arguments[0].equals("agree")) {
            agree();
            return;
        }
        var unused = new Runner(new OptionsBuilder()
                        .include(MatcherTrials.class.getName() + "\\..*")
                        .jvmArgsAppend("-Xmx1g")
                        .build())
                .run();
    }

    @Benchmark
    public List<Match> ours(Post post, Ours ours) {
        return ours.matcher.match(post.text);
    }

    @Benchmark
    public List<Integer> re2jEach(Post post, Re2j re2j) {
        return re2j.found(post.words);
    }

    @Benchmark
    public int re2jAllInOne(Post post, Re2j re2j) {
        var matcher = re2j.all.matcher(post.words);
        int found = 0;
        while (matcher.find()) {
            found++;
        }
        return found;
    }

    @Benchmark
    public List<Integer> jdkEach(Post post, Jdk jdk) {
        return jdk.found(post.words);
    }

    @Benchmark
    public int jdkAllInOne(Post post, Jdk jdk) {
        var matcher = jdk.all.matcher(post.words);
        int found = 0;
        while (matcher.find()) {
            found++;
        }
        return found;
    }

    @Benchmark
    public List<Integer> luceneMemoryIndex(Post post, Lucene lucene) {
        return lucene.found(post.words);
    }

    @Benchmark
    public List<Integer> luceneMonitor(Post post, Lucene lucene) {
        return lucene.monitored(post.words);
    }

    @State(Scope.Benchmark)
    public static class Post {

        @Param({"ordinary", "phrase beginning"})
        String kind = "ordinary";

        String text = "";
        String words = "";

        @Setup
        public void write() {
            text = kind.equals("ordinary") ? MatcherTexts.post(4_000) : MatcherTexts.hostile(kind, 4_000);
            words = inWords(text);
        }
    }

    /** A sentence a line, a blank behind each word, and a sign at the end. */
    private static String inWords(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).replace("'", "").split("[.!?]+\\s+|\n\n", -1))
                .map(sentence -> sentence.replaceAll("[^a-z0-9]+", " ").strip() + " " + Sentences.END + "\n")
                .collect(Collectors.joining());
    }

    /** Every seventh or so of those that are plain enough, so that they come from all rules. */
    static List<TrialPhrase.Translated> phrases() {
        var book = book();
        var plain = book.rules().values().stream()
                .flatMap(rule -> rule.phrases().lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .flatMap(line -> TrialPhrase.translate(line, book.lists()).stream())
                .toList();
        var chosen = new ArrayList<TrialPhrase.Translated>();
        for (int i = 0; i < Math.min(MOST, plain.size()); i++) {
            chosen.add(plain.get((int) ((long) i * plain.size() / Math.min(MOST, plain.size()))));
        }
        return chosen;
    }

    private static RuleBook book() {
        try {
            return MatcherTexts.ruleBook();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @State(Scope.Benchmark)
    public static class Ours {

        final Matcher matcher;

        public Ours() {
            var book = book();
            var cues = new LinkedHashMap<>(book.cues());
            cues.replaceAll((cue, phrases) -> "");
            var rules = new LinkedHashMap<String, RuleBook.Rule>();
            for (var phrase : phrases()) {
                rules.put(
                        "" + rules.size(),
                        new RuleBook.Rule(List.of("signpost"), Reading.ALWAYS, false, phrase.written()));
            }
            matcher = new Matcher(new RuleBook(book.lists(), "", "", "", "", cues, rules));
        }

        List<Integer> found(String text) {
            return matcher.match(text).stream()
                    .map(match -> Integer.valueOf(match.rule()))
                    .toList();
        }
    }

    @State(Scope.Benchmark)
    public static class Re2j {

        final List<com.google.re2j.Pattern> each = phrases().stream()
                .map(phrase -> com.google.re2j.Pattern.compile(phrase.regex()))
                .toList();
        final com.google.re2j.Pattern all = com.google.re2j.Pattern.compile(allInOne());

        List<Integer> found(String words) {
            var found = new ArrayList<Integer>();
            for (int i = 0; i < each.size(); i++) {
                if (each.get(i).matcher(words).find()) {
                    found.add(i);
                }
            }
            return found;
        }
    }

    @State(Scope.Benchmark)
    public static class Jdk {

        final List<Pattern> each = phrases().stream()
                .map(phrase -> Pattern.compile(phrase.regex()))
                .toList();
        final Pattern all = Pattern.compile(allInOne());

        List<Integer> found(String words) {
            var found = new ArrayList<Integer>();
            for (int i = 0; i < each.size(); i++) {
                if (each.get(i).matcher(words).find()) {
                    found.add(i);
                }
            }
            return found;
        }
    }

    /** This finds places, but cannot say which phrase is there, nor two at one place. */
    private static String allInOne() {
        return phrases().stream().map(TrialPhrase.Translated::regex).collect(Collectors.joining("|"));
    }

    @State(Scope.Benchmark)
    public static class Lucene {

        private final Analyzer analyzer = new SentenceAnalyzer();
        private final List<Query> queries = phrases().stream()
                .map(phrase -> (Query) new IntervalQuery(FIELD, phrase.intervals()))
                .toList();
        private final Monitor monitor;

        public Lucene() {
            try {
                monitor = new Monitor(analyzer, new TermFilteredPresearcher(), new MonitorConfiguration());
                var all = new ArrayList<MonitorQuery>();
                for (var query : queries) {
                    all.add(new MonitorQuery("" + all.size(), query));
                }
                monitor.register(all);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<Integer> found(String words) {
            var index = new MemoryIndex();
            index.addField(FIELD, words, analyzer);
            var searcher = index.createSearcher();
            var found = new ArrayList<Integer>();
            try {
                for (int i = 0; i < queries.size(); i++) {
                    if (searcher.count(queries.get(i)) > 0) {
                        found.add(i);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return found;
        }

        /** Its purging keeps a thread that would outlive us. */
        @TearDown
        public void close() throws IOException {
            monitor.close();
        }

        List<Integer> monitored(String words) {
            var document = new Document();
            document.add(new TextField(FIELD, words, Field.Store.NO));
            try {
                return monitor.match(document, QueryMatch.SIMPLE_MATCHER).getMatches().stream()
                        .map(match -> Integer.valueOf(match.getQueryId()))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class SentenceAnalyzer extends Analyzer {

        @Override
        protected TokenStreamComponents createComponents(String field) {
            var words = new WhitespaceTokenizer();
            return new TokenStreamComponents(words, new Sentences(words));
        }
    }

    /** Puts a sentence out of reach of the one before: where {@link #END} stands. */
    private static final class Sentences extends TokenFilter {

        static final String END = "/";

        private static final int APART = 100;

        private final CharTermAttribute word = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);

        Sentences(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            boolean apart = false;
            while (input.incrementToken()) {
                if (!END.contentEquals(word)) {
                    step.setPositionIncrement(apart ? APART : 1);
                    return true;
                }
                apart = true;
            }
            return false;
        }
    }

    private static void agree() throws IOException {
        var ours = new Ours();
        var re2j = new Re2j();
        var jdk = new Jdk();
        var lucene = new Lucene();
        var phrases = phrases();
        var ways = new LinkedHashMap<String, Function<Post, List<Integer>>>();
        ways.put("ours", post -> ours.found(post.text));
        ways.put("RE2/J", post -> re2j.found(post.words));
        ways.put("JDK", post -> jdk.found(post.words));
        ways.put("Lucene", post -> lucene.found(post.words));
        ways.put("Lucene monitor", post -> lucene.monitored(post.words));
        System.out.println(phrases.size() + " phrases");
        for (var kind : List.of("ordinary", "phrase beginning")) {
            var post = new Post();
            post.kind = kind;
            post.write();
            Map<Integer, List<String>> by = new HashMap<>();
            ways.forEach((name, way) -> way.apply(post)
                    .forEach(found -> by.computeIfAbsent(found, unused -> new ArrayList<>())
                            .add(name)));
            System.out.println(kind + ": " + by.size() + " phrases found by any");
            for (int found : new TreeSet<>(by.keySet())) {
                if (by.getOrDefault(found, List.of()).size() < ways.size()) {
                    System.out.println("  only by " + by.get(found) + ": "
                            + phrases.get(found).written());
                }
            }
        }
        lucene.close();
    }
}
