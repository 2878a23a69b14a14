package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the list of security requirements names as its proof has to be there. */
class SecurityListTest {

    private static final Path LIST = Path.of("api-docs/security.md");
    private static final Path EXCUSES = Path.of("src/main/spotbugs/excused.xml");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z0-9]+){1,6}");
    private static final Pattern FILE = Pattern.compile("[a-z/-]+\\.(md|xml|yaml)");
    private static final Pattern EXCUSED = Pattern.compile("<Class name=\"([^\"]+)\"/>");

    /** Of the HTTP server. */
    private static final Set<String> OF_OTHERS = Set.of("UriCompliance");

    @Test
    void everyClassAndEveryFileInTheListExists() throws IOException {
        var ours = sources()
                .map(path -> path.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toUnmodifiableSet());
        var missing = new TreeSet<String>();
        int count = 0;
        var quoted = QUOTED.matcher(Files.readString(LIST));
        while (quoted.find()) {
            var name = quoted.group(1);
            if (CLASS.matcher(name).matches() && !OF_OTHERS.contains(name)) {
                count++;
                if (!ours.contains(name)) {
                    missing.add(name);
                }
            } else if (FILE.matcher(name).matches() && Files.notExists(Path.of(name))) {
                missing.add(name);
            }
        }
        assertEquals(Set.of(), missing);
        assertTrue(count > 100, "names of classes found: " + count);
    }

    @Test
    void noRequirementIsInTheListTwice() throws IOException {
        var seen = new TreeSet<String>();
        var twice = new TreeSet<String>();
        for (var line : Files.readAllLines(LIST)) {
            if (line.matches("\\| \\d.*")) {
                for (var number : line.split("\\|", 3)[1].strip().split(",\\s*", -1)) {
                    if (!seen.add(number)) {
                        twice.add(number);
                    }
                }
            }
        }
        assertEquals(Set.of(), twice);
    }

    @Test
    void whatIsExcusedIsStillThereAndHasItsReason() throws IOException {
        var text = Files.readString(EXCUSES);
        var classes =
                EXCUSED.matcher(text).results().map(found -> found.group(1)).toList();
        for (var name : classes) {
            assertTrue(Files.exists(Path.of("src/main/java", name.replace('.', '/') + ".java")), name);
        }
        assertEquals(classes.size(), text.split("<Match>", -1).length - 1, "each excuse is for one class");
        assertTrue(
                Pattern.compile("-->\\s*<Match>").matcher(text).results().count() == classes.size(),
                "each excuse has its reason in front of it");
    }

    private static Stream<Path> sources() throws IOException {
        try (var main = Files.walk(Path.of("src/main/java"));
                var test = Files.walk(Path.of("src/test/java"))) {
            return Stream.concat(main, test).filter(path -> path.toString().endsWith(".java")).toList().stream();
        }
    }
}
