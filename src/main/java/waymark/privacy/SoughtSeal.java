package waymark.privacy;

import static waymark.schema.Tables.ERASURE;

import com.fasterxml.jackson.core.JsonProcessingException;
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
        try {
            return keys.seal(PURPOSE, Json.MAPPER.writeValueAsString(sought));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    ErasureCheck.Sought open(byte[] sealed) {
        try {
            return Json.MAPPER.readValue(keys.open(PURPOSE, sealed), ErasureCheck.Sought.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
