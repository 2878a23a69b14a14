package waymark.signposting;

import java.util.List;

/**
 * A signpost as one person is shown it, with its services at that moment.
 *
 * @param tier 1 where a miss may cost a life, 2 for a real need, 3 for practical things, 0 for the helpline
 */
public record Notice(String id, int tier, String title, String text, List<Service> services) {}
