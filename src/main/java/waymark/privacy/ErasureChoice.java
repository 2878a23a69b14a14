package waymark.privacy;

import waymark.platform.erasure.Fate;

/** What somebody who leaves wants to become of what they leave behind, kind by kind. */
record ErasureChoice(Fate mode, Content content) {

    /** What is chosen for each kind of content. */
    record Content(Fate posts, Fate stories, Fate likes, Fate reports) {}
}
