package waymark.signposting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The way to a human being that every answer carries.
 *
 * @param topics from the tags and the title of what is shown; the same for every reader
 * @param version of the catalogue
 */
public record Signposting(Helpline helpline, List<Topic> topics, String version) {

    /** @param whenClosed a service that is open at all hours */
    public record Helpline(@JsonUnwrapped Service service, Service whenClosed) {}

    public record Topic(String id, String title, String text, List<Service> services) {}
}
