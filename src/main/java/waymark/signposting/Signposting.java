package waymark.signposting;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;

/**
 * The way to a human being that every answer carries.
 *
 * @param topics from the tags and the title of what is shown; the same for every reader
 * @param notices absent for everybody but the author of what was written, and moderators in a case
 * @param version of the catalogue
 */
public record Signposting(Helpline helpline, List<Topic> topics, Optional<List<Notice>> notices, String version) {

    /** @param more when there are none, not even the name of the field is there */
    Signposting with(List<Topic> topics, List<Notice> more) {
        return new Signposting(helpline, topics, Optional.of(more).filter(list -> !list.isEmpty()), version);
    }

    /** @param whenClosed a service that is open at all hours */
    public record Helpline(@JsonUnwrapped Service service, Service whenClosed) {}

    public record Topic(String id, String title, String text, List<Service> services) {}
}
