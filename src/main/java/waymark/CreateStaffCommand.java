package waymark;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import waymark.accounts.NewAccount;
import waymark.platform.access.Role;
import waymark.platform.http.Contract;
import waymark.platform.problem.Problem;

/** Makes the account of a supporter, a moderator or an admin. */
@Command(
        name = "create-staff",
        description =
                "Make the account of somebody who looks after the forum. The password is asked for, or read from the"
                        + " environment variable WAYMARK_STAFF_PASSWORD or the file named by WAYMARK_STAFF_PASSWORD_FILE.")
final class CreateStaffCommand implements Callable<Integer> {

    /** The operator has met them. */
    private static final int ADULT = 18;

    @Option(names = "--username", required = true, description = "The name others see.")
    private String username = "";

    @Option(names = "--email", required = true, description = "Seen by nobody else.")
    private String email = "";

    @Option(names = "--role", required = true, description = "One of: ${COMPLETION-CANDIDATES}.")
    private StaffRole role = StaffRole.supporter;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var config = Config.from(System.getenv());
        var password = password();
        try (var database = OpenedDatabase.open(config, Farewell.prepare())) {
            var features = new Features(database.database(), Clock.systemUTC(), config.features());
            create(features, password);
            spec.commandLine().getOut().println("The account " + username + " is made. Its role: " + role + ".");
            return 0;
        } catch (Problem e) {
            var places = e.errors().stream().map(error -> "\n  " + error.pointer() + ": " + error.detail());
            throw new StartupException(e.type().title() + ". " + e.detail() + places.collect(Collectors.joining()));
        }
    }

    private void create(Features features, String password) {
        var consents = features.accounts.wordings().stream()
                .map(wording -> new NewAccount.ConsentGiven(wording.purpose(), wording.version()))
                .toList();
        Contract.load()
                .require(
                        "NewAccount",
                        Map.of(
                                "username",
                                username,
                                "email",
                                email,
                                "password",
                                password,
                                "ageAtLeast",
                                ADULT,
                                "consents",
                                consents));
        features.signUpRules.requireOfStaff(username, email, password);
        var wanted = new NewAccount(username, email, features.passwords.hash(password), consents);
        var unused = features.db.write(tx -> features.accounts.createStaff(tx, wanted, Role.of(role.name())));
    }

    private static String password() {
        return ConfigReader.secretIn(System.getenv(), "STAFF_PASSWORD")
                .or(CreateStaffCommand::asked)
                .orElseThrow(
                        () -> new StartupException(
                                "There is no terminal to ask for the password: set WAYMARK_STAFF_PASSWORD_FILE to a file that holds it."));
    }

    private static Optional<String> asked() {
        return Optional.ofNullable(System.console())
                .map(console -> console.readPassword("Password for the new account: "))
                .map(String::new);
    }

    /** Written in lower case because picocli shows and reads the names as they are. */
    enum StaffRole {
        supporter,
        moderator,
        admin
    }
}
