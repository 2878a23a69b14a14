package waymark.platform.log;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.AccountId;

/**
 * What somebody wants to see who looks for attacks: who signed in, and every refusal. A line has fixed codes and at most
 * the id of an account: no name, no address of any kind, nothing that was sent.
 */
public final class SecurityLog {

    private static final Logger log = LoggerFactory.getLogger("waymark.security");

    private SecurityLog() {}

    /** Something happened to an account. */
    public static void note(SecurityEvent event, AccountId account) {
        log.atInfo()
                .addKeyValue("event", event.code())
                .addKeyValue("account", account)
                .log("noted");
    }

    /**
     * A request was refused.
     *
     * @param event the code of the problem, or of what there is to say besides
     * @param route as the contract has it; what was asked for is not told
     * @param account who asked, when somebody had signed in
     */
    public static void refused(String event, int status, String method, String route, Optional<AccountId> account) {
        var line = log.atInfo()
                .addKeyValue("event", event)
                .addKeyValue("status", status)
                .addKeyValue("method", method)
                .addKeyValue("route", route);
        (account.isPresent() ? line.addKeyValue("account", account.get()) : line).log("refused");
    }
}
