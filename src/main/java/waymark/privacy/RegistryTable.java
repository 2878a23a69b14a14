package waymark.privacy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry says about a table.
 *
 * @param what for people, in a sentence
 * @param views whose rows these are; empty when they are nobody's
 * @param keep for how long, in words; empty where the sweeps say all
 * @param sweeps what is deleted by itself
 * @param columns all of them
 * @param sealed columns that the keyring opens, and what for
 */
record RegistryTable(
        String name,
        String what,
        Purpose purpose,
        List<View> views,
        Optional<String> keep,
        List<Sweep> sweeps,
        Map<String, ColumnKind> columns,
        Map<String, ErasureKind> erasure,
        Optional<String> because,
        Map<String, String> sealed) {

    /** @param condition Article 9 of the UK GDPR; empty where nobody's health is in it */
    record Purpose(String name, String what, String basis, Optional<String> condition) {

        boolean personal() {
            return !name.equals("reference");
        }
    }

    /**
     * One way in which rows are about somebody.
     *
     * @param name in the export
     * @param without columns that are left out of this view, and why
     * @param rowsLeftOut which of these rows are not exported; empty when all are
     * @param leftOut why none of it is exported; empty when it is
     */
    record View(
            String name,
            SubjectPath path,
            Map<String, String> without,
            Optional<Rows> rowsLeftOut,
            Optional<String> leftOut) {}

    /**
     * Some rows of a table.
     *
     * @param where SQL about the row
     * @param because which they are and why, for people
     */
    record Rows(String where, String because) {}

    /**
     * What goes by itself.
     *
     * @param after so long after the moment in {@code from}
     * @param written the same as the registry writes it
     * @param only SQL about the row; empty for every row
     * @param which the same in words
     * @param children {@code table.column}: rows of other tables that go first
     * @param despiteHold why it goes from accounts that are held too; empty when it stays
     */
    record Sweep(
            TemporalAmount after,
            String written,
            String from,
            Optional<String> only,
            Optional<String> which,
            List<String> children,
            Optional<String> despiteHold) {

        /** What is at that moment or before it goes now. */
        Instant before(Instant now) {
            return now.atZone(ZoneOffset.UTC).minus(after).toInstant();
        }
    }

    /** What an export does with a column in that view, and why where the kind does not say it. */
    ColumnKind.Export export(View view, String column) {
        boolean out = view.leftOut().isPresent()
                || view.without().containsKey(column)
                || (view.path().direct() && view.path().column().equals(column) && !column.equals("id"));
        return out ? ColumnKind.Export.LEFT_OUT : kind(column).export();
    }

    ColumnKind kind(String column) {
        return Optional.ofNullable(columns.get(column)).orElseThrow();
    }

    ErasureKind erasureOf(String column) {
        return Optional.ofNullable(erasure.get(column)).orElseThrow();
    }
}
