package waymark.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What one logger, and those below it, are told while this is open; see {@link LogCapture} for what the program writes. */
public final class Logged implements AutoCloseable {

    /** The logger above all others. */
    public static final String ROOT = org.slf4j.Logger.ROOT_LOGGER_NAME;

    private final Logger logger;
    private final @Nullable Level before;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private Logged(Logger logger) {
        this.logger = logger;
        before = logger.getLevel();
        events.start();
        logger.addAppender(events);
    }

    public static Logged by(Class<?> type) {
        return by(type.getName());
    }

    public static Logged by(String logger) {
        return new Logged((Logger) LoggerFactory.getLogger(logger));
    }

    /** The same, and from this level on. */
    public static Logged by(String logger, Level level) {
        var logged = by(logger);
        logged.logger.setLevel(level);
        return logged;
    }

    /** So far, the earliest first. */
    public List<ILoggingEvent> events() {
        synchronized (events) {
            return List.copyOf(events.list);
        }
    }

    /** The same as they are read, without their levels. */
    public List<String> messages() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** The same, each behind its level. */
    public List<String> lines() {
        return events().stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        logger.setLevel(before);
        logger.detachAppender(events);
        events.stop();
    }
}
