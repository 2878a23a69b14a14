package waymark.cases;

import static org.jooq.Records.mapping;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static waymark.schema.Tables.BANK_HOLIDAY;
import static waymark.schema.Tables.STAFFED_HOURS;
import static waymark.schema.Tables.STAFFING;
import static waymark.schema.Tables.STAFFING_TEXT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.platform.time.Holidays;

final class StaffingStore {

    private StaffingStore() {}

    /** Hours and version in one query, so that they belong together. */
    static Staffing read(DSLContext tx) {
        return tx.select(
                        STAFFING.BANK_HOLIDAYS,
                        STAFFING.CHANGED_BY,
                        STAFFING.VERSION,
                        multiset(select(STAFFED_HOURS.DAY, STAFFED_HOURS.OPENS, STAFFED_HOURS.CLOSES)
                                        .from(STAFFED_HOURS))
                                .convertFrom(rows -> rows.map(mapping(StaffingStore::shift))))
                .from(STAFFING)
                .fetchSingle(mapping((bankHolidays, changedBy, version, hours) -> new Staffing(
                        inOrder(hours), Staffing.OnBankHolidays.of(bankHolidays), changedBy != null, version)));
    }

    /** One change after the other. */
    static void lock(DSLContext tx) {
        tx.select(STAFFING.ID).from(STAFFING).forUpdate().execute();
    }

    static void change(
            DSLContext tx, List<Staffing.Shift> hours, Staffing.OnBankHolidays bankHolidays, AccountId by, Instant at) {
        tx.update(STAFFING)
                .set(STAFFING.BANK_HOLIDAYS, bankHolidays.code())
                .set(STAFFING.CHANGED_BY, by)
                .set(STAFFING.CHANGED_AT, at)
                .set(STAFFING.VERSION, STAFFING.VERSION.plus(1))
                .execute();
        tx.deleteFrom(STAFFED_HOURS).execute();
        if (!hours.isEmpty()) {
            tx.insertInto(STAFFED_HOURS, STAFFED_HOURS.DAY, STAFFED_HOURS.OPENS, STAFFED_HOURS.CLOSES)
                    .valuesOfRows(hours.stream()
                            .map(shift -> row(
                                    shift.day(),
                                    shift.span().opens(),
                                    shift.span().closes()))
                            .toList())
                    .execute();
        }
    }

    static Set<LocalDate> holidays(DSLContext tx) {
        return tx.select(BANK_HOLIDAY.DAY)
                .from(BANK_HOLIDAY)
                .where(BANK_HOLIDAY.DIVISION.eq(Holidays.ENGLAND_AND_WALES))
                .fetchSet(BANK_HOLIDAY.DAY);
    }

    static String text(DSLContext tx, String situation) {
        return tx.select(STAFFING_TEXT.TEXT)
                .from(STAFFING_TEXT)
                .where(STAFFING_TEXT.SITUATION.eq(situation))
                .fetchSingle(mapping(text -> text));
    }

    private static Staffing.Shift shift(String day, LocalTime opens, LocalTime closes) {
        return new Staffing.Shift(day, opens.toString(), closes.toString());
    }

    private static List<Staffing.Shift> inOrder(List<Staffing.Shift> hours) {
        return hours.stream()
                .sorted(Comparator.comparing(
                                (Staffing.Shift shift) -> shift.span().day())
                        .thenComparing(Staffing.Shift::opens))
                .toList();
    }
}
