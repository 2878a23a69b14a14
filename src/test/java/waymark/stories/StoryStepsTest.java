package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Every state by every actor by every step, as {@code story-steps.txt} has it. */
class StoryStepsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final List<String> STATES = List.of(
            "draft",
            "submitted",
            "in-review",
            "changes-requested",
            "awaiting-author",
            "approved",
            "scheduled",
            "published",
            "declined",
            "withdrawn",
            "archived");

    /** Stories that nothing has happened to since they were brought there, by author and state. */
    private static final Map<String, String> UNTOUCHED = new HashMap<>();

    private final Storyteller told = new Storyteller(forum);

    static Stream<Row> rows() {
        return table().stream();
    }

    @BeforeAll
    static void somebodyIsCloseToAlice() {
        forum.alice();
        forum.signedIn("close", Role.MODERATOR)
                .put("/me/recusals/alice", Map.of("kind", "friend"))
                .expect(200);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachStepIsAnsweredAsTheTableSays(Row row) {
        var answered = new ArrayList<Integer>();
        for (var state : STATES) {
            answered.add(answer(row, state));
        }
        assertEquals(row.expected, answered, row.toString());
    }

    @Test
    void everyStepOfAnAuthorAndOfTheTeamIsInTheTable() {
        var rows = table();
        for (var action : StoryAction.values()) {
            var actor = action.actor();
            if (actor == StoryAction.Actor.NOBODY) {
                continue;
            }
            var who = actor == StoryAction.Actor.AUTHOR ? "author" : "reviewer";
            assertEquals(
                    1,
                    rows.stream()
                            .filter(row -> row.action.equals(action.code()) && row.actor.equals(who))
                            .count(),
                    action.code());
        }
        assertEquals(
                STATES, Arrays.stream(StoryState.values()).map(StoryState::code).toList());
    }

    private int answer(Row row, String state) {
        var author = row.actor.equals("staff-author") ? forum.signedIn("staff-author", Role.MODERATOR) : forum.alice();
        var key = row.actor.equals("staff-author") + state;
        var id = UNTOUCHED.computeIfAbsent(key, unused -> told.inState(author, state));
        var answer = send(row.action, actor(row.actor), id);
        if (answer.status() < 300 && !row.action.equals("read") && !row.action.equals("manuscript")) {
            UNTOUCHED.remove(key);
        }
        return answer.status();
    }

    private Client actor(String name) {
        return switch (name) {
            case "author" -> forum.alice();
            case "staff-author", "close" -> forum.signedIn(name, Role.MODERATOR);
            case "reviewer" -> told.reviewer();
            case "colleague" -> forum.signedIn("colleague", Role.MODERATOR);
            case "member" -> forum.bob();
            case "guest" -> forum.guest();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Answer send(String action, Client actor, String id) {
        var path = "/stories/" + id;
        var any = Storyteller.any(actor);
        return switch (action) {
            case "read" -> actor.get(path);
            case "manuscript" -> actor.get(path + "/manuscript");
            case "originals" -> actor.get(path + "/sealed-originals");
            case "edit" -> any.patch(path, Map.of("title", "Another title"));
            case "submit" -> any.put(path + "/submission");
            case "take-back" -> actor.delete(path + "/submission");
            case "agree" -> actor.put(path + "/agreement", Map.of("hash", hash(id)));
            case "consent" -> actor.put(path + "/consent", Storyteller.consent("forum"));
            case "withdraw" -> actor.delete(path + "/consent");
            case "delete" -> any.delete(path);
            case "take-up" -> any.put(path + "/review");
            case "hand-back" -> any.delete(path + "/review");
            case "return" -> any.put(path + "/return", Storyteller.verdict());
            case "decline" -> any.put(path + "/decline", Storyteller.verdict());
            case "amend" -> any.put(path + "/edit", Storyteller.edit("Edited once more"));
            case "approve" -> any.put(path + "/approval", Map.of("hash", hash(id)));
            case "schedule" ->
                any.put(
                        path + "/schedule",
                        Map.of(
                                "publishAt",
                                forum.clock().instant().plus(Duration.ofDays(2)).toString()));
            case "unschedule" -> any.delete(path + "/schedule");
            case "publish" -> any.put(path + "/publication");
            case "archive" -> any.put(path + "/removal", Storyteller.verdict());
            case "redact" -> actor.post(path + "/redactions", Map.of("words", "kettle", "reason", "recognisable"));
            case "note-copy" -> actor.post(path + "/copies", Map.of("scope", "forum", "place", "The notice board"));
            default -> throw new IllegalArgumentException(action);
        };
    }

    private String hash(String id) {
        return told.hash(id);
    }

    private static List<Row> table() {
        try (var in = Objects.requireNonNull(StoryStepsTest.class.getResourceAsStream("/story-steps.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Row(String action, String actor, List<Integer> expected) {

        static Row of(String line) {
            var cells = line.strip().split(" +", -1);
            return new Row(
                    cells[0],
                    cells[1],
                    Arrays.stream(cells).skip(2).map(Integer::valueOf).toList());
        }

        @Override
        public String toString() {
            return action + " by " + actor;
        }
    }
}
