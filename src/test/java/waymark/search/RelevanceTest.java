package waymark.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;

/** How much of what should be found is among the first ten, and how far up the first of it stands. */
class RelevanceTest {

    private static final double LEAST_RECALL = 0.95;
    private static final double LEAST_RANK = 0.95;

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    @Test
    void judgedSearchesFindWhatTheyShould() {
        lines("forum.txt").forEach(this::write);
        var judged = lines("judged.txt");
        assertTrue(judged.size() >= 60);
        double recall = 0;
        double rank = 0;
        for (var line : judged) {
            var cells = line.split("\\|", -1);
            var wanted = Set.of(cells[1].strip().split(" "));
            var found = find(cells[0].strip());
            long hits = found.stream().filter(wanted::contains).count();
            int first = 0;
            while (first < found.size() && !wanted.contains(found.get(first))) {
                first++;
            }
            recall += (double) hits / wanted.size();
            rank += first < found.size() ? 1.0 / (first + 1) : 0;
            if (hits < wanted.size() || first > 0) {
                System.out.printf(Locale.ROOT, "%s: wanted %s, found %s%n", cells[0].strip(), wanted, found);
            }
        }
        recall /= judged.size();
        rank /= judged.size();
        System.out.printf(
                Locale.ROOT, "%d judged searches: recall at 10 %.3f, MRR %.3f%n", judged.size(), recall, rank);
        assertTrue(recall >= LEAST_RECALL, "recall at 10 is " + recall);
        assertTrue(rank >= LEAST_RANK, "MRR is " + rank);
    }

    private void write(String line) {
        var cells = line.split("\\|", -1);
        if (cells[0].equals("post")) {
            var id = forum.reply(forum.bob(), Objects.requireNonNull(ids.get(cells[2])), cells[4]);
            names.put(id, cells[1]);
            return;
        }
        var body = Map.of("title", cells[3], "category", cells[2], "tags", List.of("patient"), "markdown", cells[4]);
        var id = forum.alice().post("/threads", body).expect(201).text("/thread/id");
        names.put(id, cells[1]);
        ids.put(cells[1], id);
    }

    private List<String> find(String words) {
        var answer = forum.guest()
                .get("/search?type=thread,post&limit=10&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .expect(200);
        return StreamSupport.stream(answer.at("/items").spliterator(), false)
                .map(each -> Objects.requireNonNull(names.get(each.path("id").asText())))
                .toList();
    }

    private static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(RelevanceTest.class.getResourceAsStream("/search/" + file))) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
