package waymark.signposting.matching;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a find is judged in its sentence. */
public enum Reading {
    /** A symptom: counts when somebody in treatment has it now, not when it is denied, over, imagined or quoted. */
    @JsonProperty("symptom")
    SYMPTOM,

    /** A feeling of the author: counts unless it is denied, over, or somebody else's. */
    @JsonProperty("feeling")
    FEELING,

    /** Counts unless it is over: denying and belittling change nothing. */
    @JsonProperty("present")
    PRESENT,

    /** Always counts. Denying it, joking about it and belittling it change nothing. */
    @JsonProperty("always")
    ALWAYS
}
