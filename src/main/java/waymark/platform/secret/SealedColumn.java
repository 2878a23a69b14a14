package waymark.platform.secret;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.Field;
import org.jooq.Table;

/**
 * A column that holds what was sealed. Each feature names its own, so that all of them are sealed anew when a new key
 * comes in front.
 *
 * @param id the primary key of the table
 * @param purpose what it was sealed for
 * @param hashed the column by which rows are found, where there is one
 */
public record SealedColumn<K>(
        Table<?> table, Field<K> id, Field<byte[]> sealed, String purpose, Optional<Hashed> hashed) {

    /**
     * The hash beside what was sealed, for the same purpose.
     *
     * @param normalised the form of the text that is hashed
     */
    public record Hashed(Field<byte[]> column, UnaryOperator<String> normalised) {}
}
