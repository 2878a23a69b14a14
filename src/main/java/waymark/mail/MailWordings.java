package waymark.mail;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import waymark.platform.text.Shipped;

/**
 * The file db/reference/mail.yaml.
 *
 * @param subject the same for all about an account: a mailbox must not show what goes on in it
 * @param subjects of kinds that have another, by the code of the kind; as neutral
 * @param kinds by the code of a kind
 */
record MailWordings(
        String subject, Map<String, String> subjects, String greeting, String closing, Map<String, String> kinds) {

    private static final String RESOURCE = "/db/reference/mail.yaml";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final String LINK = "link";

    MailWordings {
        var codes = Arrays.stream(MailKind.values()).map(MailKind::code).collect(Collectors.toCollection(TreeSet::new));
        if (!codes.equals(kinds.keySet())
                || !codes.containsAll(subjects.keySet())
                || !Stream.concat(Stream.of(subject), subjects.values().stream())
                        .allMatch(MailWordings::isOneLine)) {
            throw new IllegalStateException(RESOURCE + " has to have subjects of one line, and the kinds " + codes);
        }
        for (var kind : MailKind.values()) {
            if (Objects.requireNonNull(kinds.get(kind.code())).contains("{" + LINK + "}") != kind.leads()) {
                throw new IllegalStateException(RESOURCE + " has a link too many or too few in " + kind.code());
            }
        }
    }

    private static boolean isOneLine(String text) {
        return text.equals(text.strip()) && !text.contains("\n");
    }

    String subject(MailKind kind) {
        return subjects.getOrDefault(kind.code(), subject);
    }

    static MailWordings load() {
        return Shipped.yaml(RESOURCE, MailWordings.class);
    }

    /**
     * What is in a mail of this kind.
     *
     * @param places what stands where, by name; a name that is not there is a mistake in the file
     */
    String text(MailKind kind, Map<String, String> places) {
        var whole = greeting.strip()
                + "\n\n"
                + Objects.requireNonNull(kinds.get(kind.code())).strip()
                + "\n\n--\n"
                + closing.strip()
                + "\n";
        return PLACE.matcher(whole).replaceAll(found -> Matcher.quoteReplacement(place(found, places)));
    }

    private static String place(MatchResult found, Map<String, String> places) {
        return Objects.requireNonNull(places.get(found.group(1)), () -> RESOURCE + " has no place " + found.group());
    }
}
