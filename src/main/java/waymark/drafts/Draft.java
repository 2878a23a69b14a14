package waymark.drafts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Set;
import waymark.ids.PostId;

/**
 * A draft as it is kept.
 *
 * @param sequence what a client gives back when it changes this
 */
record Draft(String key, int sequence, @JsonUnwrapped DraftText text, Instant savedAt) {

    Draft quotingOnly(Set<PostId> posts) {
        return new Draft(key, sequence, text.quotingOnly(posts), savedAt);
    }
}
