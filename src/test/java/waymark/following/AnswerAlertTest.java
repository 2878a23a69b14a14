package waymark.following;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import waymark.App;
import waymark.TestForum;
import waymark.accounts.Accounts;
import waymark.ids.Ids;
import waymark.mail.MailSettings;
import waymark.platform.access.Role;
import waymark.platform.http.ServerSettings;
import waymark.testing.Client;
import waymark.testing.Restricted;
import waymark.testing.Together;

/** It is Tuesday, ten o'clock, and somebody is on duty until seven. Alice waits. Sol and Sam are supporters. */
class AnswerAlertTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final Duration HOURS = Duration.ofHours(4);

    /** One of the tests has the mails sent by another server. */
    @BeforeAll
    static void nobodySendsByThemselves() {
        forum.app().mailWorker().close();
    }

    @BeforeEach
    void nothingElseWaits() {
        for (var name : List.of("sol", "sam")) {
            var unused = forum.signedIn(name, Role.SUPPORTER);
        }
        var tuesday = forum.clock()
                .instant()
                .atZone(ZoneId.of("Europe/London"))
                .with(TemporalAdjusters.next(DayOfWeek.TUESDAY))
                .toLocalDate();
        forum.clock()
                .set(tuesday.atTime(10, 0).atZone(ZoneId.of("Europe/London")).toInstant());
        int unused = tell();
    }

    @Test
    void supportersAreToldOnceWhenItHasWaitedForFourHours() {
        var ofSol = mailsTo("sol");
        var ofSam = mailsTo("sam");
        forum.thread(forum.alice());
        forum.clock().advance(HOURS.minusMinutes(1));
        assertEquals(0, tell());
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(1, tell());
        assertEquals(0, tell());
        forum.clock().advance(Duration.ofDays(3));
        assertEquals(0, tell());
        assertEquals(ofSol + 1, mailsTo("sol"));
        assertEquals(ofSam + 1, mailsTo("sam"));
        assertEquals(0, mailsTo("bob") + mailsTo("mo"));
    }

    @Test
    void hoursInWhichNobodyIsOnDutyDoNotCount() {
        forum.clock().advance(Duration.ofHours(7));
        forum.thread(forum.alice());
        forum.clock().advance(Duration.ofHours(19).minusMinutes(1));
        assertEquals(0, tell());
        forum.clock().advance(Duration.ofMinutes(1));
        assertEquals(1, tell());
    }

    @Test
    void ofWhatIsDueTogetherOneMailTells() {
        int before = mailsTo("sol");
        forum.thread(forum.alice());
        forum.thread(forum.bob());
        forum.clock().advance(HOURS);
        assertEquals(2, tell());
        assertEquals(before + 1, mailsTo("sol"));
    }

    @Test
    void twoServersAtOnceAndOneThatStartsAnewTellOnce() {
        int before = mailsTo("sol");
        forum.thread(forum.alice());
        forum.clock().advance(HOURS);
        var told =
                Together.times(4, i -> i % 2 == 0 ? tell() : onAnotherServer().tell());
        assertEquals(1, told.stream().mapToInt(Integer::intValue).sum());
        assertEquals(0, onAnotherServer().tell());
        assertEquals(before + 1, mailsTo("sol"));
    }

    @Test
    void whatNobodyNeedsToAnswerIsNotTold() {
        forum.mo()
                .post(
                        "/watched-words",
                        Map.of("kind", "word", "pattern", "quoll", "action", "hold", "category", "abuse"))
                .expect(201);
        var answered = forum.thread(forum.alice()).thread();
        var locked = forum.thread(forum.alice()).thread();
        var removed = forum.thread(forum.alice()).thread();
        var opened = forum.thread(forum.alice()).post();
        var deleted = forum.thread(forum.alice()).thread();
        var merged = forum.thread(forum.alice()).thread();
        forum.thread(forum.member("of-two-minds"));
        forum.bob()
                .post("/threads", Map.of("title", "Whom to ask", "category", "recovery", "markdown", "Ask the quoll."))
                .expect(202);
        forum.reply(forum.bob(), answered, "Here.");
        var mo = forum.mo().with("If-Match", "*");
        mo.put("/threads/" + locked + "/lock", Map.of("reason", "Let us pause."))
                .expect(200);
        mo.put("/threads/" + removed + "/removal", TestForum.removal("Not here."))
                .expect(200);
        mo.put("/posts/" + opened + "/removal", TestForum.removal("Not here.")).expect(200);
        mo.post("/threads/" + merged + "/merge", Map.of("into", answered)).expect(200);
        forum.alice().with("If-Match", "*").delete("/threads/" + deleted).expect(204);
        forum.member("of-two-minds").delete("/me/consents/health-data").expect(200);
        forum.clock().advance(Duration.ofDays(2));
        assertEquals(0, tell());
    }

    @Test
    void whatSomebodyIsAnsweringIsToldWhenTheyHaveNot() {
        var thread = forum.thread(forum.alice()).thread();
        forum.clock().advance(HOURS);
        forum.signedIn("sam", Role.SUPPORTER)
                .put("/threads/" + thread + "/answer-claim")
                .expect(200);
        assertEquals(0, tell());
        forum.clock().advance(AnswerClaims.LEASE);
        assertEquals(1, tell());
    }

    @Test
    void whoeverCannotAnswerIsNotTold() {
        var names = List.of("suspended", "silenced", "gone", "asks", "was-one");
        for (var name : names) {
            var unused = forum.signedIn(name, Role.SUPPORTER);
        }
        Restricted.suspend(forum, "suspended");
        Restricted.restrict(forum, "silenced", "silence");
        forum.signedIn("root", Role.ADMIN)
                .put("/members/was-one/role", Map.of("role", "member", "reason", "other-duties"))
                .expect(200);
        leave(forum.signedIn("gone", Role.SUPPORTER), "gone");
        forum.thread(forum.signedIn("asks", Role.SUPPORTER));
        forum.clock().advance(HOURS);
        var before = names.stream().map(AnswerAlertTest::mailsTo).toList();
        int ofSol = mailsTo("sol");
        assertEquals(1, tell());
        assertEquals(ofSol + 1, mailsTo("sol"));
        assertEquals(before, names.stream().map(AnswerAlertTest::mailsTo).toList());
    }

    /** Sent as real ones are, and read as they arrive. */
    @Test
    void theMailSaysNothingAboutIt(@TempDir Path folder) throws Exception {
        var unused = forum.mails();
        var waiting = forum.thread(forum.alice(), "Quagga waits", "Lymphoma, and a quagga.");
        forum.clock().advance(HOURS);
        assertEquals(1, tell());
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (var other = sendingBy(server.getSmtp().getPort(), folder)) {
            assertTrue(other.mailWorker().deliverDue() >= 2);
            assertEquals(0, other.mailWorker().deliverDue());
            var mails = server.getReceivedMessages();
            var to = Arrays.stream(mails).map(AnswerAlertTest::recipient).collect(joining(" "));
            assertTrue(to.contains("sol@example.org") && to.contains("sam@example.org"), to);
            for (var mail : mails) {
                assertEquals("About your account", mail.getSubject());
                var whole = String.join("\n", Collections.list(mail.getAllHeaderLines())) + "\n" + mail.getContent();
                assertTrue(whole.contains("waiting for an answer"), whole);
                for (var secret : List.of("uagga", "ymphoma", "alice", "recovery", waiting.thread())) {
                    assertFalse(whole.contains(secret), whole);
                }
            }
        } finally {
            server.stop();
        }
    }

    private static int tell() {
        return forum.answerAlerts().tell();
    }

    private static AnswerAlerts onAnotherServer() {
        var accounts = new Accounts(forum.db(), forum.settings().keys(), new Ids(forum.clock()), forum.clock());
        return new AnswerAlerts(forum.db(), accounts, forum.outbox(), HOURS, forum.clock());
    }

    private static App sendingBy(int port, Path folder) {
        var smtp = new MailSettings.Smtp("127.0.0.1", port, MailSettings.Security.NONE, Optional.empty());
        var mailing = new MailSettings(
                "Waymark", URI.create("https://forum.example.org"), "no-reply@example.org", Optional.of(smtp), folder);
        return new App(
                forum.db(),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), true),
                forum.clock(),
                forum.settings().mailing(Optional.of(mailing)));
    }

    private static void leave(Client person, String name) {
        person.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        var token = forum.mails().lastTo(name + "@example.org").token();
        person.put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202);
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static int mailsTo(String name) {
        return (int) forum.mails().to(name + "@example.org").stream()
                .filter(mail -> mail.text().contains("waiting for an answer"))
                .count();
    }
}
