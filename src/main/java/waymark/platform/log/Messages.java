package waymark.platform.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import net.logstash.logback.composite.AbstractFieldJsonProvider;
import net.logstash.logback.composite.JsonWritingUtils;

/**
 * Our own messages as they are, because nothing that people wrote is put into them. Those of libraries without what they
 * fill in: nobody here knows what it is.
 */
public final class Messages extends AbstractFieldJsonProvider<ILoggingEvent> {

    private static final String OURS = "waymark.";

    public Messages() {
        setFieldName("message");
    }

    @Override
    public void writeTo(JsonGenerator generator, ILoggingEvent event) throws IOException {
        boolean ours = event.getLoggerName().startsWith(OURS);
        JsonWritingUtils.writeStringField(
                generator, getFieldName(), ours ? event.getFormattedMessage() : event.getMessage());
    }
}
