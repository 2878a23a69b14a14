/**
 * What is new in public, for programs that read feeds (Atom, RFC 4287): titles and times, never what somebody wrote below
 * them. Feeds show on locked phones, and what collects them keeps what it has; so nothing is in them that its author or a
 * moderator has put a label on.
 */
@NullMarked
package waymark.feeds;

import org.jspecify.annotations.NullMarked;
