package waymark.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import waymark.benchmark.Rounds.Figures;
import waymark.benchmark.Rounds.Subject;
import waymark.ids.ThreadId;
import waymark.platform.db.Database;
import waymark.threads.ReadingVariants;

/**
 * How fast the forum is on this machine, and how much of the time is the database's. It runs the jar as an operator does,
 * puts load on it over HTTP, and puts the same SQL to the same database without the server. After {@code mvn package}:
 *
 * <pre>java -cp target/waymark.jar:target/test-classes waymark.benchmark.FirstFigures</pre>
 *
 * <p>That takes some four minutes; {@code -Dfigures.seconds=0.2} makes each measured turn that short, and the whole run a
 * trial. {@code -Dfigures.characters} is the length of a post.
 */
public final class FirstFigures {

    private static final double USUAL_SECONDS = 1.8;
    private static final double SECONDS = Double.parseDouble(System.getProperty("figures.seconds", "" + USUAL_SECONDS));
    private static final Duration TURN = Duration.ofMillis(Math.round(SECONDS * 1_000));
    private static final int ROUNDS = 4;
    private static final int WARM_UPS = 1;

    /** Nothing has run in this process before, while the server has had thousands of requests. */
    private static final int WARM_UPS_HERE = 3;

    private static final int MOST_CALLERS = 8;
    private static final long BEFORE_MEMORY_IS_READ = Math.round(10_000 * Math.min(1, SECONDS / USUAL_SECONDS));
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Report report = new Report();

    private FirstFigures() {}

    public static void main(String... arguments) throws Exception {
        new FirstFigures().measure();
    }

    private void measure() throws Exception {
        var jar = TARGET.resolve("waymark.jar");
        if (Files.notExists(jar)) {
            throw new IllegalStateException(jar + " is missing; run mvn -q package -DskipTests first");
        }
        var begin = System.nanoTime();
        var data = TARGET.resolve("first-figures-data");
        var log = TARGET.resolve("first-figures-server.log");
        delete(data);
        Files.deleteIfExists(log);
        sayWhere();
        try (var forum = RunningForum.start(jar, data, log)) {
            started("on a new folder", forum);
        }
        try (var forum = RunningForum.start(jar, data, log)) {
            started("on a folder that is there", forum);
            measure(forum);
        }
        delete(data);
        report.line("");
        report.line("load of the machine at the end: " + load() + "; the run took "
                + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        report.write(TARGET.resolve("first-figures.txt"), TARGET.resolve("first-figures.csv"));
    }

    private void measure(RunningForum forum) throws Exception {
        var stage = Stage.set(forum, MOST_CALLERS);
        var http = stage.overHttp();
        try (var callers = Callers.connect(forum, stage.places())) {
            for (var subject : http) {
                Rounds.repeat(subject, callers.all(), BEFORE_MEMORY_IS_READ / http.size());
            }
            memory("after " + BEFORE_MEMORY_IS_READ + " requests", forum);
            callers.connectToDatabase(forum);
            var subjects = new ArrayList<>(http);
            subjects.addAll(stage.plain());
            for (int count : new int[] {1, MOST_CALLERS}) {
                load(count, Rounds.measure(subjects, callers.first(count), WARM_UPS, ROUNDS, TURN));
            }
            memory("at the end, with " + MOST_CALLERS + " connections of ours to the database", forum);
        }
        read(forum, stage.thread());
    }

    private void sayWhere() throws IOException {
        report.line("Waymark, first figures");
        report.line("date      " + Instant.now());
        report.line("machine   " + Runtime.getRuntime().availableProcessors() + " cores, " + processor() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.line("JDK       " + System.getProperty("java.vm.name") + " " + Runtime.version()
                + ", server started with no options");
        report.line("load      " + load() + " at the start");
        report.line("turns     " + ROUNDS + " of " + TURN.toMillis() + " ms for each row, by turns with the other rows,"
                + " after one that does not count");
        report.line("Client, server and database share these cores: what the client takes, the server lacks.");
        report.line("The server writes its log of requests to a file. Rate limits are off.");
        report.line("");
        report.fact("machine", "cores", Runtime.getRuntime().availableProcessors());
    }

    private void started(String where, RunningForum forum) {
        report.line(String.format(
                Locale.ROOT,
                "start to ready %-34s %6d ms",
                where,
                forum.untilReady().toMillis()));
        report.fact("start", where, forum.untilReady().toMillis());
    }

    private void memory(String when, RunningForum forum) throws IOException {
        long java = forum.residentMegabytes();
        long database = forum.databaseMegabytes();
        report.line(String.format(
                Locale.ROOT,
                "memory %s: Java %d MB (VmRSS), PostgreSQL %d MB (PSS, all processes)",
                when,
                java,
                database));
        report.fact("memory", "Java MB " + when, java);
        report.fact("memory", "PostgreSQL MB " + when, database);
    }

    private void load(int callers, List<Figures> all) {
        report.line("");
        report.line(callers + (callers == 1 ? " caller" : " callers, each with a connection of its own"));
        report.line(String.format(
                Locale.ROOT,
                "   %-52s %9s %19s %8s %8s %8s %7s",
                "",
                "a second",
                "(worst, best turn)",
                "p50 ms",
                "p95 ms",
                "p99 ms",
                "bytes"));
        for (var one : all) {
            report.line(String.format(
                    Locale.ROOT,
                    "%s  %-52s %9.0f %9.0f %9.0f %8.2f %8.2f %8.2f %7s",
                    one.key(),
                    one.name(),
                    one.perSecond(),
                    one.slowestRound(),
                    one.fastestRound(),
                    one.p50(),
                    one.p95(),
                    one.p99(),
                    one.bytes() == 0 ? "-" : one.bytes()));
            report.figures("load", callers, one);
        }
        var byKey = all.stream().collect(Collectors.toMap(Figures::key, figures -> figures));
        ratio(callers, byKey, "b", "h");
        ratio(callers, byKey, "f", "i");
        ratio(callers, byKey, "b", "a");
    }

    private void ratio(int callers, Map<String, Figures> byKey, String above, String below) {
        var one = byKey.get(above);
        var other = byKey.get(below);
        if (one == null || other == null) {
            return;
        }
        var rate = one.perSecond() / other.perSecond();
        report.line(String.format(
                Locale.ROOT,
                "%s/%s  %.2f of the rate, %.2f times the p50",
                above,
                below,
                rate,
                one.p50() / other.p50()));
        report.fact("ratio of rates, " + callers, above + "/" + below, rate);
    }

    /** In this process and one after the other, on the database that the server is using. */
    private void read(RunningForum forum, ThreadId thread) throws Exception {
        try (var db = new Database(forum.database())) {
            var variants = new ReadingVariants(db, Clock.systemUTC());
            variants.requireAlike(thread);
            var page = variants.present(thread);
            var subjects = List.of(
                    new Subject<ReadingVariants>(
                            "plain", "three fixed queries, mapped by hand", v -> count(v.plain(thread))),
                    new Subject<ReadingVariants>(
                            "present", "three fluent jOOQ queries, as it is", v -> count(v.present(thread))),
                    new Subject<ReadingVariants>(
                            "nested", "one jOOQ query with multisets", v -> count(v.nested(thread))),
                    new Subject<ReadingVariants>(
                            "json", "one query, JSON made by PostgreSQL", v -> v.json(thread).length),
                    new Subject<ReadingVariants>(
                            "jackson", "to add to all but json: Jackson writes it", v -> v.written(page).length));
            report.line("");
            report.line("ways to read that page, one caller in this process; all give the same");
            report.line(String.format(Locale.ROOT, "%-55s %9s %9s %9s", "", "mean µs", "p50 µs", "p99 µs"));
            for (var one : Rounds.measure(
                    subjects,
                    List.of(variants),
                    WARM_UPS_HERE,
                    ROUNDS,
                    TURN.multipliedBy(2).dividedBy(3))) {
                report.line(String.format(
                        Locale.ROOT,
                        "%-9s %-45s %9.0f %9.0f %9.0f",
                        one.key(),
                        one.name(),
                        1e6 / one.perSecond(),
                        1e3 * one.p50(),
                        1e3 * one.p99()));
                report.figures("reading", 1, one);
            }
        }
    }

    /** Looks at what was read, so that no compiler finds that nobody does. */
    private static long count(ReadingVariants.ThreadPage page) {
        return page.posts().size();
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }

    /** Of the last one, five and fifteen minutes. */
    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip().replaceAll("(\\S+ \\S+ \\S+).*", "$1");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
