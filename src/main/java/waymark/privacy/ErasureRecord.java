package waymark.privacy;

import java.time.Instant;
import java.util.UUID;
import waymark.ids.AccountId;
import waymark.platform.erasure.Fate;

/**
 * All that is needed to erase somebody once more from a backup that is older. Ids and choices; nothing in it says who it was.
 */
record ErasureRecord(
        UUID erasure,
        AccountId account,
        Fate mode,
        ErasureChoice.Content content,
        byte[] receiptSha256,
        Instant confirmedAt) {}
