package waymark.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import waymark.ids.AccountId;

/**
 * An erasure as it is kept.
 *
 * @param step what is being done; empty before the first step and after the last
 * @param place how far the step is; empty at its beginning
 * @param sought what the check looks for, sealed
 * @param found empty before the check
 * @param quiet whether nobody is told when it is done
 */
record ErasureRow(
        UUID id,
        AccountId account,
        ErasureChoice choice,
        State state,
        Instant requestedAt,
        Optional<Instant> linkUntil,
        Optional<Instant> confirmedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Optional<String> step,
        Optional<String> place,
        Optional<byte[]> sought,
        Map<String, Integer> counts,
        Map<String, Integer> kept,
        Optional<List<ErasureCheck.Found>> found,
        Optional<Instant> lookAgainAt,
        boolean quiet) {

    enum State {
        REQUESTED,
        CONFIRMED,
        ERASING,
        FINISHED;

        /** The name used in the API and in the database. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
