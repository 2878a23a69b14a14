package waymark.signposting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static waymark.schema.Tables.BANK_HOLIDAY;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Bank holidays by division; they come with Waymark and not with the catalogue. */
record Holidays(Map<String, Set<LocalDate>> byDivision) {

    static final Holidays NONE = new Holidays(Map.of());

    static Holidays read(DSLContext tx) {
        return new Holidays(tx.select(BANK_HOLIDAY.DIVISION, BANK_HOLIDAY.DAY).from(BANK_HOLIDAY).fetch().stream()
                .collect(groupingBy(row -> row.value1(), mapping(row -> row.value2(), toSet()))));
    }

    Set<LocalDate> of(String division) {
        return byDivision.getOrDefault(division, Set.of());
    }
}
