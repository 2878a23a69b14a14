package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.platform.access.Role;
import waymark.platform.http.ContractRoute;
import waymark.platform.http.Stage;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Lists;
import waymark.testing.Restricted;

/**
 * Who gets what from every route: {@code role-matrix.txt} says it, one line a route, and says who is who. The next one finds
 * everything as it was: after a request that changed something there are new things, of a new owner.
 */
class RoleMatrixTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final List<String> COLUMNS =
            List.of("guest", "member", "owner", "other", "supporter", "moderator", "admin", "silenced", "suspended");

    private static final AtomicInteger COUNT = new AtomicInteger();

    @BeforeAll
    static void somebodyHasJoined() {
        Stage.signUp(forum);
    }

    static Stream<Row> rows() {
        return table().stream();
    }

    @Test
    void theTableHasEveryRouteOfTheContractOnce() {
        var promised = ContractRoute.all().stream().map(ContractRoute::toString).toList();
        var written = table().stream().map(Row::route).toList();
        Lists.requireSame("api-docs/openapi.yaml", promised, "src/test/resources/role-matrix.txt", written);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everybodyGetsWhatTheTableSays(Row row) {
        var route = ContractRoute.all().stream()
                .filter(each -> each.toString().equals(row.route()))
                .findFirst()
                .orElseThrow();
        var statuses = new ArrayList<Integer>();
        var surprises = new ArrayList<String>();
        @Nullable Scene scene = null;
        for (var column : COLUMNS) {
            if (scene == null) {
                scene = Scene.of(route);
            }
            var answer = scene.ask(column);
            statuses.add(answer.status());
            if (answer.status() != row.statuses().get(statuses.size() - 1)) {
                surprises.add(column + ": " + answer.body());
            }
            if (!route.reads() && answer.status() < 300) {
                scene = null;
            }
        }
        assertEquals(row.toString(), new Row(row.route(), statuses).toString(), () -> String.join("\n", surprises));
    }

    private static List<Row> table() {
        try (var in = Objects.requireNonNull(RoleMatrixTest.class.getResourceAsStream("/role-matrix.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request about things that somebody owns, and all the others around it. */
    private record Scene(Stage.Request request, String owner, int number) {

        static Scene of(ContractRoute route) {
            int number = COUNT.incrementAndGet();
            var stage = Stage.of(forum, "owner-" + number);
            if (route.path().contains("{thread}") || route.path().contains("{post}")) {
                // Before it is taken down, where that is what the request wants to take back.
                stage.join(forum.member("other-" + number));
            }
            var request = stage.request(route);
            like(request, forum.member("other-" + number));
            return new Scene(request, "owner-" + number, number);
        }

        /** A story that has readers; others cannot be liked. */
        private static void like(Stage.Request request, Client other) {
            var parts = request.target().split("[/?]", -1);
            if (request.route().path().contains("/stories/{story}")) {
                int status = other.put("/stories/" + parts[4] + "/like").status();
                assertTrue(status == 200 || status == 404, () -> "of " + request.target() + ": " + status);
            }
        }

        Answer ask(String column) {
            return request.sendBy(
                    switch (column) {
                        case "guest" -> forum.guest();
                        case "owner" -> forum.member(owner);
                        case "silenced" -> restricted("silence");
                        case "suspended" -> restricted("suspend");
                        case "supporter" -> staff(Role.SUPPORTER);
                        // Who has claimed the case where it has to be claimed.
                        case "moderator" ->
                            request.route().access().equals("moderator") ? request.caller() : staff(Role.MODERATOR);
                        case "admin" -> staff(Role.ADMIN);
                        default -> forum.member(column + "-" + number);
                    });
        }

        private Client staff(Role role) {
            return forum.signedIn(role.code() + "-" + number, role);
        }

        private Client restricted(String kind) {
            Restricted.restrict(forum, owner, kind);
            return forum.member(owner);
        }
    }

    /** @param statuses in the order of the columns */
    record Row(String route, List<Integer> statuses) {

        static Row of(String line) {
            var words = Arrays.asList(line.strip().split("\\s+"));
            if (words.size() != 2 + COLUMNS.size()) {
                throw new IllegalArgumentException("a route and " + COLUMNS.size() + " statuses are needed: " + line);
            }
            return new Row(
                    words.get(0) + " " + words.get(1),
                    words.stream().skip(2).map(Integer::valueOf).toList());
        }

        @Override
        public String toString() {
            return route + " " + statuses.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
    }
}
