package waymark.privacy;

import java.time.Instant;
import waymark.platform.erasure.Fate;

/**
 * What somebody asked for and has not confirmed yet.
 *
 * @param confirmBefore until then the link in the mail can be used
 */
record ErasureView(Fate mode, ErasureChoice.Content content, Instant requestedAt, Instant confirmBefore) {

    static ErasureView of(ErasureRow row) {
        return new ErasureView(
                row.choice().mode(),
                row.choice().content(),
                row.requestedAt(),
                row.linkUntil().orElseThrow());
    }
}
