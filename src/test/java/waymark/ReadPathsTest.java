package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.gate.Submitted;
import waymark.platform.access.Role;
import waymark.platform.http.ContractRoute;
import waymark.platform.http.ServerSettings;
import waymark.platform.http.Stage;
import waymark.stories.Storyteller;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Lists;

/**
 * What was taken down is on no read path any more: {@code read-paths.txt} has all of them. Each of these people asks for each
 * of them, on this server and on another one on the same database, before and after; with the ETag of what they read before,
 * so that nobody is told that what they have still holds.
 */
class ReadPathsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final List<String> EVERYBODY = List.of("guest", "member", "quoter", "supporter", "author", "staff");

    private static @Nullable App other;

    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, Client> people = new LinkedHashMap<>();

    private final int number = COUNT.incrementAndGet();

    /** Nobody else uses it. */
    private final String word = "quagga" + number + "x";

    @BeforeAll
    static void thereIsAnotherServer() {
        other = new App(
                forum.db(),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                forum.clock(),
                forum.settings());
        other.start();
        other.notificationWorker().close();
        Stage.signUp(forum);
    }

    @AfterAll
    static void itStops() {
        Objects.requireNonNull(other).close();
    }

    @Test
    void everyReadPathOfTheContractIsClassified() {
        var all = ContractRoute.all().stream()
                .filter(ContractRoute::reads)
                .map(ContractRoute::toString)
                .toList();
        // A route with words of members is asked in several ways.
        var classified = Stream.concat(paths().map(ReadPath::route).distinct(), others().stream())
                .toList();
        Lists.requireSame("api-docs/openapi.yaml", all, "src/test/resources/read-paths.txt", classified);
    }

    @Test
    void aPostThatIsTakenDownIsGone() {
        somebodyWritesAPost();
        var read = everythingIsRead(ReadPath::ofAPost);
        remove("/posts/{post}/removal");
        nobodyElseReadsItAnyMore(ReadPath::ofAPost, read);
    }

    @Test
    void aPostThatIsTakenDownByADecisionOnItsCaseIsGone() {
        somebodyWritesAPost();
        var read = everythingIsRead(ReadPath::ofAPost);
        var body = new HashMap<>(TestForum.removal("Not here."));
        body.put("action", "remove");
        person("staff")
                .with("If-Match", "*")
                .post(filled("/cases/{case}/decision"), body)
                .expect(201);
        nobodyElseReadsItAnyMore(ReadPath::ofAPost, read);
    }

    @Test
    void aPostThatIsTakenDownWithAllOfItsAuthorIsGone() {
        somebodyWritesAPost();
        var read = everythingIsRead(ReadPath::ofAPost);
        person("staff")
                .post(filled("/members/{author}/removals"), TestForum.removal("None of it."))
                .expect(201);
        nobodyElseReadsItAnyMore(ReadPath::ofAPost, read);
    }

    @Test
    void aThreadThatIsTakenDownIsGoneWithAllThatIsInIt() {
        somebodyStartsAThread();
        var read = everythingIsRead(ReadPath::ofAThread);
        remove("/threads/{thread}/removal");
        remove("/threads/{unanswered}/removal");
        nobodyElseReadsItAnyMore(ReadPath::ofAThread, read);
    }

    @Test
    void whereNoWordsOfMembersAreThereAreNone() {
        somebodyStartsAThread();
        remove("/posts/{post}/removal");
        var stage = Stage.of(forum, "owner");
        for (var name : others()) {
            var route = ContractRoute.all().stream()
                    .filter(each -> each.toString().equals(name))
                    .findFirst()
                    .orElseThrow();
            var request = stage.request(route);
            // A copy of somebody's data and what they are writing are there for nobody else, admins included.
            var answer = name.contains("{export}") || name.contains("{key}") || name.contains("/bookmarks/")
                    ? request.send()
                    : request.sendBy(forum.signedIn("root", Role.ADMIN));
            assertFalse(answer.expect(200).body().contains(word), name);
        }
    }

    private void somebodyWritesAPost() {
        people();
        place("thread", forum.thread(person("quoter")));
        place("unanswered", forum.thread(person("quoter")));
        words("post", "post");
    }

    private void somebodyStartsAThread() {
        people();
        for (var name : List.of("thread", "unanswered")) {
            var started = person("author")
                    .post(
                            "/threads",
                            Map.of(
                                    "title",
                                    "On the " + word,
                                    "category",
                                    "recovery",
                                    "tags",
                                    List.of("carer", "fatigue"),
                                    "markdown",
                                    "Of the " + word))
                    .expect(201);
            place(name, new TestForum.Started(started.text("/thread/id"), started.text("/post/id")));
        }
        words("thread", "thread");
    }

    private void people() {
        ids.put("word", word);
        people.put("guest", forum.guest());
        people.put("member", forum.member("member-" + number));
        people.put("quoter", forum.member("quoter-" + number));
        people.put("supporter", forum.signedIn("supporter", Role.SUPPORTER));
        people.put("author", forum.member("author-" + number));
        people.put("staff", forum.mo());
        ids.put("author", "author-" + number);
        // About one of the subjects that the threads here are about, so that they are shown beside it.
        ids.put("story", new Storyteller(forum).published(forum.member("storyteller-" + number)));
    }

    private void place(String name, TestForum.Started started) {
        ids.put(name, started.thread());
    }

    /** The words, and all the places to which they get from there. */
    private void words(String reported, String type) {
        var published = wait("author", Map.of("markdown", "I saw a " + word + ", ring me on 07700 900123."));
        ids.put("published", published);
        ids.put("post", Submitted.approve(forum, published).post().toString());
        person("author")
                .with("If-Match", "*")
                .patch(filled("/posts/{post}"), Map.of("markdown", "I saw a **" + word + "** once."))
                .expect(200);
        var quoter = person("quoter");
        quoter.put(filled("/posts/{post}/like")).expect(200);
        var quote = List.of(Map.of("post", ids.get("post"), "text", "I saw a " + word));
        for (var name : List.of("quoting", "quotingSplitOff")) {
            var reply = quoter.post(filled("/threads/{thread}/posts"), Map.of("markdown", "Did you?", "quotes", quote));
            ids.put(name, reply.expect(201).text("/post/id"));
        }
        ids.put("waiting", wait("quoter", Map.of("markdown", "Ring me on 07700 900123.", "quotes", quote)));
        splitOff();
        pin();
        report(reported, type);
    }

    /** Something with a telephone number in it. */
    private String wait(String who, Map<String, Object> body) {
        return person(who)
                .post(filled("/threads/{thread}/posts"), body)
                .expect(202)
                .text("/submission/id");
    }

    private void splitOff() {
        var body =
                Map.of("title", "Another subject", "category", "carers", "posts", List.of(ids.get("quotingSplitOff")));
        var made = person("staff").with("If-Match", "*").post(filled("/threads/{thread}/split"), body);
        ids.put("splitOff", made.expect(201).text("/thread/id"));
    }

    private void pin() {
        var body = Map.of("until", "2026-03-11T12:00:00Z");
        person("staff")
                .with("If-Match", "*")
                .put(filled("/threads/{thread}/pin"), body)
                .expect(200);
    }

    private void report(String name, String type) {
        var id = Objects.requireNonNull(ids.get(name));
        var target = Map.of("type", type, "id", id);
        var filed = person("quoter").post("/reports", Map.of("target", target, "reason", "unsafe-advice"));
        ids.put("receipt", filed.expect(201).text("/report/receipt"));
        ids.put("case", CaseDesk.caseAbout(person("staff"), id));
    }

    private void remove(String path) {
        person("staff")
                .with("If-Match", "*")
                .put(filled(path), TestForum.removal("Not here."))
                .expect(200);
    }

    /** @return the ETags of what has the word in it, by who read it where */
    private Map<String, String> everythingIsRead(Function<ReadPath, Readers> kind) {
        forum.tell();
        // There are no letters about it yet.
        ids.put("decision", "0190a0a0-0000-7000-8000-000000000000");
        var etags = new HashMap<String, String>();
        var seen = new LinkedHashMap<ReadPath, Set<String>>();
        ask((path, reader, server, client) -> {
            var answer = client.get(filled(path.target()));
            if (answer.body().contains(word)) {
                etags.put(path + reader + server, answer.header("ETag"));
                seen.computeIfAbsent(path, unused -> new TreeSet<>()).add(reader);
            }
        });
        compare(path -> kind.apply(path).before(), seen);
        return etags;
    }

    private void nobodyElseReadsItAnyMore(Function<ReadPath, Readers> kind, Map<String, String> etags) {
        ids.put("decision", person("author").get("/me/decisions").expect(200).text("/items/0/id"));
        var seen = new LinkedHashMap<ReadPath, Set<String>>();
        ask((path, reader, server, client) -> {
            var etag = Optional.ofNullable(etags.get(path + reader + server));
            var answer = etag.map(known -> client.with("If-None-Match", known))
                    .orElse(client)
                    .get(filled(path.target()));
            // Not modified, then they still have it.
            if (answer.body().contains(word) || (answer.status() == 304 && etag.isPresent())) {
                seen.computeIfAbsent(path, unused -> new TreeSet<>()).add(reader);
            }
        });
        compare(path -> kind.apply(path).after(), seen);
    }

    private void ask(Question question) {
        for (int server : List.of(forum.port(), Objects.requireNonNull(other).port())) {
            for (var path : paths().toList()) {
                people.forEach((name, person) -> question.ask(
                        path,
                        name,
                        server,
                        // All that there was, where somebody asks for what is new.
                        new Client(server, name.equals("guest") ? Optional.empty() : Optional.of(person.token()))
                                .with("Last-Event-ID", "0")));
            }
        }
    }

    private static void compare(Function<ReadPath, Set<String>> promised, Map<ReadPath, Set<String>> seen) {
        var differences = new ArrayList<String>();
        paths().forEach(path -> {
            var readers = seen.getOrDefault(path, Set.of());
            if (!readers.equals(promised.apply(path))) {
                differences.add(path.target() + " is read by " + readers + " and not by " + promised.apply(path));
            }
        });
        assertEquals(List.of(), differences, () -> String.join("\n", differences));
    }

    private Client person(String name) {
        return Objects.requireNonNull(people.get(name));
    }

    private String filled(String path) {
        var filled = path;
        for (var id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    private static Stream<ReadPath> paths() {
        return lines().filter(cells -> cells.size() == 4)
                .map(cells ->
                        new ReadPath(cells.get(0), cells.get(1), Readers.of(cells.get(2)), Readers.of(cells.get(3))));
    }

    /** Routes without words of members; each with the reason. */
    private static List<String> others() {
        return lines().filter(cells -> cells.size() == 2)
                .map(cells -> cells.get(0))
                .toList();
    }

    private static Stream<List<String>> lines() {
        try (var in = Objects.requireNonNull(ReadPathsTest.class.getResourceAsStream("/read-paths.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Question {
        void ask(ReadPath path, String reader, int server, Client client);
    }

    /** @param target with the names of ids in braces */
    private record ReadPath(String route, String target, Readers ofAPost, Readers ofAThread) {}

    private record Readers(Set<String> before, Set<String> after) {

        static Readers of(String cell) {
            var halves = cell.split(">", 2);
            return new Readers(names(halves[0]), names(halves[1]));
        }

        private static Set<String> names(String words) {
            return switch (words.strip()) {
                case "everybody" -> new TreeSet<>(EVERYBODY);
                case "nobody" -> Set.of();
                default -> new TreeSet<>(Arrays.asList(words.strip().split(" ")));
            };
        }
    }
}
