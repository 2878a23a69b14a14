package waymark.reports;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.REPORT_REASON;
import static waymark.schema.Tables.STATUTORY_CATEGORY;

import java.util.List;
import org.jooq.DSLContext;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;

final class ReasonStore {

    private ReasonStore() {}

    static List<Reason> all(DSLContext tx) {
        var statutory = statutoryCategories(tx);
        return tx.select(
                        REPORT_REASON.CODE,
                        REPORT_REASON.TITLE,
                        REPORT_REASON.TEXT,
                        REPORT_REASON.NEEDS_MESSAGE,
                        REPORT_REASON.NEEDS_STATUTORY_CATEGORY,
                        REPORT_REASON.CATEGORY.convertFrom(CaseCategory::of),
                        REPORT_REASON.PRIORITY.convertFrom(Priority::valueOf))
                .from(REPORT_REASON)
                .orderBy(REPORT_REASON.POSITION, REPORT_REASON.CODE)
                .fetch(mapping((code, title, text, needsMessage, needsStatutory, category, priority) -> new Reason(
                        code, title, text, needsMessage, needsStatutory ? statutory : List.of(), category, priority)));
    }

    private static List<Reason.StatutoryCategory> statutoryCategories(DSLContext tx) {
        return tx.select(
                        STATUTORY_CATEGORY.CODE,
                        STATUTORY_CATEGORY.TITLE,
                        STATUTORY_CATEGORY.PRIORITY.convertFrom(Priority::valueOf))
                .from(STATUTORY_CATEGORY)
                .orderBy(STATUTORY_CATEGORY.POSITION, STATUTORY_CATEGORY.CODE)
                .fetch(mapping(Reason.StatutoryCategory::new));
    }
}
