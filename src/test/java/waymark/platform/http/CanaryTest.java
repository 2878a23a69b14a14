package waymark.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import waymark.TestForum;
import waymark.signposting.ExaminerSettings;
import waymark.signposting.TextMatcher;
import waymark.testing.LogCapture;

/**
 * A word that nobody else uses is sent wherever something can be sent, on every route, where it is taken, where it is refused
 * and where the server or its database fail over it. It is found in no line of the log and in nothing that was printed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryTest {

    private static final String CANARY = "canary7f3a9c";
    private static final int MOST_FIELDS = 12;

    /** Each route sees every fourth header; together they see all, many times. */
    private static final int HEADER_TURNS = 4;

    /** Fails over some texts, with the text in the exception. */
    private static final TextMatcher FAILING = (catalogue, text) -> {
        if (text.contains(CANARY) && text.length() % 2 == 0) {
            throw new IllegalStateException("cannot look at " + text);
        }
        return TextMatcher.OF_THE_CATALOGUE.match(catalogue, text);
    };

    @RegisterExtension
    @Order(1)
    static final LogCapture logged = new LogCapture();

    @RegisterExtension
    @Order(2)
    static final TestForum forum = TestForum.examining(new ExaminerSettings(FAILING, Duration.ofSeconds(10)));

    private static final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private static final PrintStream out = System.out;
    private static final PrintStream err = System.err;

    @BeforeAll
    static void somebodyListensAndAFaultCanBePlanted() {
        Stage.signUp(forum);
        execute("create table planted (now boolean not null)");
        execute("insert into planted values (false)");
        execute("""
                create function fail_over() returns trigger language plpgsql as $$
                begin
                  if (select now from planted) then
                    raise exception 'cannot take %', coalesce(new, old)::text
                      using errcode = case when length(tg_table_name) % 2 = 0 then '23514' else 'P0001' end,
                            detail = 'Failing row contains ' || coalesce(new, old)::text;
                  end if;
                  return coalesce(new, old);
                end $$""");
        for (var table : tables()) {
            execute("create trigger fail_over before insert or update or delete on " + table
                    + " for each row execute function fail_over()");
        }
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterAll
    static void nobodyListensAnyMore() {
        System.setOut(out);
        System.setErr(err);
    }

    @Test
    @Order(1)
    void itIsSentInEveryFieldOfEveryBody() {
        var statuses = new TreeSet<Integer>();
        for (var route : routesWithABody()) {
            var request = Stage.small(forum).request(route);
            for (var pointer : texts(request.body())) {
                int status = send(withCanary(request, pointer), request.target());
                statuses.add(status);
                // What it was about may be gone; after a refusal everything is as it was.
                request = status < 300 ? Stage.small(forum).request(route) : request;
            }
        }
        assertTrue(statuses.containsAll(List.of(201, 200, 401, 422)), statuses::toString);
    }

    @Test
    @Order(2)
    void itIsSentInPathsQueriesAndHeaders() {
        int turn = 0;
        for (var route : ContractRoute.all()) {
            var request = Stage.small(forum).request(route);
            for (var parameter : route.parameters("path")) {
                var name = "{" + parameter.path("name").asText() + "}";
                send(request, route.path().replace(name, CANARY).replaceAll("\\{[^}]+}", "x"));
            }
            send(request, request.with(CANARY + "=" + CANARY));
            for (var parameter : route.parameters("query")) {
                send(request, request.with(parameter.path("name").asText() + "=" + CANARY));
            }
            var headers = List.of(
                    "Authorization: Bearer " + CANARY,
                    "Authorization: Basic " + CANARY,
                    "Idempotency-Key: " + CANARY + " \u00e9",
                    "If-Match: \"" + CANARY + "\"",
                    "Content-Type: application/" + CANARY,
                    "Content-Encoding: " + CANARY,
                    "User-Agent: " + CANARY,
                    "Cookie: session=" + CANARY + "; __Host-session=" + CANARY,
                    "X-Request-Id: " + CANARY,
                    "X-Forwarded-For: " + CANARY,
                    "Origin: https://" + CANARY + ".example",
                    "Referer: https://" + CANARY + ".example",
                    "X-HTTP-Method-Override: " + CANARY,
                    CANARY + ": " + CANARY);
            for (int i = turn++ % HEADER_TURNS; i < headers.size(); i += HEADER_TURNS) {
                var unused = Wire.exchange(forum.port(), request.onTheWire(request.target(), List.of(headers.get(i))));
            }
        }
    }

    @Test
    @Order(3)
    void itIsSentWhereNothingCanBeRead() {
        var host = " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
        for (var request : List.of(
                CANARY + " /api/v1/threads" + host + "\r\n",
                CANARY.toUpperCase(Locale.ROOT) + " /api/v1/threads" + host + "\r\n",
                "GET /" + CANARY + "/%zz" + host + "\r\n",
                "GET /" + CANARY + host + "\r\n",
                "GET /api/v1/threads?q=%ff" + CANARY + host + "\r\n",
                "GET /api/v1/threads HTTP/1.1\r\nHost: " + CANARY + "/\\\r\n\r\n",
                "GET /api/v1/threads" + host + CANARY + "\r\n\r\n",
                "GET /api/v1/threads" + host + CANARY + ": " + CANARY.repeat(2_000) + "\r\n\r\n",
                "GET /" + CANARY.repeat(2_000) + host + "\r\n",
                "GET /api/v1/threads " + CANARY + "\r\n\r\n",
                "POST /api/v1/sessions" + host + "Content-Length: " + CANARY + "\r\n\r\n",
                "POST /api/v1/sessions" + host + "Transfer-Encoding: chunked\r\n\r\n" + CANARY + "\r\n\r\n",
                "POST /api/v1/sessions" + host + "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n{\""
                        + CANARY)) {
            var unused = Wire.exchange(forum.port(), request.getBytes(StandardCharsets.UTF_8));
        }
        for (var body : List.of(
                CANARY,
                "{\"" + CANARY,
                "{\"username\":\"" + CANARY + "\",}",
                "[\"" + CANARY + "\"]",
                "{\"" + CANARY + "\":1,\"" + CANARY + "\":2}",
                "{\"username\":\"" + CANARY + "\\ud800\"}",
                "{\"username\":\"" + CANARY + "\\u0000\"}",
                "{\"username\":" + CANARY + "}",
                "\"" + CANARY.repeat(30_000) + "\"")) {
            var unused = forum.guest().post("/sessions", body);
        }
    }

    @Test
    @Order(4)
    void itIsSentWhereTheDatabaseFailsOverIt() {
        int failed = 0;
        for (var route : routesWithABody()) {
            var request = Stage.small(forum).request(route);
            execute("update planted set now = true");
            try {
                for (var pointer : texts(request.body())) {
                    failed += send(withCanary(request, pointer), request.target()) == 500 ? 1 : 0;
                }
            } finally {
                execute("update planted set now = false");
            }
        }
        assertTrue(failed > 40, "failed only " + failed + " times");
    }

    @Test
    @Order(5)
    void itIsNowhere() {
        var lines = logged.lines();
        // That the log was kept, and has the faults and the refusals in it.
        assertTrue(lines.size() > 2_000, () -> lines.size() + " lines");
        for (var expected : List.of(
                "a request failed",
                "[23514",
                "[P0001",
                "the matcher failed",
                "\"event\":\"wrong-credentials\"",
                "\"event\":\"token-refused\"",
                "\"event\":\"invalid-request\"")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(expected)), expected);
        }
        var sent = new ArrayList<>(List.of(CANARY));
        for (var member : List.of(forum.alice(), forum.bob(), forum.mo())) {
            sent.add(member.token().toLowerCase(Locale.ROOT));
        }
        assertEquals(List.of(), tellingLines(lines, sent));
        assertEquals(
                List.of(),
                tellingLines(printed.toString(StandardCharsets.UTF_8).lines().toList(), sent));
        lines.forEach(LogCapture::read);
    }

    @Test
    @Order(6)
    void itWouldBeFoundIfItWereThere() {
        LoggerFactory.getLogger("waymark.test").warn("told of {}", CANARY);
        assertEquals(1, tellingLines(logged.lines(), List.of(CANARY)).size());
    }

    private static List<String> tellingLines(List<String> lines, List<String> sent) {
        return lines.stream()
                .filter(line -> sent.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
                .toList();
    }

    private static List<ContractRoute> routesWithABody() {
        return ContractRoute.all().stream().filter(ContractRoute::takesBody).toList();
    }

    private static int send(Stage.Request request, String target) {
        var body = request.body();
        return Wire.exchange(
                        forum.port(),
                        new Stage.Request(request.route(), request.caller(), target, request.headers(), body)
                                .onTheWire(target, List.of()))
                .status();
    }

    private static Stage.Request withCanary(Stage.Request request, String pointer) {
        var body = Objects.requireNonNull(request.body()).deepCopy();
        if (!body.at(pointer).isMissingNode()) {
            int slash = pointer.lastIndexOf('/');
            var value = TextNode.valueOf(canaryLike(body.at(pointer).asText()));
            var last = pointer.substring(slash + 1);
            if (body.at(pointer.substring(0, slash)) instanceof ObjectNode object) {
                object.set(last.replace("~1", "/").replace("~0", "~"), value);
            } else if (body.at(pointer.substring(0, slash)) instanceof ArrayNode array) {
                array.set(Integer.parseInt(last), value);
            }
        }
        return new Stage.Request(request.route(), request.caller(), request.target(), request.headers(), body);
    }

    /** Of the same kind as what it takes the place of, so that it is taken where that was. */
    private static String canaryLike(String text) {
        if (text.contains("@")) {
            return CANARY + "@example.org";
        }
        if (text.startsWith("https:")) {
            return "https://" + CANARY + ".example";
        }
        return text.contains(" ") ? text + " " + CANARY : CANARY;
    }

    private static List<String> texts(@Nullable JsonNode body) {
        var found = new ArrayList<String>();
        if (body != null) {
            collect(body, "", found);
        }
        // Each kind of a long list once or twice, from all over it.
        int step = Math.max(1, found.size() / MOST_FIELDS);
        return IntStream.range(0, found.size())
                .filter(i -> i % step == 0)
                .mapToObj(found::get)
                .toList();
    }

    private static void collect(JsonNode node, String pointer, List<String> found) {
        if (node.isTextual()) {
            found.add(pointer);
        }
        node.properties()
                .forEach(field -> collect(
                        field.getValue(),
                        pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                        found));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, found);
            }
        }
    }

    private static List<String> tables() {
        return forum.db().read(tx -> tx.fetch("""
                        select quote_ident(tablename) from pg_tables
                        where schemaname = 'public' and tablename not in ('planted', 'flyway_schema_history')""")).getValues(0, String.class);
    }

    private static void execute(String sql) {
        int unused = forum.db().write(tx -> tx.execute(sql));
    }
}
