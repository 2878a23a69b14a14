package waymark.threads;

import java.util.List;
import waymark.ids.AccountId;

/** What is written above the posts of a thread, and by whom. */
record Heading(String title, String category, List<String> tags, AccountId author) {

    static Heading of(ThreadView thread) {
        return new Heading(thread.title(), thread.category(), thread.tags(), thread.authorId());
    }
}
