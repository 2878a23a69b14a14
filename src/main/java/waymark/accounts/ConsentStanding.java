package waymark.accounts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a consent stands.
 *
 * @param state given, outdated, withdrawn or missing
 * @param wordingVersion what was agreed to last; null when nothing ever was
 * @param since when that was given, or taken back; null when it never was given
 * @param current what there is to agree to now
 */
record ConsentStanding(
        String purpose,
        String state,
        @Nullable String wordingVersion,
        @Nullable Instant since,
        Accounts.ConsentWording current) {

    private static final String GIVEN = "given";
    private static final String WITHDRAWN = "withdrawn";

    static ConsentStanding of(
            Accounts.ConsentWording current,
            @Nullable String version,
            @Nullable Instant since,
            @Nullable Boolean withdrawn) {
        return new ConsentStanding(current.purpose(), state(current, version, withdrawn), version, since, current);
    }

    private static String state(
            Accounts.ConsentWording current, @Nullable String version, @Nullable Boolean withdrawn) {
        if (version == null || withdrawn == null) {
            return "missing";
        }
        if (withdrawn) {
            return WITHDRAWN;
        }
        return version.equals(current.version()) ? GIVEN : "outdated";
    }

    boolean stands() {
        return state.equals(GIVEN);
    }

    @JsonIgnore
    boolean isWithdrawn() {
        return state.equals(WITHDRAWN);
    }
}
