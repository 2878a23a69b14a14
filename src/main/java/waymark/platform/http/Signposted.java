package waymark.platform.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * An answer as it leaves the server: what the route said, and the way to a human being. A route answers with one itself
 * when it has more to say there than what every answer carries.
 */
public record Signposted(@JsonUnwrapped Object answer, Object signposting) {}
