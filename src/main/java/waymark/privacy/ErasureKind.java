package waymark.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a column when a member asks to be erased. */
enum ErasureKind {
    DELETED("the row is deleted"),
    EMPTIED("emptied"),
    REPLACED("replaced by something that says nothing"),
    BY_CHOICE("as the member chooses: it stays without a name, is emptied, or goes"),
    PSEUDONYMOUS("stays, and leads to an account without a name"),
    NAMELESS("stays, without the name of a member who leaves"),
    KEPT("stays");

    private final String words;

    ErasureKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ErasureKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
