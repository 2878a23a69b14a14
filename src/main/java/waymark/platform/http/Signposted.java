package waymark.platform.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** An answer as it leaves the server: what the route said, and the way to a human being. */
record Signposted(@JsonUnwrapped Object answer, Object signposting) {}
