package waymark.threads;

import waymark.ids.PostId;
import waymark.ids.ThreadId;

/**
 * Where what somebody sent stands now.
 *
 * @param post the opening one, where it is a thread or the title of one
 */
public record Published(ThreadId thread, PostId post) {}
