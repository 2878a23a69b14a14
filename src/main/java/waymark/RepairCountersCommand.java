package waymark;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Counts again what is kept counted. */
@Command(name = "repair-counters", description = "Count again the posts that each thread keeps counted.")
final class RepairCountersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var config = Config.from(System.getenv());
        try (var database = OpenedDatabase.open(config, Farewell.prepare())) {
            int threads =
                    new Features(database.database(), Clock.systemUTC(), config.features()).threads.repairCounters();
            spec.commandLine().getOut().println("Threads counted again: " + threads);
            return 0;
        }
    }
}
