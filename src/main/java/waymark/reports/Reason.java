package waymark.reports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;

/**
 * Why somebody reports something.
 *
 * @param text shown to whoever is about to report something
 * @param statutoryCategories one of them has to be chosen; empty where there is nothing to choose
 * @param category of the case that is raised
 */
record Reason(
        String code,
        String title,
        String text,
        boolean needsMessage,
        List<StatutoryCategory> statutoryCategories,
        @JsonIgnore CaseCategory category,
        @JsonIgnore Priority priority) {

    /** A kind of illegal content. */
    record StatutoryCategory(
            String code, String title, @JsonIgnore Priority priority) {}
}
