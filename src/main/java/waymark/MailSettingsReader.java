package waymark;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import waymark.mail.MailSettings;
import waymark.mail.MailSettings.Login;
import waymark.mail.MailSettings.Security;
import waymark.mail.MailSettings.Smtp;

/** The settings of mails, among the others. */
final class MailSettingsReader {

    private static final String DEFAULT_SITE = "Waymark";
    private static final int LONGEST_SITE = 60;
    private static final int LAST_PORT = 65_535;
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_OVER_TLS = 465;

    /** Nobody gets mails that come from here: without a server to send them they only become files. */
    private static final String NOBODY = "no-reply@localhost";

    private final ConfigReader settings;

    MailSettingsReader(ConfigReader settings) {
        this.settings = settings;
    }

    /** @param folder where mails are written when there is no server to send them */
    MailSettings read(URI publicUrl, Path folder) {
        var smtp = smtp();
        return new MailSettings(site(), publicUrl, from(), smtp, folder);
    }

    private String site() {
        var site = settings.text("SITE_NAME").orElse(DEFAULT_SITE);
        if (site.length() > LONGEST_SITE || site.chars().anyMatch(Character::isISOControl)) {
            settings.mistake("SITE_NAME", "has to be one line of up to " + LONGEST_SITE + " characters");
        }
        return site;
    }

    private String from() {
        var from = settings.text("MAIL_FROM");
        if (from.isEmpty() && settings.text("SMTP_URL").isPresent()) {
            settings.mistake("MAIL_FROM", "is needed with WAYMARK_SMTP_URL, such as no-reply@example.org");
        }
        if (from.isPresent() && !MailSettings.canSend(from.get())) {
            settings.mistake("MAIL_FROM", "has to be like no-reply@example.org, or Name <no-reply@example.org>");
            return NOBODY;
        }
        return from.orElse(NOBODY);
    }

    private Optional<Smtp> smtp() {
        var url = settings.text("SMTP_URL");
        var login = login();
        if (url.isEmpty()) {
            if (login.isPresent()) {
                settings.mistake("SMTP_URL", "is needed with WAYMARK_SMTP_USER and WAYMARK_SMTP_PASSWORD");
            }
            return Optional.empty();
        }
        var smtp = url.flatMap(MailSettingsReader::parse).map(server -> smtp(server, login));
        if (smtp.isEmpty()) {
            settings.mistake(
                    "SMTP_URL",
                    "has to be like smtp://mail.example.org:587 or smtps://mail.example.org:465, with the name and the"
                            + " password in WAYMARK_SMTP_USER and WAYMARK_SMTP_PASSWORD");
        }
        return smtp;
    }

    private Optional<Login> login() {
        var user = settings.text("SMTP_USER");
        var password = settings.secret("SMTP_PASSWORD");
        if (user.isPresent() != password.isPresent()) {
            settings.mistake("SMTP_USER", "and WAYMARK_SMTP_PASSWORD are needed together, or neither");
        }
        return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
    }

    private static Optional<URI> parse(String text) {
        return Optional.of(text)
                .filter(given -> given.matches("smtps?://[^/\\s?#@]+"))
                .flatMap(given -> {
                    try {
                        return Optional.of(URI.create(given))
                                .filter(url ->
                                        url.getHost() != null && url.getPort() != 0 && url.getPort() <= LAST_PORT);
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                });
    }

    private static Smtp smtp(URI url, Optional<Login> login) {
        boolean tls = url.getScheme().equals("smtps");
        int port = url.getPort() >= 0 ? url.getPort() : tls ? SUBMISSION_OVER_TLS : SUBMISSION;
        // Many a server on the same machine offers STARTTLS with a certificate that nobody can check, and needs none.
        var otherwise = Config.isLoopback(url.getHost()) ? Security.NONE : Security.STARTTLS;
        return new Smtp(url.getHost(), port, tls ? Security.TLS : otherwise, login);
    }
}
