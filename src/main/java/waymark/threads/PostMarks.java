package waymark.threads;

import java.util.Set;
import waymark.ids.PostId;

/** Which posts somebody likes, and which they want to find again. */
record PostMarks(Set<PostId> liked, Set<PostId> bookmarked) {

    static final PostMarks NONE = new PostMarks(Set.of(), Set.of());
}
