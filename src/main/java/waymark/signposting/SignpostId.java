package waymark.signposting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What people are pointed to, in the order in which it is shown: the tier comes first, then the place in this list. */
enum SignpostId {
    HELPLINE(0),
    EMERGENCY_999(1),
    CRISIS_MH(1),
    CAR_T_TEAM_NOW(1),
    ASK_YOUR_TEAM(2),
    EMOTIONAL_SUPPORT(2),
    CARER_SUPPORT(2),
    END_OF_LIFE(2),
    BEREAVEMENT(2),
    DRIVING(2),
    WORK_MONEY(3),
    YOUNG_PEOPLE(3),
    DIAGNOSIS_CHARITY(3);

    private final int tier;

    SignpostId(int tier) {
        this.tier = tier;
    }

    /** The catalogue cannot change it: who is woken up for what does not depend on an edit of a text. */
    int tier() {
        return tier;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<SignpostId> find(String code) {
        return Arrays.stream(values()).filter(id -> id.code().equals(code)).findFirst();
    }
}
