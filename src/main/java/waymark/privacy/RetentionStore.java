package waymark.privacy;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Names of tables and conditions come from the registry, which is shipped with the program; nothing here is from outside. */
final class RetentionStore {

    private static final String HELD = "select account_id from legal_hold";

    private RetentionStore() {}

    static int count(DSLContext tx, Retention.Rule rule, Instant before) {
        return tx.fetchCount(table(name(rule.table().name())), goes(rule, before));
    }

    /**
     * Deletes some of what goes, with what belongs to it.
     *
     * @return how many rows, without those of other tables; fewer than {@code most} when nothing is left
     */
    static int delete(DSLContext tx, Retention.Rule rule, Instant before, int most) {
        var swept = rule.table().name();
        // The place of a row, because not every table has one column that names it. It holds while the row is locked.
        var places = tx.select(field("{0}::text", String.class, field(name(swept, "ctid"))))
                .from(table(name(swept)))
                .where(goes(rule, before))
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(0, String.class)
                .toArray(String[]::new);
        if (places.length == 0) {
            return 0;
        }
        for (var child : rule.sweep().children()) {
            int dot = child.indexOf('.');
            int unused = tx.execute(
                    "delete from " + child.substring(0, dot) + " where " + child + " in (select id from " + swept
                            + " where ctid = any(cast(? as tid[])))",
                    (Object) places);
        }
        return tx.execute("delete from " + swept + " where ctid = any(cast(? as tid[]))", (Object) places);
    }

    private static Condition goes(Retention.Rule rule, Instant before) {
        var swept = rule.table().name();
        var all = new ArrayList<Condition>();
        all.add(field(name(swept, rule.sweep().from()), Instant.class).le(before));
        rule.sweep().only().ifPresent(only -> all.add(condition(only)));
        if (rule.sweep().despiteHold().isEmpty() && !rule.table().views().isEmpty()) {
            // Not "not": where nobody is named the comparison is null, and such a row is held by nobody.
            all.add(condition("(" + aboutSomebodyHeld(rule.table()) + ") is not true"));
        }
        return and(all);
    }

    private static String aboutSomebodyHeld(RegistryTable table) {
        return table.views().stream()
                .map(view -> view.path().isOneOf(table.name(), HELD))
                .collect(Collectors.joining(" or "));
    }
}
