package waymark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down, outside of the database, who was erased: ids and choices only. */
@Command(
        name = "export-erasures",
        description = "Write the list of erasures into a file, for the day on which an older backup is put back.")
final class ExportErasuresCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Replaced if it is there. Keep it apart from the backups.")
    private Path file = Path.of("erasures.jsonl");

    @Override
    public Integer call() throws IOException {
        var config = Config.from(System.getenv());
        try (var database = OpenedDatabase.open(config, Farewell.prepare());
                var features = new Features(database.database(), Clock.systemUTC(), config.features())) {
            var list = features.erasureReplays.export();
            // A list that is half written would be worse than the one of yesterday.
            var written = file.resolveSibling(file.getFileName() + ".part");
            Files.write(written, list);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            spec.commandLine().getOut().println("Erasures in the list: " + list.size());
            return 0;
        }
    }
}
