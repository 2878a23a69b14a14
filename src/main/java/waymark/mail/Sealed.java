package waymark.mail;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Json;
import waymark.platform.secret.Keyring;

/** What of a mail must not be read in the database: whoever reads the link may do what it is for. */
record Sealed(String to, Optional<String> path) {

    static final String PURPOSE = "mail";

    byte[] seal(Keyring keyring) {
        return keyring.seal(PURPOSE, Json.write(new Stored(to, path.orElse(null))));
    }

    static Sealed open(Keyring keyring, byte[] sealed) {
        var stored = Json.read(keyring.open(PURPOSE, sealed), Stored.class);
        return new Sealed(stored.to, Optional.ofNullable(stored.path));
    }

    @Override
    public String toString() {
        return "Sealed";
    }

    private record Stored(String to, @Nullable String path) {}
}
