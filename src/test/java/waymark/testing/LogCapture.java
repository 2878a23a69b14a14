package waymark.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import waymark.platform.http.Json;

/** Everything that this process logs, as the program would write it: with the encoder of its own {@code logback.xml}. */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements BeforeAllCallback, AfterAllCallback {

    private static final String ROOT = org.slf4j.Logger.ROOT_LOGGER_NAME;

    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Encoder<ILoggingEvent> encoder = encoderOfTheProgram();

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
        logger("waymark").setLevel(Level.INFO);
        // Faults that are planted would otherwise fill the screen.
        logger(ROOT).iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(logger(ROOT)::detachAppender);
        logger(ROOT).addAppender(this);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        logger(ROOT).detachAppender(this);
        others.forEach(logger(ROOT)::addAppender);
        others.clear();
        logger("waymark").setLevel(null);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }

    /** What was written so far, one object each. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What the security log has about one request, by the id in its answer. */
    public List<JsonNode> security(String requestId) {
        return lines.stream()
                .filter(line -> line.contains(requestId))
                .map(LogCapture::read)
                .filter(line -> line.path("logger").asText().equals("waymark.security"))
                .filter(line -> line.path("request").asText().equals(requestId))
                .toList();
    }

    /** All that there is to an event, whether or not the program would write it. */
    public static String whole(ILoggingEvent event) {
        return event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getMDCPropertyMap() + " "
                + event.getThrowableProxy();
    }

    public static JsonNode read(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private static Encoder<ILoggingEvent> encoderOfTheProgram() {
        try {
            var context = new LoggerContext();
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Objects.requireNonNull(LogCapture.class.getResource("/logback.xml")));
            var console = (OutputStreamAppender<ILoggingEvent>)
                    context.getLogger(ROOT).getAppender("console");
            return Objects.requireNonNull(console).getEncoder();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
