package waymark.signposting.matching;

import java.util.Locale;

/** What tells how something is said. The phrases of each are data. */
enum Cue {
    /** Denies what follows: no, not, never. */
    DENIAL,
    /** Looks like a denial and is none: no idea why, won't go away. */
    NO_DENIAL,
    /** Denies what went before: but no, false alarm. */
    DENIED_AFTER,
    /** Ends the reach of what was before: but, however. */
    TURN,
    /** Begins to speak of somebody's own state in the middle of a sentence: and I'm. */
    OWN_STATE,
    /** Makes what follows a supposition: if, what happens when. */
    SUPPOSED,
    /** Makes the whole sentence a supposition, wherever it stands. */
    ALL_SUPPOSED,
    /** Somebody else's words follow: the leaflet says. */
    REPORTED,
    /** Speaks of what can happen to people: side effects include. */
    GENERAL,
    /** Asks the others how it was for them. */
    ASKING_OTHERS,
    /** Speaks to another member about their state: your fever. */
    YOURS,
    /** Says that it is now: tonight, still, since. */
    NOW,
    /** Says that it was long ago: in 2022, back then. */
    LONG_AGO,
    /** Says that it was some weeks or months ago; next to a milestone it says how long somebody has been out. */
    SOME_TIME_AGO,
    /** A point in the treatment that people count from: my infusion, home. */
    MILESTONE,
    /** Says that it came to an end: all sorted, was gone by. */
    OVER,
    /** Tells of what happened in hospital. */
    IN_HOSPITAL,
    /** A verb in the past. */
    PAST_VERB,
    /** A verb in the present. */
    PRESENT_VERB,
    /** The author, or somebody who may be the patient. */
    PATIENT,
    /** Somebody who is not the patient: a neighbour, a pet. */
    NOT_PATIENT,
    /** Says of somebody that they are the one in treatment: her cells, he was infused. */
    THEIR_TREATMENT,
    /** He, she, they. */
    PRONOUN;

    /** The name in the rule book. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
