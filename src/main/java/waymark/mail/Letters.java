package waymark.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import waymark.platform.http.Routes;

/** Makes the mail that is sent from what was written down. */
final class Letters {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));

    /** Neither reads settings nor sends; a mail cannot be made without one. */
    private static final Session NOWHERE = Session.getInstance(new Properties());

    private static final String TOKEN = "token=";

    private final MailWordings wordings = MailWordings.load();
    private final MailSettings settings;
    private final InternetAddress from;

    Letters(MailSettings settings) {
        this.settings = settings;
        this.from = sender(settings.from());
    }

    /**
     * The same for the same mail whenever it is made, its Message-ID included.
     *
     * @throws AddressException when nothing can be sent to this address
     */
    MimeMessage write(UUID id, MailKind kind, Sealed sealed, Instant writtenAt) throws MessagingException {
        var message = new Numbered(id + "@" + domain(from.getAddress()));
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, recipient(sealed.to()));
        message.setSubject(wordings.subject(kind), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(writtenAt));
        // So that nobody's holiday answers to it (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        if (kind.canBeEnded()) {
            message.setHeader("List-Unsubscribe", "<" + ending(sealed.path().orElseThrow()) + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        message.setText(text(kind, sealed, writtenAt), StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    /** Where programs end it. People get to a page, by the same token. */
    private String ending(String path) {
        var token = path.substring(path.indexOf(TOKEN) + TOKEN.length());
        return settings.publicUrl() + Routes.BASE + "/unsubscriptions/" + token;
    }

    /**
     * The address in a setting.
     *
     * @throws IllegalArgumentException when it is not one address that mails can come from
     */
    static InternetAddress sender(String from) {
        try {
            var parsed = InternetAddress.parse(from, true);
            if (parsed.length != 1 || from.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("not one address");
            }
            var sender = ascii(parsed[0].getAddress());
            sender.setPersonal(parsed[0].getPersonal(), StandardCharsets.UTF_8.name());
            return sender;
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Taken as a whole: a comma in it does not make two addresses of it. */
    private static InternetAddress recipient(String address) throws AddressException {
        return ascii(address);
    }

    private static InternetAddress ascii(String address) throws AddressException {
        int at = address.lastIndexOf('@');
        // A colon and a semicolon make a group of it (RFC 5322), which stands for others.
        if (at < 1 || address.indexOf(':') >= 0 || address.indexOf(';') >= 0) {
            throw new AddressException("no address");
        }
        try {
            var checked = new InternetAddress();
            checked.setAddress(address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1)));
            checked.validate();
            return checked;
        } catch (IllegalArgumentException e) {
            throw new AddressException("no domain");
        }
    }

    private String text(MailKind kind, Sealed sealed, Instant writtenAt) {
        var places = new HashMap<String, String>();
        places.put("site", settings.site());
        places.put("home", settings.publicUrl().toString());
        places.put("time", TIME.format(writtenAt));
        sealed.path().ifPresent(path -> places.put("link", settings.publicUrl() + path));
        // As mails end their lines, in files too.
        return wordings.text(kind, places).replace("\n", "\r\n");
    }

    /** With a Message-ID of its own; otherwise a new one would be made each time. */
    private static final class Numbered extends MimeMessage {

        private final String id;

        Numbered(String id) {
            super(NOWHERE);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
