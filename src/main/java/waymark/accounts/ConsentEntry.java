package waymark.accounts;

import java.time.Instant;
import java.util.UUID;

/**
 * A line of the ledger.
 *
 * @param action given or withdrawn
 * @param wordingSha256 of the words that were agreed to, in hexadecimal digits
 * @param method where it was done
 */
record ConsentEntry(
        UUID id,
        String purpose,
        String action,
        String wordingVersion,
        String wordingSha256,
        Instant at,
        String method) {}
