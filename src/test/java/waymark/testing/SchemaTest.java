package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    private static final Path COMMITTED = Path.of("src/main/java/waymark/schema");

    @Test
    void committedTablesAreThoseOfTheMigrations(@TempDir Path folder) throws Exception {
        var settings = TestDatabases.create();
        SchemaGenerator.generate(
                settings.url(),
                settings.username().orElseThrow(),
                settings.password().orElseThrow(),
                Boolean.getBoolean("schema.write") ? Path.of("src/main/java").toAbsolutePath() : folder);

        if (!Boolean.getBoolean("schema.write")) {
            var generated = sources(folder.resolve("waymark/schema"));
            var committed = sources(COMMITTED);
            Lists.requireSame("the migrations", generated.keySet(), COMMITTED.toString(), committed.keySet());
            generated.forEach((name, source) -> assertEquals(
                    source,
                    committed.get(name),
                    name + " is not that of the migrations; mvn -q test -Dtest=SchemaTest -Dschema.write=true"));
        }
        TestDatabases.drop(settings);
    }

    private static Map<String, String> sources(Path folder) throws IOException {
        var sources = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                // Generators on newer JDKs suppress one warning more.
                sources.put(
                        folder.relativize(file).toString(),
                        Files.readString(file).replace(", \"this-escape\"", ""));
            }
        }
        return sources;
    }
}
