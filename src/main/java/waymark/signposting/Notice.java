package waymark.signposting;

import java.util.List;

/** What somebody is told about what they wrote: general information, and whom to contact. */
public record Notice(String id, int tier, String title, String text, List<Service> services) {}
