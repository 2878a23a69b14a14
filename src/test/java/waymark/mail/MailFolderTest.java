package waymark.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.MAIL;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails of a forum that has no SMTP server. */
class MailFolderTest {

    private final Outbox outbox = new Outbox();
    private Path folder = Path.of("");

    @BeforeEach
    void thereIsAFolderForIt(@TempDir Path data) {
        folder = data.resolve("mail");
    }

    @AfterEach
    void itGoes() {
        outbox.close();
    }

    @Test
    void aMailBecomesAFileThatAMailProgramReadsAndThatHoldsNothingElse() throws Exception {
        outbox.send();
        assertEquals(1, worker().deliverDue());
        var files = Postbox.files(folder);
        assertEquals(List.of(folder.resolve("20260310T120000Z-" + outbox.only().get(MAIL.ID) + ".eml")), files);
        try (var in = Files.newInputStream(files.get(0))) {
            var mail = new MimeMessage(Session.getInstance(new Properties()), in);
            assertEquals(Outbox.ALICE, mail.getHeader("To", null));
            assertEquals("About your account", mail.getSubject());
            assertTrue(mail.getContent().toString().contains("https://forum.example.org" + Outbox.PATH));
            var headers = new TreeSet<String>();
            Collections.list(mail.getAllHeaders()).forEach(header -> headers.add(header.getName()));
            assertEquals(
                    new TreeSet<>(List.of(
                            "Auto-Submitted",
                            "Content-Transfer-Encoding",
                            "Content-Type",
                            "Date",
                            "From",
                            "MIME-Version",
                            "Message-ID",
                            "Subject",
                            "To")),
                    headers);
        }
        // So that the link can be copied from the file as it is.
        assertTrue(Files.readString(files.get(0)).contains("https://forum.example.org" + Outbox.PATH + "\r\n"));
    }

    @Test
    void nobodyElseOnTheMachineReadsThem() throws Exception {
        outbox.send();
        worker().deliverDue();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        for (var file : Postbox.files(folder)) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        try (var all = Files.list(folder)) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void aFileGoesWhenItsMailIsForgottenAndOthersAreLeftAlone() throws Exception {
        outbox.send();
        worker().deliverDue();
        Files.writeString(folder.resolve("notes.txt"), "not ours");
        outbox.clock.advance(MailWorker.KEPT.plus(Duration.ofSeconds(1)));
        outbox.send();
        worker().deliverDue();
        assertEquals(2, Postbox.files(folder).size());

        assertEquals(1, worker().forgetOld());
        assertEquals(1, Postbox.files(folder).size());
        assertTrue(Postbox.files(folder)
                .get(0)
                .toString()
                .contains(outbox.only().get(MAIL.ID).toString()));
        assertTrue(Files.exists(folder.resolve("notes.txt")));
    }

    @Test
    void aFolderThatCannotBeWrittenToIsTriedAgain() throws Exception {
        Files.writeString(folder, "a file where the folder should be");
        outbox.send();
        assertEquals(0, worker().deliverDue());
        Files.delete(folder);
        outbox.clock.advance(MailWorker.FIRST_PAUSE);
        assertEquals(1, worker().deliverDue());
    }

    private MailWorker worker() {
        return outbox.worker(Outbox.into(folder));
    }
}
