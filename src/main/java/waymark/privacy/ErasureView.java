package waymark.privacy;

import java.time.Instant;
import waymark.platform.erasure.Fate;

/**
 * What somebody asked for and has not confirmed yet.
 *
 * @param confirmBefore until then the link in the mail can be used
 * @param held whether it would have to wait, because something must be kept for now by law
 */
record ErasureView(Fate mode, ErasureChoice.Content content, Instant requestedAt, Instant confirmBefore, boolean held) {

    static ErasureView of(ErasureRow row, boolean held) {
        return new ErasureView(
                row.choice().mode(),
                row.choice().content(),
                row.requestedAt(),
                row.linkUntil().orElseThrow(),
                held);
    }
}
