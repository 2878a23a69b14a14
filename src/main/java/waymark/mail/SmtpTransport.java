package waymark.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import waymark.mail.MailSettings.Security;

/** Hands mails to an SMTP server. */
final class SmtpTransport implements MailTransport {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    /** For each of its answers, of which there are about ten. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private static final int OK = 250;

    private final MailSettings.Smtp server;
    private final Session session;

    SmtpTransport(MailSettings settings, MailSettings.Smtp server) {
        this(settings, server, Optional.empty());
    }

    /** @param trusting for servers whose certificate is not one that everybody trusts; the name in it is checked anyway */
    SmtpTransport(MailSettings settings, MailSettings.Smtp server, Optional<SSLSocketFactory> trusting) {
        this.server = server;
        var sender = Letters.sender(settings.from()).getAddress();
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", server.host());
        properties.setProperty("mail.smtp.port", String.valueOf(server.port()));
        properties.setProperty("mail.smtp.auth", String.valueOf(server.login().isPresent()));
        properties.setProperty("mail.smtp.from", sender);
        // What it greets with; otherwise it would tell the name of this machine.
        properties.setProperty("mail.smtp.localhost", Letters.domain(sender));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(server.security() == Security.TLS));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(server.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(server.security() == Security.STARTTLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty("mail.smtp.connectiontimeout", String.valueOf(LONGEST_CONNECT.toMillis()));
        properties.setProperty("mail.smtp.timeout", String.valueOf(LONGEST_ANSWER.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", String.valueOf(LONGEST_ANSWER.toMillis()));
        trusting.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
        this.session = Session.getInstance(properties);
    }

    @Override
    public Outcome send(UUID id, Instant writtenAt, MimeMessage message) {
        try {
            var transport = session.getTransport();
            try {
                connect(transport);
                transport.sendMessage(message, message.getAllRecipients());
                return Outcome.of(Result.ACCEPTED, OK);
            } finally {
                hangUp(transport);
            }
        } catch (AuthenticationFailedException e) {
            return Outcome.outOfOrder(null, "it does not accept the user and the password");
        } catch (MessagingException e) {
            return judge(e);
        }
    }

    private void connect(jakarta.mail.Transport transport) throws MessagingException {
        transport.connect(
                server.login().map(MailSettings.Login::user).orElse(null),
                server.login().map(MailSettings.Login::password).orElse(null));
    }

    /** What it says to a goodbye changes nothing about what it has taken. */
    private static void hangUp(jakarta.mail.Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // It is gone already.
        }
    }

    /** Never looks at the words of an exception: servers put the address into them. */
    private static Outcome judge(MessagingException failure) {
        for (var one : chain(failure).toList()) {
            if (one instanceof SMTPAddressFailedException recipient) {
                return refusal(recipient.getReturnCode());
            }
        }
        if (failure instanceof SMTPSendFailedException refused) {
            // For want of our own address; or of being let in, which some say here only.
            return refused.getCommand().startsWith("MAIL")
                    ? Outcome.outOfOrder(refused.getReturnCode(), "it does not take mails from WAYMARK_MAIL_FROM")
                    : refusal(refused.getReturnCode());
        }
        var causes = chain(failure).toList();
        if (causes.stream().anyMatch(SSLException.class::isInstance)) {
            return Outcome.outOfOrder(null, "its certificate is not trusted or not for its name, or it speaks no TLS");
        }
        return causes.stream().anyMatch(IOException.class::isInstance)
                ? Outcome.outOfOrder(null, "it cannot be reached, or does not answer")
                : Outcome.outOfOrder(null, "it turns everybody away, or offers no STARTTLS");
    }

    private static Outcome refusal(int status) {
        return Outcome.of(status / 100 == 5 ? Result.REFUSED : Result.NOT_NOW, status < 200 ? null : status);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, one -> one != null, one -> next(one));
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException message ? message.getNextException() : failure.getCause();
    }
}
