package waymark;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import waymark.privacy.Retention;

/** Deletes what was kept for long enough, or says how much that is. */
@Command(
        name = "retention",
        description = {
            "Delete what was kept for long enough, as a running forum does once a day.",
            "One line for each rule: table and column that it goes by, and how many rows."
        })
final class RetentionCommand implements Callable<Integer> {

    private static final int ALL_GONE = 0;
    private static final int SOMETHING_FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--dry-run", description = "Only count what would go; change nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var config = Config.from(System.getenv());
        try (var database = OpenedDatabase.open(config, Farewell.prepare())) {
            var features = new Features(database.database(), Clock.systemUTC(), config.features());
            var out = spec.commandLine().getOut();
            var swept = dryRun ? features.retention.count() : features.retention.run();
            out.println(dryRun ? "Would go now:" : "Gone:");
            swept.forEach(each -> out.println(each.rule() + ": " + each.rows() + (each.failed() ? ", FAILED" : "")));
            int emptied = dryRun ? features.deletedPosts.count() : features.deletedPosts.empty();
            out.println("Posts taken back long ago: " + emptied + (dryRun ? " to be" : "") + " emptied");
            int detached = dryRun ? features.settledCases.count() : features.settledCases.detach();
            out.println("Cases settled long ago: " + detached + (dryRun ? " to be" : "") + " counted only");
            var unused = dryRun ? features.unusedAccounts.count() : features.unusedAccounts.run();
            out.println("Accounts that nobody uses: " + unused.told() + (dryRun ? " to be" : "") + " written to, "
                    + unused.closed() + (dryRun ? " to be" : "") + " erased");
            out.flush();
            return swept.stream().anyMatch(Retention.Swept::failed) ? SOMETHING_FAILED : ALL_GONE;
        }
    }
}
