package waymark.platform.time;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static waymark.schema.Tables.BANK_HOLIDAY;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Bank holidays by division; they come with Waymark and are not edited. */
public record Holidays(Map<String, Set<LocalDate>> byDivision) {

    /** The division in which the charity works. */
    public static final String ENGLAND_AND_WALES = "england-and-wales";

    public static final Holidays NONE = new Holidays(Map.of());

    public static Holidays read(DSLContext tx) {
        return new Holidays(tx.select(BANK_HOLIDAY.DIVISION, BANK_HOLIDAY.DAY).from(BANK_HOLIDAY).fetch().stream()
                .collect(groupingBy(row -> row.value1(), mapping(row -> row.value2(), toSet()))));
    }

    public Set<LocalDate> of(String division) {
        return byDivision.getOrDefault(division, Set.of());
    }
}
