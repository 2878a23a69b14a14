package waymark.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import waymark.TestForum;
import waymark.platform.db.Database;
import waymark.testing.Client;

/**
 * How long searches take in a large forum: over HTTP and, beside them, the statements alone; and the plan of one of each kind.
 * api-docs/search.md says how it is run.
 */
final class SearchFigures {

    private static final int ROUNDS = Integer.getInteger("figures.rounds", 200);
    private static final int WARMING_UP = 20;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private SearchFigures() {}

    public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
        try (var large = new LargeForum(Path.of(System.getProperty("figures.data", "target/figures")))) {
            large.fill();
            if (ROUNDS > 0) {
                measure(TestForum.on(large.settings()));
            } else {
                // For looking around in it.
                Thread.currentThread().join();
            }
        }
    }

    private static void measure(TestForum forum) {
        forum.start();
        try {
            var reader = Optional.of(forum.member("reader-" + System.currentTimeMillis()));
            var kinds = kinds();
            kinds.values()
                    .forEach(kind -> kind.subList(0, Math.min(ROUNDS, WARMING_UP))
                            .forEach(search -> {
                                double unused = search.ask(forum.port(), reader);
                            }));
            System.out.printf(
                    Locale.ROOT,
                    "%-45s %8s %8s %8s  %8s %8s %8s%n",
                    "",
                    "HTTP p50",
                    "p95",
                    "p99",
                    "SQL p50",
                    "p95",
                    "p99");
            var plans = new LinkedHashMap<String, String>();
            var allAsked = new ArrayList<Double>();
            var allRun = new ArrayList<Double>();
            kinds.forEach((name, searches) -> {
                var asked = new ArrayList<Double>();
                var run = new ArrayList<Double>();
                for (int i = 0; i < searches.size(); i++) {
                    asked.add(searches.get(i).ask(forum.port(), i % 2 == 0 ? Optional.empty() : reader));
                    run.add(searches.get(i).run(forum.db()).milliseconds());
                }
                print(name, asked, run);
                allAsked.addAll(asked);
                allRun.addAll(run);
                plans.put(name, searches.get(0).run(forum.db()).plan(forum.db()));
            });
            print("all of them", allAsked, allRun);
            plans.forEach((name, plan) -> System.out.println("\n" + name + "\n" + plan));
        } finally {
            forum.stop();
        }
    }

    private static void print(String name, List<Double> asked, List<Double> run) {
        System.out.printf(
                Locale.ROOT,
                "%-45s %8.1f %8.1f %8.1f  %8.1f %8.1f %8.1f%n",
                name,
                percentile(asked, 50),
                percentile(asked, 95),
                percentile(asked, 99),
                percentile(run, 50),
                percentile(run, 95),
                percentile(run, 99));
    }

    private static Map<String, List<Search>> kinds() {
        var chance = new SplittableRandom(7);
        int first = LargeForum.firstSought();
        IntFunction<String> common = i -> LargeForum.word(first + chance.nextInt(60));
        IntFunction<String> between = i -> LargeForum.word(300 + chance.nextInt(2_700));
        IntFunction<String> rare = i -> LargeForum.word(20_000 + chance.nextInt(29_000));
        var kinds = new LinkedHashMap<String, List<Search>>();
        kinds.put("the most common word (3 posts in 10)", searches(i -> LargeForum.COMMON));
        kinds.put("a common word (4 in 100)", searches(common));
        kinds.put("a word in between (3 in 100 to 3 in 1,000)", searches(between));
        kinds.put("a rare word (below 5 in 10,000)", searches(rare));
        kinds.put("two words", searches(i -> common.apply(i) + " " + between.apply(i)));
        kinds.put("the most common and a rare word", searches(i -> LargeForum.COMMON + " " + rare.apply(i)));
        kinds.put(
                "a phrase of two common words",
                searches(i -> '"' + LargeForum.word(first + i % 60) + " "
                        + LargeForum.word(first + (i + 1 + i / 60) % 60) + '"'));
        kinds.put(
                "a mistyped word",
                searches(i -> List.of("fatigeu", "hosptal", "dexamethasoen", "neutropeina")
                        .get(i % 4)));
        kinds.put("the most common word, in a category", inACategory(i -> LargeForum.COMMON));
        kinds.put("a common word, in a category", inACategory(common));
        kinds.put("a word in between, in a category", inACategory(between));
        return kinds;
    }

    private static List<Search> searches(IntFunction<String> words) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(i -> new Search(words.apply(i), Optional.empty()))
                .toList();
    }

    private static List<Search> inACategory(IntFunction<String> words) {
        return IntStream.range(0, ROUNDS)
                .mapToObj(i -> new Search(words.apply(i), Optional.of("recovery")))
                .toList();
    }

    private static double percentile(List<Double> times, int percent) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private record Search(String words, Optional<String> category) {

        /** Without a look at the contract, which takes longer than many a search. */
        double ask(int port, Optional<Client> who) {
            var filter = category.map(id -> "&category=" + id).orElse("");
            var path = "/api/v1/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8) + filter;
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
            who.ifPresent(reader -> request.header("Authorization", "Bearer " + reader.token()));
            long start = System.nanoTime();
            try {
                int status = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException(words + " is answered with " + status);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return (System.nanoTime() - start) / 1e6;
        }

        Statements run(Database db) {
            return Statements.of(db, words, category);
        }
    }
}
