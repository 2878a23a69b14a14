package waymark.benchmark;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import waymark.TestForum;
import waymark.platform.db.Database;
import waymark.testing.Client;

/** How long searches take over HTTP in a forum with a million posts, and whether the index of words is used for them. */
final class SearchFigures {

    private static final int POSTS = Integer.getInteger("figures.posts", 1_000_000);
    private static final int IN_A_THREAD = 10;
    private static final int AT_ONCE = 10_000;
    private static final int WORDS = 50_000;
    private static final int WORDS_OF_A_POST = 40;
    private static final int ROUNDS = 40;

    /** Three posts in ten have it. The other words are used the less, the later they come. */
    private static final String COMMON = "fatigue";

    private SearchFigures() {}

    public static void main(String[] arguments) throws Exception {
        try (var large = new LargeForum(Path.of(System.getProperty("figures.data", "/tmp/waymark-figures")))) {
            large.fill();
            if (arguments.length > 0 && arguments[0].equals("stay")) { System.out.println(large.settings()); Thread.sleep(Long.MAX_VALUE); }
            measure(TestForum.on(large.settings()));
        }
    }

    private static void measure(TestForum forum) {
        forum.start();
        try {
            var kinds = kinds();
            for (int i = 0; i < 5; i++) {
                for (var kind : kinds.values()) {
                    var unused = search(forum.guest(), kind.get(i));
                }
            }
            var all = new ArrayList<Double>();
            for (var kind : kinds.entrySet()) {
                long before = scans(forum.db());
                var times = new ArrayList<Double>();
                for (int i = 0; i < ROUNDS; i++) {
                    var who = i % 2 == 0 ? forum.guest() : forum.bob();
                    times.add(search(who, kind.getValue().get(i)));
                }
                all.addAll(times);
                System.out.printf(
                        Locale.ROOT,
                        "%s: p50 %.1f ms, p95 %.1f ms; %d scans of the index of words in %d searches%n",
                        kind.getKey(),
                        percentile(times, 50),
                        percentile(times, 95),
                        scans(forum.db()) - before,
                        ROUNDS);
            }
            System.out.printf(
                    Locale.ROOT,
                    "all %d searches: p50 %.1f ms, p95 %.1f ms%n",
                    all.size(),
                    percentile(all, 50),
                    percentile(all, 95));
        } finally {
            forum.stop();
        }
    }

    private static Map<String, List<String>> kinds() {
        var kinds = new LinkedHashMap<String, List<String>>();
        kinds.put("a common word", queries(i -> COMMON + "&limit=" + (10 + i % 11)));
        kinds.put("a rare word", queries(i -> word(30_000 + 331 * i)));
        kinds.put("a word in between", queries(i -> word(3 + 7 * i)));
        kinds.put("two words", queries(i -> word(5 + 3 * i) + "+" + word(2 + i)));
        kinds.put("a common and a rare word", queries(i -> COMMON + "+" + word(20_000 + 97 * i)));
        kinds.put("a phrase", queries(i -> encoded('"' + word(i % 8) + " " + word(1 + i % 5) + '"')));
        kinds.put(
                "a mistyped word",
                queries(i -> List.of("fatigeu", "hosptal", "dexamethasoen", "neutropeina")
                        .get(i % 4)));
        kinds.put("a common word in a category", queries(i -> COMMON + "&category=recovery&limit=" + (10 + i % 11)));
        kinds.put("a word in a category", queries(i -> word(40 + 5 * i) + "&category=recovery"));
        return kinds;
    }

    private static List<String> queries(IntFunction<String> each) {
        return IntStream.range(0, ROUNDS).mapToObj(each).toList();
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private static double search(Client who, String query) {
        long start = System.nanoTime();
        var unused = who.get("/search?q=" + query).expect(200);
        return (System.nanoTime() - start) / 1e6;
    }

    private static double percentile(List<Double> times, int percent) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    /** The same letters as {@code figures_word} makes. */
    private static String word(int number) {
        var letters = new StringBuilder("zo");
        for (int rest = number; rest > 0; rest /= 20) {
            letters.append("bcdfghjklmnpqrtvwxzk".charAt(rest % 20)).append('o');
        }
        return letters.append("zk").toString();
    }

    private static long scans(Database db) {
        return db.read(
                        tx -> tx.fetchSingle(
                                "select pg_stat_force_next_flush()::text, idx_scan from pg_stat_user_indexes where indexrelname = 'post_by_words'"))
                .get(1, Long.class);
    }
}
