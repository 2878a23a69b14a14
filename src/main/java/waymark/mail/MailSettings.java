package waymark.mail;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How mails are sent.
 *
 * @param site what the forum is called in them
 * @param publicUrl where people reach it; links begin so
 * @param from an address, perhaps with a name before it
 * @param smtp without one, mails are written into the folder
 * @param folder where they are then
 */
public record MailSettings(String site, URI publicUrl, String from, Optional<Smtp> smtp, Path folder) {

    /** Whether mails can come from there. */
    public static boolean canSend(String from) {
        try {
            return Letters.sender(from).getAddress().contains("@");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @param login absent where the server wants none */
    public record Smtp(String host, int port, Security security, Optional<Login> login) {}

    /** How the connection is kept from being overheard. */
    public enum Security {
        /** From the first byte on. */
        TLS,
        /** Required before anything is said that matters; without it nothing is sent. */
        STARTTLS,
        /** Not at all, which is for a server on this machine. */
        NONE
    }

    public record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
