package waymark.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.MAIL;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.mail.MailSettings.Security;
import waymark.platform.db.Database;
import waymark.platform.secret.Keyring;
import waymark.testing.Together;

/** Mails from the outbox to the mailbox, on a real database and through a real SMTP server. */
class MailsTest {

    private final Outbox outbox = new Outbox();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void thereIsAServer() {
        server.start();
    }

    @AfterEach
    void itGoes() {
        server.stop();
        outbox.close();
    }

    @Test
    void aMailArrivesOnceWithWhatItIsForAndNothingElse() throws Exception {
        outbox.send();
        assertEquals(1, worker().deliverDue());
        assertEquals(0, worker().deliverDue());

        var mail = only();
        assertEquals("About your account", mail.getSubject());
        assertEquals(Outbox.ALICE, mail.getHeader("To", ", "));
        assertEquals("Waymark <no-reply@example.org>", mail.getHeader("From", ", "));
        assertEquals("<" + outbox.only().get(MAIL.ID) + "@example.org>", mail.getMessageID());
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        assertEquals(outbox.clock.instant(), mail.getSentDate().toInstant());
        assertEquals("text/plain; charset=UTF-8", mail.getContentType());
        var text = mail.getContent().toString();
        assertTrue(
                text.contains("\r\n\r\nhttps://forum.example.org/verify-email#token=qL7vXw2ZtR9sKc4N\r\n\r\n"), text);
        assertTrue(text.contains("at Waymark"), text);
        assertFalse(text.contains("{"), text);
    }

    @Test
    void whatIsDeliveredIsForgottenAtOnceButForWhenAndWhat() {
        outbox.send();
        assertNotNull(outbox.only().get(MAIL.SEALED));
        worker().deliverDue();

        var row = outbox.only();
        assertNull(row.get(MAIL.SEALED));
        assertEquals("verify-address", row.get(MAIL.KIND));
        assertEquals(outbox.clock.instant(), row.get(MAIL.DELIVERED_AT));
        assertEquals(1, row.get(MAIL.ATTEMPTS));
        assertEquals(250, row.get(MAIL.LAST_STATUS));
    }

    @Test
    void whatDidNotHappenIsNotSent() {
        assertThrows(
                IllegalStateException.class,
                () -> outbox.db.write(tx -> {
                    outbox.mails.send(tx, Mail.leading(MailKind.VERIFY_ADDRESS, Outbox.ALICE, null, Outbox.PATH));
                    throw new IllegalStateException("it did not happen");
                }));
        assertEquals(List.of(), outbox.rows());
        assertEquals(0, worker().deliverDue());
    }

    @Test
    void nothingIsSentBeforeTheTransactionIsThereForGood() {
        int early = outbox.db.write(tx -> {
            outbox.mails.send(tx, Mail.leading(MailKind.VERIFY_ADDRESS, Outbox.ALICE, null, Outbox.PATH));
            return Together.times(1, unused -> worker().deliverDue()).get(0);
        });
        assertEquals(0, early);
        assertEquals(1, worker().deliverDue());
    }

    /** Every byte of every table, as whoever steals a backup would look for them. */
    @Test
    void neitherTheAddressNorTheTokenCanBeReadInTheDatabase() {
        outbox.send();
        for (var secret : List.of("alice.ashby", "example.org", "verify-email", "qL7vXw2ZtR9sKc4N")) {
            assertEquals(0, findings(secret), secret);
        }
        // It would find them if they were there.
        assertEquals(1, findings("verify-address"));
    }

    @Test
    void manyWorkersSendEachMailOnce() {
        for (int i = 0; i < 40; i++) {
            outbox.send(Mail.of(MailKind.PASSWORD_CHANGED, "member-" + i + "@example.org", null));
        }
        var counts = Together.times(4, unused -> worker().deliverDue());
        assertEquals(40, counts.stream().mapToInt(Integer::intValue).sum());
        assertEquals(
                40,
                Arrays.stream(server.getReceivedMessages())
                        .map(MailsTest::id)
                        .distinct()
                        .count());
        assertEquals(40, server.getReceivedMessages().length);
    }

    @Test
    void everyKindHasWordsOfItsOwnUnderASubjectThatSaysNothing() throws Exception {
        for (var kind : MailKind.values()) {
            outbox.send(new Mail(
                    kind, Outbox.ALICE, Optional.empty(), kind.leads() ? Optional.of("/x#token=y") : Optional.empty()));
        }
        assertEquals(MailKind.values().length, worker().deliverDue());
        var texts = new java.util.HashSet<String>();
        for (var mail : server.getReceivedMessages()) {
            assertTrue(Set.of("About your account", "There is something new for you")
                    .contains(mail.getSubject()));
            assertTrue(texts.add(mail.getContent().toString()));
        }
    }

    /** Whoever shares the mailbox or sees the locked phone learns that there is an account somewhere, and no more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cancer",
                "CAR-T",
                "leukaemia",
                "lymphoma",
                "treatment",
                "health",
                "hospital",
                "blood",
                "patient",
                "forum",
                "helpline",
                "0808"
            })
    void noMailSaysWhatTheForumIsAbout(String word) {
        var wordings = MailWordings.load();
        var all = wordings.subject() + wordings.greeting() + wordings.closing() + wordings.kinds();
        assertFalse(all.toLowerCase(java.util.Locale.ROOT).contains(word.toLowerCase(java.util.Locale.ROOT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org\r\nBcc: everybody@example.org",
                "alice@example.org\nBcc: everybody@example.org",
                "alice@example.org\rBcc:everybody@example.org",
                "alice@example.org\u0085Bcc:everybody@example.org",
                "alice@example.org\u2028Bcc:everybody@example.org",
                "alice @example.org",
                ""
            })
    void nothingThatCouldBeginAnotherHeaderIsTakenForAnAddress(String to) {
        assertThrows(IllegalArgumentException.class, () -> Mail.of(MailKind.PASSWORD_CHANGED, to, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/verify\r\nBcc:everybody@example.org", "https://elsewhere.example", "verify", "/a b"})
    void aLinkLeadsToTheForumAndNowhereElse(String path) {
        assertThrows(
                IllegalArgumentException.class, () -> Mail.leading(MailKind.VERIFY_ADDRESS, Outbox.ALICE, null, path));
    }

    @Test
    void aLinkIsThereWhereTheKindHasOneAndOnlyThere() {
        assertThrows(IllegalArgumentException.class, () -> Mail.of(MailKind.VERIFY_ADDRESS, Outbox.ALICE, null));
        assertThrows(
                IllegalArgumentException.class,
                () -> Mail.leading(MailKind.PASSWORD_CHANGED, Outbox.ALICE, null, "/x"));
    }

    /** All that signing up lets through: an address that is none is given up, and does not become another's or several. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org,bob@example.org",
                "x:bob@example.org;",
                "x:bob@example.org",
                "alice,bob@example.org",
                "<bob@example.org>",
                "Alice<bob@example.org",
                "alice@",
                "@example.org",
                "alice"
            })
    void whatIsNoAddressGoesToNobodyAndHoldsNobodyUp(String to) {
        outbox.send(Mail.of(MailKind.PASSWORD_CHANGED, to, null));
        outbox.send();
        assertEquals(1, worker().deliverDue());
        assertEquals(Outbox.ALICE, recipient(only()));
        assertEquals(
                1,
                outbox.rows().stream()
                        .filter(row -> row.get(MAIL.GIVEN_UP_AT) != null && row.get(MAIL.SEALED) == null)
                        .count());
    }

    @Test
    void aDomainMayBeWrittenInAnyAlphabet() {
        outbox.send(Mail.of(MailKind.PASSWORD_CHANGED, "alice@b\u00fccher.example", null));
        assertEquals(1, worker().deliverDue());
        assertEquals("alice@xn--bcher-kva.example", recipient(only()));
    }

    @Test
    void aNameThatIsNotAsciiArrivesAsItIs() throws Exception {
        var settings = new MailSettings(
                "Caf\u00e9",
                java.net.URI.create("https://forum.example.org"),
                "\"Caf\u00e9\" <no-reply@example.org>",
                Outbox.over(server.getSmtp().getPort(), Security.NONE).smtp(),
                java.nio.file.Path.of("target"));
        outbox.send();
        assertEquals(1, outbox.worker(settings).deliverDue());
        assertTrue(only().getContent().toString().contains("at Caf\u00e9"));
        assertEquals("=?UTF-8?Q?Caf=C3=A9?= <no-reply@example.org>", only().getHeader("From", null));
    }

    @Test
    void whoeverDiesBetweenDeliveringAndWritingItDownIsFollowedByAnotherWithTheSameMessageId() {
        var relay = new Relay();
        try (relay) {
            outbox.send();
            var doomed = new Database(outbox.settings);
            relay.beforeItIsTaken(doomed::close);
            var settings = Outbox.over(relay.port(), Security.NONE);
            assertThrows(
                    RuntimeException.class,
                    () -> new MailWorker(doomed, outbox.keyring, Optional.of(settings), outbox.clock).deliverDue());
            assertEquals(1, relay.mails().size());
            assertNull(outbox.only().get(MAIL.DELIVERED_AT));

            relay.beforeItIsTaken(() -> {});
            assertEquals(0, outbox.worker(settings).deliverDue());
            outbox.clock.advance(MailWorker.ABANDONED);
            assertEquals(1, outbox.worker(settings).deliverDue());
            assertEquals(2, relay.mails().size());
            assertEquals(relay.mails().get(0), relay.mails().get(1));
            assertTrue(relay.mails()
                    .get(0)
                    .contains("\r\nMessage-ID: <" + outbox.only().get(MAIL.ID)));
        }
    }

    @Test
    void aServerWithoutTheKeyLeavesItToAnotherAndSendsTheRest() {
        outbox.send();
        var other = Keyring.parse(Keyring.fresh("other"));
        var settings = Outbox.over(server.getSmtp().getPort(), Security.NONE);
        assertEquals(0, new MailWorker(outbox.db, other, Optional.of(settings), outbox.clock).deliverDue());
        outbox.clock.advance(MailWorker.FIRST_PAUSE);
        assertEquals(1, worker().deliverDue());
    }

    @Test
    void afterThirtyDaysAMailIsForgotten() {
        outbox.send();
        worker().deliverDue();
        outbox.clock.advance(MailWorker.KEPT);
        assertEquals(0, worker().forgetOld());
        outbox.clock.advance(java.time.Duration.ofSeconds(1));
        // What still waits is not.
        outbox.send();
        assertEquals(1, worker().forgetOld());
        assertEquals(1, outbox.rows().size());
    }

    private MailWorker worker() {
        return outbox.worker(Outbox.over(server.getSmtp().getPort(), Security.NONE));
    }

    private MimeMessage only() {
        assertEquals(1, server.getReceivedMessages().length);
        return server.getReceivedMessages()[0];
    }

    private int findings(String text) {
        return outbox.db.read(tx -> tx.fetchSingle(
                        "select count(*) from mail where position(cast(? as text) in mail::text) > 0"
                                + " or position(convert_to(?, 'UTF8') in sealed) > 0",
                        text,
                        text)
                .get(0, Integer.class));
    }

    private static String id(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            assertArrayEquals(new String[] {mail.getHeader("To", null)}, mail.getHeader("To"));
            return mail.getHeader("To", null);
        } catch (jakarta.mail.MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
