package waymark.mail;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;

/**
 * A mail to be sent. It has no words of its own: those of its kind are in db/reference/mail.yaml, the same for everybody.
 *
 * @param about whose account; what waits for an account goes when the account goes
 * @param path where its link leads, from the address of the forum on, with a token in it
 */
public record Mail(MailKind kind, String to, Optional<AccountId> about, Optional<String> path) {

    /** What could end a line of a mail, and so begin another header. */
    private static final Pattern BREAKS_OUT = Pattern.compile("[\\s\\p{Cntrl}\\p{Zl}\\p{Zp}\\u0085]");

    private static final int LONGEST = 254;

    public Mail {
        if (!canGoTo(to)) {
            throw new IllegalArgumentException("this is no e-mail address");
        }
        if (kind.leads() != path.isPresent()) {
            throw new IllegalArgumentException(kind + (kind.leads() ? " needs a link" : " has no link"));
        }
        if (path.isPresent()
                && (!path.get().startsWith("/")
                        || BREAKS_OUT.matcher(path.get()).find())) {
            throw new IllegalArgumentException("a link begins with a slash and has no spaces");
        }
    }

    /** Whether a mail can be written to this; nobody may ever get it there. */
    public static boolean canGoTo(String address) {
        return !address.isEmpty()
                && address.length() <= LONGEST
                && !BREAKS_OUT.matcher(address).find();
    }

    /** A kind that has no link. */
    public static Mail of(MailKind kind, String to, @Nullable AccountId about) {
        return new Mail(kind, to, Optional.ofNullable(about), Optional.empty());
    }

    /** @param path such as {@code /verify-email#token=...}; behind the # no server sees it */
    public static Mail leading(MailKind kind, String to, @Nullable AccountId about, String path) {
        return new Mail(kind, to, Optional.ofNullable(about), Optional.of(path));
    }

    /** Without the address and the token, which belong in no log. */
    @Override
    public String toString() {
        return "Mail[" + kind.code() + "]";
    }
}
