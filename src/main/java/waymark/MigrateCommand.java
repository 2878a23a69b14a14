package waymark;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Brings the database to this version and ends. */
@Command(name = "migrate", description = "Bring the database to this version; serve does it too.")
final class MigrateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var database = OpenedDatabase.open(Config.from(System.getenv()), Farewell.prepare())) {
            spec.commandLine().getOut().println("Migrations applied: " + database.migrationsApplied());
            return 0;
        }
    }
}
