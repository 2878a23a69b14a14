package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StoryDocumentTest {

    private static final Path DOCUMENT = Path.of("api-docs/stories.md");

    @Test
    void theTableOfStepsInTheDocumentIsTheOneThatTheForumGoesBy() throws IOException {
        var rows = Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.startsWith("| step |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(StoryDocumentTest::withoutRequest)
                .collect(Collectors.joining("\n"));
        assertEquals(String.join("\n", expected()), rows);
    }

    /** How to ask for a step, in the last column, is written by hand. */
    private static String withoutRequest(String row) {
        return row.substring(0, row.lastIndexOf('|', row.length() - 2) + 1);
    }

    private static List<String> expected() {
        var rows = new ArrayList<String>();
        for (var action : StoryAction.values()) {
            var from = new LinkedHashMap<String, EnumSet<StoryState>>();
            for (var state : StoryState.values()) {
                action.leadsFrom(state)
                        .ifPresent(to -> from.computeIfAbsent(
                                        to == state ? "stays" : code(to), unused -> EnumSet.noneOf(StoryState.class))
                                .add(state));
            }
            from.forEach((to, states) ->
                    rows.add("| `" + action.code() + "` | " + who(action) + " | " + names(states) + " | " + to + " |"));
        }
        return rows;
    }

    private static String who(StoryAction action) {
        return switch (action.actor()) {
            case AUTHOR -> "author";
            case REVIEWER -> "team";
            case NOBODY -> "-";
        };
    }

    private static String names(EnumSet<StoryState> states) {
        var missing = EnumSet.complementOf(states);
        if (missing.isEmpty()) {
            return "any";
        }
        if (missing.size() == 1) {
            return "any but "
                    + missing.stream().map(StoryDocumentTest::code).findFirst().orElseThrow();
        }
        return Arrays.stream(StoryState.values())
                .filter(states::contains)
                .map(StoryDocumentTest::code)
                .collect(Collectors.joining(", "));
    }

    private static String code(StoryState state) {
        return "`" + state.code() + "`";
    }
}
