package waymark.stories.hints;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import waymark.gate.matching.PersonalData;

/** How many of the hints that are expected in invented stories are given, and how many others. */
final class Score {

    private static final Path FOLDER = Path.of("src", "test", "resources", "waymark", "stories", "hints");
    private static final ObjectMapper JSON = new ObjectMapper();
    static final PersonalData.Known KNOWN = new PersonalData.Known(
            Set.of("08082080888"), Set.of("support@bloodcancer.org.uk"), Set.of("bloodcancer.org.uk"));

    private final String file;
    private final Map<HintKind, int[]> counts = new EnumMap<>(HintKind.class);
    private final List<String> misses = new ArrayList<>();
    private int stories;
    private int clean;

    private Score(String file) {
        this.file = file;
    }

    static Score of(String file) throws IOException {
        var score = new Score(file);
        for (var line : Files.readAllLines(FOLDER.resolve(file + ".jsonl"))) {
            score.add(JSON.readTree(line));
        }
        return score;
    }

    int stories() {
        return stories;
    }

    int clean() {
        return clean;
    }

    double recall() {
        return (double) total(0) / (total(0) + total(1));
    }

    int falsePositives() {
        return total(2);
    }

    Set<HintKind> kinds() {
        var kinds = new HashSet<HintKind>();
        counts.forEach((kind, count) -> {
            if (count[0] + count[1] > 0) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    static Manuscript manuscript(JsonNode story) {
        var diagnoses = new HashSet<String>();
        story.path("diagnoses").forEach(tag -> diagnoses.add(tag.asText()));
        return new Manuscript(
                story.path("title").asText(),
                story.path("text").asText(),
                text(story, "name"),
                diagnoses,
                text(story, "username"),
                text(story, "email"),
                KNOWN);
    }

    static String cutOut(Manuscript story, Hint hint) {
        var part = switch (hint.part()) {
            case TITLE -> story.title();
            case MARKDOWN -> story.markdown();
            case NAME -> story.name().orElseThrow();
            case USERNAME -> story.username().orElseThrow();
        };
        return part.substring(hint.start(), hint.end());
    }

    private void add(JsonNode line) {
        var story = manuscript(line);
        var expected = new ArrayList<Expected>();
        line.path("expect")
                .forEach(expect -> expected.add(new Expected(
                        HintKind.valueOf(expect.path("kind")
                                .asText()
                                .toUpperCase(Locale.ROOT)
                                .replace('-', '_')),
                        expect.path("text").asText())));
        stories++;
        clean += expected.isEmpty() ? 1 : 0;
        for (var hint : Hints.in(story)) {
            var found = new Expected(hint.kind(), cutOut(story, hint));
            var match = expected.stream().filter(one -> one.isMetBy(found)).findFirst();
            if (match.isPresent()) {
                expected.remove(match.get());
                count(hint.kind())[0]++;
            } else {
                count(hint.kind())[2]++;
                misses.add("%s not expected: %s".formatted(line.path("id").asText(), found));
            }
        }
        for (var missing : expected) {
            count(missing.kind())[1]++;
            misses.add("%s not found: %s".formatted(line.path("id").asText(), missing));
        }
    }

    private int[] count(HintKind kind) {
        return counts.computeIfAbsent(kind, unused -> new int[3]);
    }

    private int total(int column) {
        return counts.values().stream().mapToInt(count -> count[column]).sum();
    }

    private static Optional<String> text(JsonNode story, String field) {
        return Optional.of(story.path(field).asText()).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append("%s: %d stories, %d of them clean%n".formatted(file, stories, clean));
        text.append("%-32s %6s %6s %6s%n".formatted("kind", "found", "missed", "false"));
        counts.forEach((kind, count) ->
                text.append("%-32s %6d %6d %6d%n".formatted(kind.code(), count[0], count[1], count[2])));
        text.append("recall %.3f, false positives %d%n".formatted(recall(), falsePositives()));
        misses.forEach(miss -> text.append(miss).append('\n'));
        return text.toString();
    }

    /** @param text exactly as it stands in the story; of a claim, which may be cut in many ways, some of it is enough */
    private record Expected(HintKind kind, String text) {

        boolean isMetBy(Expected found) {
            if (kind != found.kind) {
                return false;
            }
            return kind == HintKind.MEDICAL_CLAIM
                    ? text.contains(found.text) || found.text.contains(text)
                    : text.equals(found.text);
        }
    }
}
