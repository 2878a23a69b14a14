package waymark.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Json;
import waymark.platform.secret.Keyring;

/** What of a mail must not be read in the database: whoever reads the link may do what it is for. */
record Sealed(String to, Optional<String> path) {

    static final String PURPOSE = "mail";

    byte[] seal(Keyring keyring) {
        try {
            return keyring.seal(PURPOSE, Json.MAPPER.writeValueAsString(new Stored(to, path.orElse(null))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mail could not be sealed");
        }
    }

    static Sealed open(Keyring keyring, byte[] sealed) {
        try {
            var stored = Json.MAPPER.readValue(keyring.open(PURPOSE, sealed), Stored.class);
            return new Sealed(stored.to, Optional.ofNullable(stored.path));
        } catch (JsonProcessingException e) {
            // Its message would hold what was sealed.
            throw new IllegalStateException("a sealed mail is not as it was written");
        }
    }

    @Override
    public String toString() {
        return "Sealed";
    }

    private record Stored(String to, @Nullable String path) {}
}
