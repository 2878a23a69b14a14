package waymark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import waymark.privacy.ErasureReplays;

/** Erases once more, from a backup that was put back, who was erased after it was made. */
@Command(
        name = "replay-erasures",
        description =
                "After an older backup was put back and before the forum is served: erase once more who is in the list.")
final class ReplayErasuresCommand implements Callable<Integer> {

    private static final int LOOK_AGAIN = 1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What export-erasures wrote last.")
    private Path file = Path.of("erasures.jsonl");

    @Override
    public Integer call() throws IOException {
        var config = Config.from(System.getenv());
        if (!Files.isReadable(file)) {
            throw new StartupException("The list of erasures cannot be read: " + file);
        }
        var list = Files.readAllLines(file);
        try (var database = OpenedDatabase.open(config, Farewell.prepare());
                var features = new Features(database.database(), Clock.systemUTC(), config.features())) {
            var replayed = replay(features.erasureReplays, list);
            var out = spec.commandLine().getOut();
            replayed.counts().forEach((outcome, count) -> out.println(outcome.words() + ": " + count));
            replayed.found()
                    .forEach(found -> out.println("Something is left in " + found.table() + "." + found.column()
                            + ", rows: " + found.rows()));
            if (replayed.isAboutStrangers()) {
                out.println("Nothing was erased: nobody of this list is in this database."
                        + " Is it the right list, and the right database?");
                return LOOK_AGAIN;
            }
            out.println(replayed.isClean() ? "Nothing is left." : "Something is left to do.");
            return replayed.isClean() ? 0 : LOOK_AGAIN;
        }
    }

    private static ErasureReplays.Replayed replay(ErasureReplays replays, List<String> list) {
        try {
            return replays.replay(list);
        } catch (IllegalArgumentException e) {
            throw new StartupException(Objects.requireNonNull(e.getMessage()));
        }
    }
}
