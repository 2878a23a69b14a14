package waymark.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that was found.
 *
 * @param type thread, post, story or guide
 * @param id of the thread, post or story; of a guide its name and the anchor of the section
 * @param title of the thread, story or guide; absent where its author has taken back that their words are shown
 * @param snippet where in it the words are
 * @param thread in which a post is
 * @param number the place of a post in its thread
 * @param labels what some would rather know before they read it
 */
record Found(
        String type,
        String id,
        String href,
        Optional<List<Piece>> title,
        List<Piece> snippet,
        Optional<String> thread,
        Optional<Integer> number,
        Optional<String> category,
        List<String> labels,
        Optional<Instant> writtenAt) {

    /** @param match whether it is what was looked for */
    record Piece(String text, boolean match) {}
}
