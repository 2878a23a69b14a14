package waymark.threads;

import java.util.List;

/**
 * What a post is to somebody who reads it.
 *
 * @param bookmarked whether they want to find it again
 * @param hiddenLabels those of its labels that they would rather not come across
 */
record PostMarks(boolean liked, boolean bookmarked, List<String> hiddenLabels) {

    static final PostMarks NONE = new PostMarks(false, false, List.of());
}
