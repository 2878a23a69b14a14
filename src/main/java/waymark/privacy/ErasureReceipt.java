package waymark.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waymark.platform.erasure.Fate;

/**
 * What somebody holds of their erasure. Nothing in it says who it was.
 *
 * @param held whether it waits, because something must be kept for now by law
 * @param check empty before the end
 * @param lookAgainAt when what stays for open cases is looked at again; empty when nothing does
 */
record ErasureReceipt(
        String state,
        boolean held,
        Fate mode,
        ErasureChoice.Content content,
        Instant requestedAt,
        Instant confirmedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        List<ErasurePreview.Part> gone,
        List<ErasurePreview.Part> kept,
        Optional<Check> check,
        Optional<Instant> lookAgainAt) {

    /** @param clean whether nothing was found in the whole database that should be gone */
    record Check(boolean clean, List<ErasureCheck.Found> found) {}
}
