package waymark.platform.log;

import java.util.logging.LogManager;
import org.slf4j.LoggerFactory;

/** Whatever this process says about itself goes through one log, whose fields are listed in {@code logback.xml}. */
public final class Logs {

    private Logs() {}

    /** Silences what would write past the log: the logging of the JDK, and exceptions that end a thread. */
    public static void takeOver() {
        LogManager.getLogManager().reset();
        var log = LoggerFactory.getLogger(Logs.class);
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> log.error("a thread has ended", fault));
    }
}
