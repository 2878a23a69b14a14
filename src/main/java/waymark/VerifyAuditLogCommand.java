package waymark;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import waymark.audit.AuditLog;
import waymark.audit.Fault;

/** Tells whether the audit log still is as it was written. */
@Command(
        name = "verify-audit-log",
        description = {
            "Go along the whole audit log. Ends with 0 when it is intact and with 1 when it is not.",
            "Write the head down somewhere else, and give it back the next time: whoever owns the database could"
                    + " write all of the log anew, and only a head that was kept elsewhere shows it."
        })
final class VerifyAuditLogCommand implements Callable<Integer> {

    private static final int INTACT = 0;
    private static final int BROKEN = 1;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    @Spec
    private CommandSpec spec;

    @ArgGroup(exclusive = false)
    private @Nullable Remembered remembered;

    /** A head that was written down; both halves or neither. */
    static final class Remembered {

        @Option(names = "--number", required = true, description = "The number of the head you wrote down.")
        private long number;

        @Option(names = "--hash", required = true, description = "Its hash.")
        private String hash = "";
    }

    @Override
    public Integer call() {
        var head = Optional.ofNullable(remembered).map(this::headOf);
        var config = Config.from(System.getenv());
        try (var database = OpenedDatabase.open(config, Farewell.prepare())) {
            var verified =
                    new Features(database.database(), Clock.systemUTC(), config.features()).auditLog.verify(head);
            print(verified, spec.commandLine().getOut());
            return verified.intact() ? INTACT : BROKEN;
        }
    }

    private AuditLog.Head headOf(Remembered given) {
        var hash = given.hash.toLowerCase(Locale.ROOT);
        if (given.number < 1 || !HASH.matcher(hash).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "The number has to be 1 or more, and the hash 64 hexadecimal digits.");
        }
        return new AuditLog.Head(given.number, hash);
    }

    private static void print(AuditLog.Verification verified, PrintWriter out) {
        verified.broken()
                .ifPresentOrElse(
                        broken -> out.println(
                                "The audit log is BROKEN: entry " + broken.number() + " " + words(broken.what()) + "."),
                        () -> out.println("The audit log is intact."));
        out.println("Entries that hold: " + verified.entries());
        verified.head()
                .ifPresent(head -> out.println((verified.intact() ? "Head, to write down: " : "The last of them: ")
                        + "--number=" + head.number() + " --hash=" + head.hash()));
        out.flush();
    }

    private static String words(Fault fault) {
        return switch (fault) {
            case MISSING -> "is missing";
            case CHANGED -> "does not say what was written";
            case OTHER_PREDECESSOR -> "does not follow from the one before it";
            case REMEMBERED_MISSING -> "was written down, and the log ends before it";
            case REMEMBERED_CHANGED -> "is not the one that was written down";
        };
    }
}
