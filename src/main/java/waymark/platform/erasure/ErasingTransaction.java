package waymark.platform.erasure;

import static org.jooq.impl.DSL.field;

import org.jooq.DSLContext;

/** Triggers keep the words of some tables as they were written, but in a transaction that says that it erases somebody. */
public final class ErasingTransaction {

    private ErasingTransaction() {}

    /** Says so until the transaction ends. */
    public static void begin(DSLContext tx) {
        tx.select(field("set_config('waymark.erasing', 'yes', true)", String.class))
                .fetch();
    }
}
