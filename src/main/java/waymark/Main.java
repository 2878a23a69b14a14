package waymark;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import waymark.platform.db.embedded.EmbeddedPostgresException;
import waymark.platform.log.Logs;
import waymark.platform.log.StackWithoutWords;

/** The command line. */
@Command(
        name = "waymark",
        description = "The backend of a peer-support forum for people going through CAR-T cell therapy.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            MigrateCommand.class,
            CreateStaffCommand.class,
            RepairCountersCommand.class,
            ResealCommand.class,
            RetentionCommand.class,
            ExportErasuresCommand.class,
            ReplayErasuresCommand.class,
            VerifyAuditLogCommand.class,
            EvaluateSignpostingCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Settings come from the environment; api-docs/operators.md lists them. Without any, serve uses an embedded PostgreSQL",
            "in the folder .waymark and listens on http://127.0.0.1:8080."
        })
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    public static void main(String... arguments) {
        Logs.takeOver();
        int status = commandLine().execute(arguments.length == 0 ? new String[] {"help"} : arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((e, line, parsed) -> {
            if (e instanceof StartupException || e instanceof EmbeddedPostgresException) {
                line.getErr().println(e.getMessage());
            } else {
                line.getErr().println(StackWithoutWords.of(e));
            }
            return FAILED;
        });
    }
}
