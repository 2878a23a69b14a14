package waymark.stories;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger of consents. Where it was withdrawn, what only a given consent says is null.
 *
 * @param action given or withdrawn
 * @param live whether it holds now
 * @param wordingHash SHA-256 of the words that were shown, in hexadecimal digits
 */
record Consent(
        int number,
        String action,
        Instant at,
        boolean live,
        @Nullable String givenBy,
        @Nullable Boolean youngPersonAssents,
        List<String> scopes,
        @Nullable String audience,
        @Nullable String attribution,
        @Nullable Instant expiresAt,
        @Nullable String wordingVersion,
        @Nullable String wordingHash,
        String method) {

    boolean allows(String scope) {
        return live && scopes.contains(scope);
    }

    /** What it says about what readers get. Call only for one that was given. */
    Terms terms() {
        return new Terms(
                Objects.requireNonNull(audience),
                Objects.requireNonNull(attribution),
                Objects.requireNonNull(expiresAt),
                scopes.contains("public-web"));
    }

    /** @param indexable whether search engines may find it */
    record Terms(String audience, String attribution, Instant until, boolean indexable) {

        boolean named() {
            return !attribution.equals("none");
        }
    }
}
