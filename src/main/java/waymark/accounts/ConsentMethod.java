package waymark.accounts;

import java.util.Locale;

/** Where somebody agreed to something. */
enum ConsentMethod {
    SIGN_UP,
    /** Later, by whom it is about. */
    SETTINGS,
    /** Told to the operator, who made the account. */
    OPERATOR;

    /** As it is in the database. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
