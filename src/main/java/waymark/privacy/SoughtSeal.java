package waymark.privacy;

import static waymark.schema.Tables.ERASURE;

import java.util.Optional;
import java.util.UUID;
import waymark.platform.http.Json;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;

/** Keeps what the check of an erasure looks for where nobody reads it, for as long as it takes. */
public record SoughtSeal(Keyring keys) {

    private static final String PURPOSE = "erasure";

    /** For sealing it anew. */
    public static final SealedColumn<UUID> SEALED =
            new SealedColumn<>(ERASURE, ERASURE.ID, ERASURE.SOUGHT, PURPOSE, Optional.empty());

    byte[] seal(ErasureCheck.Sought sought) {
        return keys.seal(PURPOSE, Json.write(sought));
    }

    ErasureCheck.Sought open(byte[] sealed) {
        return Json.read(keys.open(PURPOSE, sealed), ErasureCheck.Sought.class);
    }
}
