package waymark.reports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a report has got, as its reporter is told. */
enum ReportState {
    RECEIVED,
    BEING_LOOKED_AT,
    DECIDED;

    /** The name used in the API. */
    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
