package waymark.platform.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What went wrong and where, without the messages of exceptions: those quote what people wrote, as the database does with
 * the row that breaks a constraint. The names of constraint and table come from the migrations and are told.
 */
public final class StackWithoutWords extends ThrowableHandlingConverter {

    private static final int MOST_FRAMES = 40;
    private static final int MOST_CAUSES = 8;

    @Override
    public String convert(ILoggingEvent event) {
        return event.getThrowableProxy() == null ? "" : told(event.getThrowableProxy());
    }

    /** The same for an exception that no logger has seen. */
    public static String of(Throwable fault) {
        return told(new ThrowableProxy(fault));
    }

    private static String told(IThrowableProxy fault) {
        var told = new StringBuilder();
        int causes = 0;
        for (IThrowableProxy one = fault; one != null && causes < MOST_CAUSES; one = one.getCause()) {
            told.append(causes++ == 0 ? "" : "\ncaused by ").append(one.getClassName());
            told.append(database(one));
            var frames = one.getStackTraceElementProxyArray();
            // The outer frames of a cause are those of what it caused.
            int own = Math.min(MOST_FRAMES, frames.length - one.getCommonFrames());
            for (int i = 0; i < own; i++) {
                told.append("\n  ").append(frames[i].getSTEAsString());
            }
        }
        return told.toString();
    }

    private static String database(IThrowableProxy fault) {
        if (!(fault instanceof ThrowableProxy proxy && proxy.getThrowable() instanceof SQLException e)) {
            return "";
        }
        var server = Optional.of(e)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .map(PSQLException::getServerErrorMessage);
        return " [" + said(e.getSQLState())
                + server.map(message -> " " + where(message)).orElse("") + "]";
    }

    private static String where(ServerErrorMessage message) {
        return (said(message.getTable()) + " " + said(message.getConstraint())).strip();
    }

    private static String said(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
