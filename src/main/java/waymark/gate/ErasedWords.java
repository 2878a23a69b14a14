package waymark.gate;

import static waymark.schema.Tables.WATCHED_WORD;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.ids.WatchedWordId;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Sweep;
import waymark.platform.erasure.Traces;

/** Takes out of the words that are watched for what leads to somebody who leaves for good. */
public final class ErasedWords {

    private static final int LONGEST_NOTE = 500;

    /**
     * Takes the name out of notes. What watches for the name itself goes as a whole: there is nothing else that it could find.
     * A name that may be an ordinary word stays watched for as that word.
     */
    public Batch clear(DSLContext tx, Traces traces, Optional<String> after) {
        var naming = naming(tx, traces);
        boolean noted = tx.fetchExists(WATCHED_WORD, traces.mayBeIn(List.of(WATCHED_WORD.NOTE)));
        if (naming.isEmpty() && !noted) {
            return Batch.last(0);
        }
        SettingsStore.raiseRevision(tx);
        naming.forEach(id -> WatchedWordStore.delete(tx, id));
        return new Sweep(
                        WATCHED_WORD,
                        WATCHED_WORD.ID.coerce(UUID.class),
                        List.of(new Sweep.Column(WATCHED_WORD.NOTE, LONGEST_NOTE)),
                        DSL.falseCondition())
                .bumping(WATCHED_WORD.VERSION)
                .run(tx, traces, after)
                .plus(naming.size());
    }

    private static List<WatchedWordId> naming(DSLContext tx, Traces traces) {
        return tx
                .select(WATCHED_WORD.ID, WATCHED_WORD.PATTERN)
                .from(WATCHED_WORD)
                .where(traces.mayBeIn(List.of(WATCHED_WORD.PATTERN, WATCHED_WORD.PATTERN_KEY)))
                .stream()
                .filter(row ->
                        !traces.without(row.value2(), false, Integer.MAX_VALUE).equals(row.value2()))
                .map(row -> row.value1())
                .toList();
    }
}
