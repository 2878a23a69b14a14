package waymark.threads;

import java.util.List;
import waymark.ids.PostId;

/**
 * What a moderator gives to make a thread of some posts of another one.
 *
 * @param posts in any order; they keep the one they have
 */
public record NewSplit(List<PostId> posts, String title, String category) {}
