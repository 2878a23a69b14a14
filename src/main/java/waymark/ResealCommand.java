package waymark;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import waymark.accounts.ErasedAccounts;
import waymark.operations.Resealing;

/** Lets go of older keys. */
@Command(name = "reseal", description = "Seal anew, with the first key of WAYMARK_KEYS, what the others sealed.")
final class ResealCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var config = Config.from(System.getenv());
        try (var database = OpenedDatabase.open(config, Farewell.prepare());
                var features = new Features(database.database(), Clock.systemUTC(), config.features())) {
            int sealed = new Resealing(database.database(), features.keys, features.sealedColumns()).run();
            var out = spec.commandLine().getOut();
            out.println("Sealed anew: " + sealed);
            int reserved = database.database().read(ErasedAccounts::countReserved);
            if (reserved > 0) {
                out.println(
                        "Names reserved for people who have left: " + reserved
                                + ". Keep the keys that came first when they left, behind the new one, or others can take these names.");
            }
            return 0;
        }
    }
}
