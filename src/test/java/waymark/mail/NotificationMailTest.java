package waymark.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.testing.Client;
import waymark.testing.Restricted;
import waymark.testing.TestClock;

/** What members get by e-mail of what is new, as a real SMTP server gets it. */
class NotificationMailTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration A_WHILE = Duration.ofMinutes(11);
    private static final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private String name = "";
    private Client nia = forum.guest();
    private Client omar = forum.guest();
    private String thread = "";
    private String post = "";

    @BeforeAll
    static void thereIsAServer() {
        server.start();
    }

    @AfterAll
    static void itStops() {
        server.stop();
    }

    @BeforeEach
    void niaHasStartedAThreadInTheDaytime() throws Exception {
        server.purgeEmailFromAllMailboxes();
        // Nobody is signed in for as long as the longest of these tests lasts.
        forum.clock().set(TestClock.START);
        int count = COUNT.incrementAndGet();
        name = "nia-" + count;
        nia = forum.member(name);
        omar = forum.member("omar-" + count);
        var started = forum.thread(nia, "My lymphoma is back");
        thread = started.thread();
        post = started.post();
    }

    @Test
    void theMailSaysNothingOfWhatItIsAboutAndHowToGetNoMore() throws Exception {
        forum.reply(omar, thread, "My leukaemia, too, and ICANS.");
        var mail = only(after(A_WHILE));
        assertEquals("There is something new for you", mail.getSubject());
        assertEquals(name + "@example.org", mail.getRecipients(Message.RecipientType.TO)[0].toString());
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
        assertEquals("List-Unsubscribe=One-Click", mail.getHeader("List-Unsubscribe-Post", null));
        assertTrue(mail.getHeader("List-Unsubscribe", null)
                .matches("<https://forum\\.example\\.org/api/v1/unsubscriptions/[A-Za-z0-9_-]{43}>"));
        var whole = new ByteArrayOutputStream();
        mail.writeTo(whole);
        var text = whole.toString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        for (var word : List.of(
                "lymphoma",
                "leukaemia",
                "icans",
                "cancer",
                "car-t",
                "blood",
                "omar",
                "answer",
                "patient",
                thread,
                post)) {
            assertFalse(text.replace("nobody reads answers to it", "").contains(word), word);
        }
        var names = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
        mail.getAllHeaders().asIterator().forEachRemaining(header -> names.merge(header.getName(), 1, Integer::sum));
        names.keySet().removeAll(List.of("Return-Path", "Received"));
        assertEquals(
                List.of(
                        "Auto-Submitted",
                        "Content-Transfer-Encoding",
                        "Content-Type",
                        "Date",
                        "From",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "Message-ID",
                        "MIME-Version",
                        "Subject",
                        "To"),
                List.copyOf(names.keySet()));
        assertTrue(names.values().stream().allMatch(count -> count == 1));
    }

    @Test
    void oneMailIsWrittenUntilTheyHaveLooked() {
        forum.reply(omar, thread, "One.");
        forum.reply(omar, thread, "Two.");
        assertEquals(1, after(A_WHILE).size());
        forum.reply(omar, thread, "Three.");
        assertEquals(1, after(A_WHILE).size());
        nia.put("/notifications/read-position", Map.of("number", 3)).expect(200);
        forum.reply(omar, thread, "Four.");
        assertEquals(2, after(A_WHILE).size());
    }

    @Test
    void whoeverHasReadItMeanwhileIsNotWrittenTo() {
        forum.reply(omar, thread, "One.");
        forum.tell();
        nia.put("/notifications/read-position", Map.of("number", 1)).expect(200);
        assertEquals(0, after(A_WHILE).size());
    }

    @Test
    void nothingIsSentOfWhatWasRemovedMeanwhile() {
        var reply = forum.reply(omar, thread, "Not for here.");
        forum.tell();
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + reply + "/removal", TestForum.removal("Not here."))
                .expect(200);
        assertEquals(0, after(A_WHILE).size());
    }

    @Test
    void nothingIsSentOfWhatTheyWouldRatherNotComeAcross() {
        choose(Map.of("hiddenLabels", List.of("relapse")));
        var reply = forum.reply(omar, thread, "About mine.");
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + reply + "/labels", Map.of("labels", List.of("relapse")))
                .expect(200);
        assertEquals(0, after(A_WHILE).size());
    }

    @Test
    void nothingIsSentOfWhoIsMuted() {
        nia.put("/members/" + name.replace("nia", "omar") + "/mute").expect(200);
        forum.reply(omar, thread, "Hello.");
        assertEquals(0, after(A_WHILE).size());
    }

    @Test
    void likesAreNotWrittenAboutUnlessTheyAskForThem() {
        omar.put("/posts/" + post + "/like").expect(200);
        assertEquals(0, after(A_WHILE).size());
    }

    @Test
    void atNightAndInAPauseNothingIsSentUntilItIsOver() {
        choose(Map.of("timeZone", "Etc/UTC"));
        forum.clock().set(at(23));
        forum.reply(omar, thread, "Still awake?");
        assertEquals(0, after(A_WHILE).size());
        forum.clock().set(at(30).minusSeconds(60));
        assertEquals(0, after(Duration.ZERO).size());
        forum.clock().set(at(31));
        assertEquals(1, after(Duration.ZERO).size());

        nia.put("/notifications/read-position", Map.of("number", 1)).expect(200);
        nia.put("/me/pause", Map.of("until", at(60).toString())).expect(200);
        forum.reply(omar, thread, "And now?");
        assertEquals(1, after(Duration.ofHours(28)).size());
        forum.clock().set(at(60));
        assertEquals(2, after(Duration.ZERO).size());
    }

    @Test
    void whoeverEndsTheirPauseIsWrittenToSoon() {
        nia.put("/me/pause", Map.of("until", at(24 * 60).toString())).expect(200);
        forum.reply(omar, thread, "And now?");
        assertEquals(0, after(A_WHILE).size());
        nia.delete("/me/pause").expect(204);
        assertEquals(1, after(Duration.ofHours(1)).size());
    }

    @Test
    void whoeverHasReadSomeIsWrittenToAboutTheRest() {
        forum.reply(omar, thread, "One.");
        assertEquals(1, after(A_WHILE).size());
        forum.reply(omar, thread, "Two.");
        assertEquals(1, after(A_WHILE).size());
        nia.put("/notifications/read-position", Map.of("number", 1)).expect(200);
        assertEquals(2, after(A_WHILE).size());
    }

    @Test
    void oneClickEndsThemForGoodAndNothingElse() throws Exception {
        forum.reply(omar, thread, "One.");
        var header = only(after(A_WHILE)).getHeader("List-Unsubscribe", null);
        var path = URI.create(header.substring(1, header.length() - 1)).getPath();
        // As mailbox providers do: no cookie, no token, a form.
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + forum.port() + path))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(204, answer.statusCode(), answer.body());
        var chosen = nia.get("/me/preferences").expect(200);
        assertFalse(chosen.at("/preferences/mail/reply").asBoolean());
        assertEquals("never", chosen.text("/preferences/digest"));
        assertEquals("22:00", chosen.text("/preferences/quietHours/from"));

        nia.put("/notifications/read-position", Map.of("number", 1)).expect(200);
        forum.reply(omar, thread, "Two.");
        assertEquals(1, after(A_WHILE).size());
        var wrong = path.substring("/api/v1".length()).replaceFirst("/unsubscriptions/.{5}", "/unsubscriptions/AAAAA");
        forum.guest().send("POST", wrong, null).expectProblem(404, "not-found");
    }

    @Test
    void whoeverIsSuspendedIsWrittenToAboutTheDecisionOnly() {
        Restricted.suspend(forum, name);
        assertEquals(1, after(A_WHILE).size());
        nia.put("/notifications/read-position", Map.of("number", 1)).expect(200);
        forum.reply(omar, thread, "Are you well?");
        assertEquals(1, after(A_WHILE).size());
    }

    @Test
    void aDigestComesToThoseWhoAskForItWhenThereIsSomethingInIt() {
        choose(Map.of("digest", "weekly", "mail", mail(false)));
        assertEquals(0, digestsAfter(Duration.ZERO));
        assertEquals(0, digestsAfter(Duration.ofDays(8)));
        forum.reply(omar, thread, "Hello.");
        assertEquals(0, digestsAfter(Duration.ofDays(1)));
        assertEquals(1, digestsAfter(Duration.ofDays(6)));
        assertEquals(1, digestsAfter(Duration.ofDays(8)));
    }

    @Test
    void aDigestIsNotMadeOfWhatTheyWouldRatherNotReadOrCannot() {
        choose(Map.of("digest", "weekly", "mail", mail(false), "hiddenLabels", List.of("relapse")));
        assertEquals(0, digestsAfter(Duration.ZERO));
        var labelled = forum.reply(omar, thread, "About mine.");
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + labelled + "/labels", Map.of("labels", List.of("relapse")))
                .expect(200);
        var removed = forum.reply(omar, thread, "Not for here.");
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + removed + "/removal", TestForum.removal("Not here."))
                .expect(200);
        assertEquals(0, digestsAfter(Duration.ofDays(8)));
    }

    private int digestsAfter(Duration pause) {
        forum.clock().advance(pause);
        int unused = forum.app().notificationWorker().writeDigests();
        return after(Duration.ZERO).size();
    }

    /** What has come to her in all, when so much time has gone by and everybody was told. */
    private List<MimeMessage> after(Duration pause) {
        forum.tell();
        forum.clock().advance(pause);
        int unused = forum.app().notificationWorker().writeMails();
        var smtp = Outbox.over(server.getSmtp().getPort(), MailSettings.Security.NONE);
        try (var worker = forum.mailWorker(smtp)) {
            int unusedCount = worker.deliverDue();
        }
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> recipient(mail).equals(name + "@example.org"))
                .toList();
    }

    private static MimeMessage only(List<MimeMessage> mails) {
        assertEquals(1, mails.size());
        return mails.get(0);
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hour counted from the last midnight. */
    private static Instant at(int hour) {
        var midnight = forum.clock().instant().truncatedTo(ChronoUnit.DAYS);
        return midnight.plus(Duration.ofHours(hour));
    }

    private void choose(Map<String, Object> choices) {
        var all = new TreeMap<String, Object>(Map.of(
                "hiddenLabels",
                List.of(),
                "mail",
                mail(true),
                "digest",
                "never",
                "quietHours",
                Map.of("from", "22:00", "to", "07:00"),
                "timeZone",
                "Europe/London"));
        all.putAll(choices);
        nia.put("/me/preferences", all).expect(200);
    }

    private static Map<String, Boolean> mail(boolean wanted) {
        var all = new TreeMap<String, Boolean>();
        for (var kind : List.of("reply", "mention", "quote", "like", "story", "decision", "report")) {
            all.put(kind, wanted);
        }
        return all;
    }
}
