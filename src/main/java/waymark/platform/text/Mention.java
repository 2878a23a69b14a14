package waymark.platform.text;

import org.commonmark.node.Link;

/** A link to a member who was called by name. */
final class Mention extends Link {

    Mention(String username) {
        super("/members/" + username, null);
    }
}
