package waymark.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.MAIL;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.mail.MailSettings.Security;
import waymark.testing.Logged;
import waymark.testing.Together;

/** What SMTP servers say, and what becomes of the mails then. */
class SmtpTest {

    private final Outbox outbox = new Outbox();
    private final Relay relay = new Relay();
    private final Logged everything = Logged.by(Logged.ROOT);

    @AfterEach
    void itGoes() {
        everything.close();
        relay.close();
        outbox.close();
    }

    @Test
    void aServerThatIsDownGetsTheMailWhenItIsBack() {
        int port = relay.port();
        relay.close();
        outbox.send();
        var pauses = new ArrayList<Long>();
        for (int attempt = 1; attempt <= 9; attempt++) {
            assertEquals(0, worker(port).deliverDue());
            assertEquals(attempt, outbox.only().get(MAIL.ATTEMPTS));
            assertNull(outbox.only().get(MAIL.LAST_STATUS));
            var next = Objects.requireNonNull(outbox.next());
            pauses.add(Duration.between(outbox.clock.instant(), next).toSeconds());
            outbox.clock.set(next.minusNanos(1_000));
            assertEquals(0, worker(port).deliverDue());
            assertEquals(attempt, outbox.only().get(MAIL.ATTEMPTS));
            outbox.clock.set(next);
        }
        assertEquals(List.of(10L, 20L, 40L, 80L, 160L, 320L, 640L, 900L, 900L), pauses);

        try (var back = new Relay()) {
            assertEquals(1, worker(back.port()).deliverDue());
            assertEquals(1, back.mails().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550", "RCPT, 553", "., 554", "DATA, 554"})
    void whatIsRefusedForGoodIsNotTriedAgain(String command, int status) {
        relay.answer(command, status + " 5.1.1 <" + Outbox.ALICE + "> is not here, nor is qL7vXw2ZtR9sKc4N");
        outbox.send();
        assertEquals(0, worker().deliverDue());
        var row = outbox.only();
        assertEquals(outbox.clock.instant(), row.get(MAIL.GIVEN_UP_AT));
        assertEquals(status, row.get(MAIL.LAST_STATUS));
        assertNull(row.get(MAIL.SEALED));
        assertEquals(
                List.of("mail " + row.get(MAIL.ID)
                        + ", verify-address, is given up after 1 attempts, the last one answered" + " with " + status),
                logged());
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 450", "RCPT, 421", "., 451", "DATA, 452"})
    void whatIsRefusedForNowIsTriedAgainAndHoldsNobodyUp(String command, int status) {
        relay.answer(command, status + " not now, <" + Outbox.ALICE + ">");
        outbox.send();
        outbox.send();
        assertEquals(0, worker().deliverDue());
        for (var row : outbox.rows()) {
            assertEquals(1, row.get(MAIL.ATTEMPTS));
            assertEquals(status, row.get(MAIL.LAST_STATUS));
            assertNotNull(row.get(MAIL.SEALED));
        }
        relay.answer(command, command.equals("DATA") ? "354 go on" : "250 ok");
        outbox.clock.advance(MailWorker.FIRST_PAUSE);
        assertEquals(2, worker().deliverDue());
    }

    /** Wrong settings must not cost anybody their mail, whatever number they are told by. */
    @ParameterizedTest
    @CsvSource({"MAIL, 550 who are you", "MAIL, 530 sign in first", "'', 554 go away", "AUTH, 535 wrong password"})
    void mistakesInTheSettingsAreTriedAgainWhateverTheServerSays(String command, String line) {
        relay.answer(command, line);
        outbox.send();
        var login = Optional.of(new MailSettings.Login("waymark", "secret-of-the-relay"));
        assertEquals(
                0, outbox.worker(settings(relay.port(), Security.NONE, login)).deliverDue());
        assertNull(outbox.only().get(MAIL.GIVEN_UP_AT));
        assertEquals(outbox.clock.instant().plus(MailWorker.FIRST_PAUSE), outbox.next());
        assertEquals(1, logged().size());
        assertTrue(logged().get(0).startsWith("mails wait"), logged().toString());
    }

    @Test
    void onlyTheServersAnswerToTheMailCountsAndNotHowItSaysGoodbye() {
        relay.answer("QUIT", "554 nobody leaves here");
        outbox.send();
        assertEquals(1, worker().deliverDue());
        assertNotNull(outbox.only().get(MAIL.DELIVERED_AT));
    }

    @Test
    void aMailIsGivenUpAfterTwoDaysAndAPasswordLinkWhenItHasRunOut() {
        int port = relay.port();
        relay.close();
        outbox.send(Mail.leading(MailKind.RESET_PASSWORD, Outbox.ALICE, null, "/reset#token=x"));
        outbox.clock.advance(Duration.ofMinutes(30));
        assertEquals(0, worker(port).deliverDue());
        assertEquals(outbox.clock.instant(), outbox.only().get(MAIL.GIVEN_UP_AT));
        assertEquals(1, outbox.mails.countGivenUp());

        outbox.send();
        outbox.clock.advance(Duration.ofDays(2).minusSeconds(1));
        assertEquals(0, worker(port).deliverDue());
        assertNull(outbox.rows().get(1).get(MAIL.GIVEN_UP_AT));
        outbox.clock.advance(MailWorker.FIRST_PAUSE);
        assertEquals(0, worker(port).deliverDue());
        assertNotNull(outbox.rows().get(1).get(MAIL.GIVEN_UP_AT));
        assertNull(outbox.rows().get(1).get(MAIL.SEALED));
    }

    @Test
    void whatOneWorkerIsSendingNobodyElseTakes() {
        outbox.send();
        var arrived = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        relay.beforeItIsTaken(() -> {
            arrived.countDown();
            Together.await(goOn);
        });
        var counts = Together.times(2, number -> {
            if (number == 0) {
                return worker().deliverDue();
            }
            try {
                Together.await(arrived);
                return worker().deliverDue();
            } finally {
                goOn.countDown();
            }
        });
        assertEquals(List.of(1, 0), counts);
        assertEquals(1, relay.mails().size());
    }

    @Test
    void aServerThatHangsUpBeforeItAnswersGetsTheSameMailAgain() {
        outbox.send();
        relay.beforeItIsTaken(() -> {
            throw new IllegalStateException("hangs up");
        });
        assertEquals(0, worker().deliverDue());
        relay.beforeItIsTaken(() -> {});
        outbox.clock.advance(MailWorker.FIRST_PAUSE);
        assertEquals(1, worker().deliverDue());
        assertEquals(relay.mails().get(0), relay.mails().get(1));
    }

    @Test
    void troubleIsLoggedOnceAndItsEndToo() {
        try (var ofTheWorker = Logged.by(MailWorker.class.getName(), Level.INFO)) {
            outbox.send();
            outbox.send();
            relay.answer("MAIL", "550 who are you");
            var worker = worker();
            worker.deliverDue();
            worker.deliverDue();
            relay.answer("MAIL", "250 ok");
            outbox.clock.advance(MailWorker.FIRST_PAUSE);
            assertEquals(2, worker.deliverDue());
            assertEquals(
                    List.of(
                            "mails wait, because of the server or the folder they go to: it does not take mails from"
                                    + " WAYMARK_MAIL_FROM",
                            "mails are delivered again"),
                    ofTheWorker.messages());
        }
    }

    @Test
    void theNameOfThisMachineIsNotTold() throws Exception {
        outbox.send();
        worker().deliverDue();
        assertTrue(
                relay.commands().contains("EHLO example.org"), relay.commands().toString());
        assertTrue(
                relay.commands().contains("MAIL FROM:<no-reply@example.org>"),
                relay.commands().toString());
        assertTrue(
                relay.commands().contains("RCPT TO:<" + Outbox.ALICE + ">"),
                relay.commands().toString());
        assertFalse(relay.mails()
                .get(0)
                .contains(java.net.InetAddress.getLocalHost().getHostName()));
    }

    /** GreenMail offers no STARTTLS, as a server does not on the way to which somebody listens. */
    @Test
    void withoutStartTlsNothingIsSaid() {
        outbox.send();
        var login = Optional.of(new MailSettings.Login("waymark", "secret-of-the-relay"));
        assertEquals(
                0,
                outbox.worker(settings(relay.port(), Security.STARTTLS, login)).deliverDue());
        assertEquals(List.of(), relay.mails());
        assertTrue(relay.commands().stream().noneMatch(line -> line.matches("(?i)(AUTH|MAIL|RCPT).*")));
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            outbox.send();
            int port = server.getSmtps().getPort();
            assertEquals(0, outbox.worker(Outbox.over(port, Security.TLS)).deliverDue());
            assertEquals(0, server.getReceivedMessages().length);
            assertTrue(logged().get(0).contains("certificate is not trusted"), logged().toString());
        } finally {
            server.stop();
        }
    }

    @Test
    void overStartTlsAMailGoesToTheServerWhoseCertificateIsRight(@TempDir Path folder) throws Exception {
        var right = Certificate.of("ip:127.0.0.1", folder);
        try (var secured = new Relay(Optional.of(right.server()))) {
            outbox.send();
            assertEquals(1, secured(secured.port(), right.trusting()).deliverDue());
            assertEquals(1, secured.mails().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns:mail.example.org", "ip:127.0.0.2"})
    void aCertificateForAnotherNameIsRefused(String name, @TempDir Path folder) throws Exception {
        var wrong = Certificate.of(name, folder);
        try (var secured = new Relay(Optional.of(wrong.server()))) {
            outbox.send();
            assertEquals(0, secured(secured.port(), wrong.trusting()).deliverDue());
            assertEquals(List.of(), secured.mails());
        }
    }

    @Test
    void neitherAddressNorTokenNorPasswordIsEverLogged() {
        relay.answer("RCPT", "450 <" + Outbox.ALICE + "> later, qL7vXw2ZtR9sKc4N");
        outbox.send();
        worker().deliverDue();
        relay.answer("RCPT", "550 <" + Outbox.ALICE + "> never, qL7vXw2ZtR9sKc4N");
        outbox.clock.advance(MailWorker.FIRST_PAUSE);
        worker().deliverDue();
        relay.answer("AUTH", "535 waymark secret-of-the-relay");
        outbox.send();
        var login = Optional.of(new MailSettings.Login("waymark", "secret-of-the-relay"));
        outbox.worker(settings(relay.port(), Security.NONE, login)).deliverDue();

        assertEquals(2, logged().size());
        for (var event : everything.events()) {
            var all =
                    event.getFormattedMessage() + (event.getThrowableProxy() == null ? "" : event.getThrowableProxy());
            assertFalse(all.matches("(?s).*(alice|qL7vXw2|secret-of).*"), all);
        }
        var mail = Mail.leading(MailKind.VERIFY_ADDRESS, Outbox.ALICE, null, Outbox.PATH);
        assertEquals("Mail[verify-address]", mail.toString());
        assertFalse(settings(1, Security.NONE, login).toString().contains("secret-of"));
    }

    private MailWorker worker() {
        return worker(relay.port());
    }

    private MailWorker worker(int port) {
        return outbox.worker(Outbox.over(port, Security.NONE));
    }

    private MailWorker secured(int port, SSLSocketFactory trusting) {
        var settings = Outbox.over(port, Security.STARTTLS);
        var transport = new SmtpTransport(settings, settings.smtp().orElseThrow(), Optional.of(trusting));
        return new MailWorker(outbox.db, outbox.keyring, Optional.of(settings), Optional.of(transport), outbox.clock);
    }

    private static MailSettings settings(int port, Security security, Optional<MailSettings.Login> login) {
        var plain = Outbox.over(port, security);
        return new MailSettings(
                plain.site(),
                plain.publicUrl(),
                plain.from(),
                Optional.of(new MailSettings.Smtp("127.0.0.1", port, security, login)),
                plain.folder());
    }

    private List<String> logged() {
        return everything.events().stream()
                .filter(line -> line.getLoggerName().equals(MailWorker.class.getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
