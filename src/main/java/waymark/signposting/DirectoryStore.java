package waymark.signposting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static waymark.schema.Tables.BANK_HOLIDAY;
import static waymark.schema.Tables.OPENING_HOURS;
import static waymark.schema.Tables.SERVICE;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;

final class DirectoryStore {

    private DirectoryStore() {}

    static List<Listing> listings(DSLContext tx) {
        var spans = spans(tx);
        var holidays = holidays(tx);
        return tx.select(
                        SERVICE.ID,
                        SERVICE.NAME,
                        SERVICE.DESCRIPTION,
                        SERVICE.PHONE_DISPLAY,
                        SERVICE.PHONE_E164,
                        SERVICE.EMAIL,
                        SERVICE.URL,
                        SERVICE.ALWAYS_OPEN,
                        SERVICE.TIME_ZONE,
                        SERVICE.BANK_HOLIDAYS,
                        SERVICE.BANK_HOLIDAY_DIVISION)
                .from(SERVICE)
                .orderBy(DSL.when(SERVICE.ID.eq(Directory.HELPLINE), 0).otherwise(1), SERVICE.ID)
                .fetch(Records.mapping(
                        (id, name, description, display, e164, email, url, always, zone, rule, division) -> new Listing(
                                id,
                                name,
                                description,
                                display,
                                e164,
                                email,
                                url,
                                always,
                                new OpeningHours(
                                        ZoneId.of(zone),
                                        spans.getOrDefault(id, List.of()),
                                        rule.equals("closed")
                                                ? holidays.getOrDefault(division, Set.of())
                                                : Set.of()))));
    }

    private static Map<String, List<OpeningHours.Span>> spans(DSLContext tx) {
        return tx
                .select(OPENING_HOURS.SERVICE_ID, OPENING_HOURS.DAY, OPENING_HOURS.OPENS, OPENING_HOURS.CLOSES)
                .from(OPENING_HOURS)
                .fetch()
                .stream()
                .collect(groupingBy(
                        row -> row.value1(),
                        mapping(
                                row -> new OpeningHours.Span(
                                        DayOfWeek.valueOf(row.value2().toUpperCase(Locale.ROOT)),
                                        row.value3(),
                                        row.value4()),
                                toList())));
    }

    private static Map<String, Set<LocalDate>> holidays(DSLContext tx) {
        return tx.select(BANK_HOLIDAY.DIVISION, BANK_HOLIDAY.DAY).from(BANK_HOLIDAY).fetch().stream()
                .collect(groupingBy(row -> row.value1(), mapping(row -> row.value2(), toSet())));
    }
}
