package waymark.accounts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import waymark.ids.AccountId;
import waymark.platform.access.Member;

/**
 * What members see of a member. Neither when they were last here nor on which day they joined: days can be put beside what
 * somebody told about their treatment.
 *
 * @param joined the month, in UTC
 */
public record Profile(
        @JsonUnwrapped Author author,
        String joined,
        @JsonIgnore AccountId id) {

    static Profile of(Author author, Instant createdAt, AccountId id) {
        return new Profile(
                author, YearMonth.from(createdAt.atZone(ZoneOffset.UTC)).toString(), id);
    }

    /**
     * What a member is to the one who asks.
     *
     * @param actions what they may do
     */
    public record Seen(boolean muted, List<String> actions) {

        static Seen by(Member me, Profile profile, boolean muted) {
            var actions = new ArrayList<String>();
            if (!me.id().equals(profile.id())) {
                actions.add(muted ? "unmute" : "mute");
                actions.add("report");
            }
            return new Seen(muted, List.copyOf(actions));
        }
    }
}
