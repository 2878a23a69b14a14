package waymark.accounts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import waymark.ids.AccountId;

/** Somebody whose words a member wants folded away, and since when. */
public record Mute(
        Author member, Instant mutedAt, @JsonIgnore AccountId mutedId) {}
