package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waymark.TestForum;
import waymark.testing.ContractCheck;
import waymark.testing.IdentityProvider;

/**
 * Whatever is sent, on every route of the contract: it is refused as a problem that says where it is wrong, and nothing is
 * written; or it was fine after all, and then happens as it says. {@code -Dfuzz.seed} and {@code -Dfuzz.rounds} widen the
 * search; {@code -Dfuzz.routes}, a regular expression such as {@code "PUT .*like"}, narrows it.
 */
class MalformedInputTest {

    private static final IdentityProvider provider = new IdentityProvider();

    @RegisterExtension
    static final TestForum forum = TestForum.knowing(provider.settings());

    private static final long SEED = Long.getLong("fuzz.seed", 20261121L);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1);
    private static final Pattern DRAFT_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final Pattern ROUTES = Pattern.compile(System.getProperty("fuzz.routes", ".*"));

    /**
     * What one request may cost the processors; none needs a tenth of it. Their time and not ours is taken, so that the
     * rest of the machine may be as busy as it likes.
     */
    private static final Duration DEAREST = Duration.ofSeconds(3);

    private static final int MOST_OF_A_KIND_SHOWN = 5;

    private static @Nullable Stage large;

    private static @Nullable Tables tables;

    /** What the last request left in the tables; empty when something else has been there since. */
    private static Map<String, String> state = Map.of();

    /** By the kind of complaint. */
    private final Map<String, List<String>> findings = new TreeMap<>();

    private @Nullable Stage small;

    /** Good for as long as nothing has been written since it was made. */
    private Stage.@Nullable Request ready;

    @BeforeAll
    static void somebodyHasJoined() {
        Stage.signUp(forum);
        tables = new Tables(forum.db());
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @AfterEach
    void nothingWasFound() {
        if (!findings.isEmpty()) {
            var shown = new StringBuilder("found with -Dfuzz.seed=" + SEED + " -Dfuzz.rounds=" + ROUNDS);
            findings.forEach((kind, all) -> {
                shown.append("\n== ").append(all.size()).append(" times: ").append(kind);
                all.stream()
                        .limit(MOST_OF_A_KIND_SHOWN)
                        .forEach(one -> shown.append("\n  ").append(one));
            });
            fail(shown.toString());
        }
    }

    static Stream<ContractRoute> routes() {
        return ContractRoute.all().stream()
                .filter(route -> ROUTES.matcher(route.toString()).matches());
    }

    static Stream<ContractRoute> routesWithABody() {
        return routes().filter(ContractRoute::takesBody);
    }

    static Stream<ContractRoute> lists() {
        return routes().filter(ContractRoute::isList);
    }

    static Stream<ContractRoute> routesWithAnId() {
        return routes().filter(route -> !route.parameters("path").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyExampleOfTheContractIsTaken(ContractRoute route) {
        var request = request(route);
        var answer = request.send();
        assertTrue(answer.status() < 300, () -> route + ": Stage does not know how to ask for it. " + answer.body());
        if (route.takesBody()) {
            assertEquals(List.of(), Judgement.effect(body(request), Reply.of(answer)));
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void aMalformedBodyIsRefusedWhereItIsWrong(ContractRoute route) {
        var valid = body(request(route));
        var bodies = MalformedBodies.of(route, valid, random(route), ROUNDS);
        bodies.stream().filter(Malformed::refused).forEach(body -> send(route, body));
        var odd = bodies.stream().filter(body -> !body.refused()).toList();
        some(odd, random(route), 12).forEach(body -> send(route, body));
    }

    @ParameterizedTest
    @MethodSource("routesWithABody")
    void aBodyThatChanceHasMadeIsRefusedOrTaken(ContractRoute route) {
        var valid = body(request(route));
        MalformedBodies.byChance(valid, random(route), 10 * ROUNDS).forEach(body -> send(route, body));
    }

    private void send(ContractRoute route, Malformed<MalformedBodies.Recipe> body) {
        var request = request(route);
        var bytes = body.input().apply(body(request));
        judge(route, body, "body", bytes, () -> Reply.of(request.send(request.target(), bytes)));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aMalformedQueryIsRefusedByTheNameOfTheParameter(ContractRoute route) {
        var random = random(route);
        var queries = new ArrayList<Malformed<String>>(some(MalformedTargets.unknown(), random, 5));
        for (var parameter : route.parameters("query")) {
            queries.addAll(some(MalformedTargets.values(parameter, random), random, 8));
        }
        for (int i = 0; i < 4 * ROUNDS; i++) {
            queries.add(MalformedTargets.queryByChance(route, random));
        }
        for (var query : queries) {
            var request = request(route);
            judge(route, query, "query", bytes(request), () -> ask(request, request.with(query.input()), List.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aCursorOfAnotherQueryOrOneThatWasChangedIsRefused(ContractRoute route) {
        var random = random(route);
        var request = request(route);
        var path = request.target();
        var mine = cursor(first(path), request);
        request.send(first(path) + "&cursor=" + mine, null).expect(200);
        var cursors = new ArrayList<>(MalformedCursors.changed(mine, random, 10 * ROUNDS));
        lists().filter(list -> !list.equals(route)).forEach(other -> {
            var asked = large().request(other);
            cursors.add(Malformed.refused("of " + other, cursor(first(asked.target()), asked), "/cursor"));
        });
        for (var other : otherQueries(route)) {
            cursors.add(Malformed.refused("of " + other, cursor(first(path) + "&" + other, request), "/cursor"));
            cursors.add(Malformed.refused("with " + other, mine + "&" + other, "/cursor"));
        }
        if (route.query("after").isObject()) {
            cursors.add(Malformed.refusedSomehow("together with after", mine + "&after=0"));
        }
        for (var cursor : cursors) {
            var target = first(path) + "&cursor=" + cursor.input();
            judge(route, cursor, "query", null, () -> ask(request, target, List.of()));
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aCursorThatSomebodyMadeUpIsRefusedOrLeadsSomewhere(ContractRoute route) {
        var request = request(route);
        var path = request.target();
        var keys = MalformedCursors.keys(cursor(first(path), request));
        for (var forged : some(keys, random(route), 12)) {
            for (boolean backward : new boolean[] {false, true}) {
                var cursor = new Cursor(backward, forged).encodeForPath(path);
                var target = first(path) + "&cursor=" + cursor;
                var what = (backward ? "before " : "after ") + MalformedBodies.shown(String.valueOf(forged));
                judge(
                        route,
                        Malformed.odd(what, cursor, "/cursor"),
                        "query",
                        null,
                        () -> ask(request, target, List.of()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithAnId")
    void whatIsNoIdLeadsNowhere(ContractRoute route) {
        var random = random(route);
        var template = Arrays.asList(route.path().split("/", -1));
        for (int i = 0; i < template.size(); i++) {
            if (!template.get(i).startsWith("{")) {
                continue;
            }
            int place = i;
            var real = request(route).target().split("/", -1)[place];
            for (var segment : some(MalformedTargets.segments(real, random), random, 10)) {
                if (template.get(place).equals("{key}")
                        && DRAFT_KEY.matcher(segment.input()).matches()) {
                    // Clients make them up.
                    continue;
                }
                var request = request(route);
                var parts = request.target().split("/", -1);
                // Ids are of this request's own things, which are others after each one that was taken.
                parts[place] = segment.input().replace(real, parts[place]);
                var target = String.join("/", parts);
                judge(route, segment, "path", bytes(request), () -> ask(request, target, List.of()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aMalformedHeaderIsRefusedOrMakesNoDifference(ContractRoute route) {
        var random = random(route);
        var headers = new ArrayList<>(some(MalformedHeaders.conditions(route), random, 6));
        headers.addAll(some(MalformedHeaders.others(), random, route.reads() ? 6 : 3));
        if (route.takesBody()) {
            headers.addAll(some(MalformedHeaders.types(route), random, 6));
        }
        headers.forEach(header -> send(route, header, header.input()));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void nobodyGetsInWithAMalformedToken(ContractRoute route) {
        for (var credentials : some(MalformedHeaders.credentials(route, "{token}"), random(route), 5)) {
            var request = request(route);
            var token = request.route().access().equals("guest")
                    ? forum.bob().token()
                    : request.caller().token();
            var lines = credentials.input().stream()
                    .map(line -> line.replace("{token}", token))
                    .toList();
            send(request, credentials, lines);
        }
    }

    private void send(ContractRoute route, Malformed<?> header, List<String> lines) {
        send(request(route), header, lines);
    }

    private void send(Stage.Request request, Malformed<?> header, List<String> lines) {
        judge(request.route(), header, "header", bytes(request), () -> ask(request, request.target(), lines));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aBodyWhereNoneIsTakenMakesNoDifference(ContractRoute route) {
        if (route.takesBody()) {
            return;
        }
        for (var text : List.of("{\"unknown\":1}", "{", "\u0000", "x".repeat(10_000))) {
            var request = request(route);
            var body = Malformed.oddSomehow("a body where none is taken: " + MalformedBodies.shown(text), text);
            judge(
                    route,
                    body,
                    "body",
                    null,
                    () -> Reply.of(request.send(request.target(), text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void headersAloneAreRefusedWithoutABody(ContractRoute route) {
        if (!route.reads()) {
            return;
        }
        var request = request(route);
        var answer = request.caller().head("/" + request.with("unknown=1"));
        assertEquals(400, answer.status());
        assertEquals(0, answer.bytes().length);
    }

    @Test
    void whatIsNoHttpIsRefusedAsAProblemTheSame() {
        var route = ContractRoute.named("listCategories");
        for (var bytes : MalformedConnections.readings(random(route), 40 * ROUNDS)) {
            judge(route, bytes, "connection", null, () -> Wire.exchange(forum.port(), bytes.input()));
        }
    }

    @Test
    void aRequestThatBreaksOffWritesNothing() {
        var route = ContractRoute.named("startThread");
        int count = MalformedConnections.writings(request(route)).size();
        for (int i = 0; i < count; i++) {
            var bytes = MalformedConnections.writings(request(route)).get(i);
            judge(route, bytes, "connection", null, () -> Wire.exchange(forum.port(), bytes.input()));
        }
    }

    /** Some lists cannot be asked for without a query. */
    private static String first(String target) {
        return target + (target.contains("?") ? "&" : "?") + "limit=1";
    }

    private static String cursor(String target, Stage.Request request) {
        var next = request.send(target, null).expect(200).at("/next");
        // Those who look after the forum leave a trace by reading.
        state = Map.of();
        assertTrue(next.isTextual(), () -> target + " has one page only; Stage.large makes too little");
        return next.asText();
    }

    /** Parameters with which the same list is another one. */
    private static List<String> otherQueries(ContractRoute route) {
        var queries = new ArrayList<String>();
        for (var parameter : route.parameters("query")) {
            var schema = ContractRoute.resolved(parameter.path("schema"));
            schema.path("enum").forEach(value -> {
                if (!value.equals(schema.path("default"))) {
                    queries.add(parameter.path("name").asText() + "=" + value.asText());
                }
            });
        }
        return queries;
    }

    private Stage.Request request(ContractRoute route) {
        if (ready == null || !ready.route().equals(route)) {
            ready = made(route);
        }
        return ready;
    }

    private Stage.Request made(ContractRoute route) {
        if (route.reads()) {
            var request = large().request(route);
            // What was asked for outside of a judgement may have left its trace.
            state = route.readsForStaff() ? Map.of() : state;
            return request;
        }
        if (small == null) {
            small = Stage.small(forum).knowing(provider);
        }
        var request = small.request(route);
        state = Map.of();
        return request;
    }

    private static Stage large() {
        if (large == null) {
            large = Stage.large(forum);
            state = Map.of();
        }
        return large;
    }

    private static ObjectNode body(Stage.Request request) {
        return Objects.requireNonNull(request.body());
    }

    private static byte @Nullable [] bytes(Stage.Request request) {
        var body = request.body();
        return body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Random random(ContractRoute route) {
        return new Random(SEED ^ route.toString().hashCode());
    }

    /** As many as there is time for, chosen by chance; other routes try the others. */
    private static <T> List<T> some(List<T> all, Random random, int count) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(shuffled.size(), count * ROUNDS));
    }

    /** Over the client unless it would not send such a thing; the contract holds either way. */
    private static Reply ask(Stage.Request request, String target, List<String> headers) {
        boolean ordinary = isOrdinary(target);
        if (headers.isEmpty() && ordinary) {
            return Reply.of(request.send(target, bytes(request)));
        }
        var reply = Wire.exchange(forum.port(), request.onTheWire(target, headers));
        // Where the server refuses before it looks at the path, no route can say so.
        if (ordinary && reply.status() > 0 && !List.of(414, 417, 431).contains(reply.status())) {
            ContractCheck.check(
                    request.route().method(), target, reply.response(URI.create("http://127.0.0.1" + target)));
        }
        return reply;
    }

    private static boolean isOrdinary(String target) {
        try {
            var uri = URI.create("http://127.0.0.1" + target);
            return uri.normalize().equals(uri) && uri.getRawFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void judge(
            ContractRoute route, Malformed<?> malformed, String in, byte @Nullable [] body, Supplier<Reply> send) {
        var before = state.isEmpty() ? state() : state;
        var begin = processorTime();
        var reply = reply(send);
        var cost = processorTime().minus(begin);
        state = state();
        var complaints = new ArrayList<>(Judgement.of(malformed, in, body, reply));
        if (cost.compareTo(DEAREST) > 0) {
            complaints.add("cost too much: " + cost + " of the processors");
        }
        boolean onlyLogged = route.readsForStaff() && reply.isSuccess() && Tables.differInLogOnly(before, state);
        if (!before.equals(state) && !onlyLogged) {
            boolean onlyUsedUp = reply.isRefusal() && Tables.differInAttemptsOnly(before, state);
            if (!onlyUsedUp && (!reply.isSuccess() || route.reads())) {
                complaints.add("wrote: " + Tables.difference(before, state));
            }
            // What there was to ask about may be gone.
            ready = null;
            small = null;
            large = route.reads() ? null : large;
        }
        for (var complaint : complaints) {
            findings.computeIfAbsent(complaint.split(":", 2)[0], kind -> new ArrayList<>())
                    .add(route + ", " + in + ", " + malformed.what() + ": " + complaint + "\n      " + reply);
        }
    }

    private static Map<String, String> state() {
        return Objects.requireNonNull(tables).state();
    }

    /** Of this process, in which the server runs too. */
    private static Duration processorTime() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }

    private static Reply reply(Supplier<Reply> send) {
        try {
            return send.get();
        } catch (AssertionError departure) {
            return Reply.none("against the contract: " + departure.getMessage());
        } catch (UncheckedIOException e) {
            return Reply.none("the connection broke: " + e.getCause());
        }
    }
}
