package waymark.privacy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is in a column, and so what an export does with it. */
enum ColumnKind {
    ID(Export.AS_IT_IS, "of the row, or of a thing that belongs to it"),
    SUBJECT(Export.LEFT_OUT, "whose row it is: the person who asks"),
    PERSONAL(Export.AS_IT_IS, "what is known about the person"),
    HEALTH(Export.AS_IT_IS, "what is known about the person, special category"),
    WORDS(Export.AS_IT_IS, "what the person wrote; it may say anything, so special category"),
    TEAM_WORDS(Export.WITHOUT_NAMES, "what the team wrote to the person or about them"),
    OTHER_WORDS(Export.LEFT_OUT, "what other members wrote"),
    STAFF_WORDS(Export.LEFT_OUT, "what the team wrote for everybody, or for itself, about nobody in particular"),
    OTHER(Export.UNNAMED_MEMBER, "who another member is"),
    TEAM(Export.UNNAMED_TEAM, "who it was of the team"),
    DERIVED(Export.LEFT_OUT, "made from other columns, which are exported"),
    SECRET(Export.LEFT_OUT, "would let somebody in, or says who reported something"),
    TECHNICAL(Export.LEFT_OUT, "says nothing about anybody");

    /** What becomes of a value on its way into an export. */
    enum Export {
        AS_IT_IS("exported"),
        WITHOUT_NAMES("exported, without the names of other members"),
        UNNAMED_MEMBER("as “another member”"),
        UNNAMED_TEAM("as “a member of the team”"),
        LEFT_OUT("left out");

        private final String words;

        Export(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final Export export;
    private final String words;

    ColumnKind(Export export, String words) {
        this.export = export;
        this.words = words;
    }

    Export export() {
        return export;
    }

    /** What it means, for people. */
    String words() {
        return words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ColumnKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
