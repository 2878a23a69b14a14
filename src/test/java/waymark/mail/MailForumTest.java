package waymark.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.secret.Keyring;

/** Mails of a whole forum. */
class MailForumTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void aMailIsReadWithItsLinkAndItsToken() {
        send(Mail.leading(MailKind.EXPORT_READY, "reader@example.org", null, "/exports/7#token=abc"));
        var letter = forum.mails().lastTo("reader@example.org");
        assertEquals("/exports/7#token=abc", letter.path());
        assertEquals("abc", letter.token());
        assertEquals(1, forum.mails().to("reader@example.org").size());
    }

    @Test
    void whoIsForgottenGetsNothingMoreAndTheFilesGoToo() {
        var alice = forum.account(forum.alice());
        var bob = forum.account(forum.bob());
        send(Mail.of(MailKind.PASSWORD_CHANGED, "alice-gone@example.org", alice));
        send(Mail.of(MailKind.PASSWORD_CHANGED, "bob-stays@example.org", bob));
        assertEquals(1, forum.mails().to("alice-gone@example.org").size());

        // One that is delivered, and one that waits until the transaction ends and is never sent.
        int forgotten = forum.db().write(tx -> {
            forum.outbox().send(tx, Mail.of(MailKind.NEW_SIGN_IN, "alice-gone@example.org", alice));
            return forum.outbox().forget(tx, alice);
        });
        assertEquals(2, forgotten);
        int unused = forum.app().mailWorker().forgetOld();
        assertEquals(List.of(), forum.mails().to("alice-gone@example.org"));
        assertEquals(1, forum.mails().to("bob-stays@example.org").size());
    }

    @Test
    void whoRunsTheForumIsWarnedOfMailsThatWaitAndOfThoseGivenUp() {
        // Sealed with a key that this forum does not have, so that it cannot be sent.
        var elsewhere = new Mails(
                forum.db(), Keyring.parse(Keyring.fresh("other")), new waymark.ids.Ids(forum.clock()), forum.clock());
        forum.db().write(tx -> {
            elsewhere.send(tx, Mail.of(MailKind.PASSWORD_CHANGED, "late@example.org", null));
            return true;
        });
        var unused = forum.mails();
        assertFalse(warnings().contains("mails-waiting"));
        forum.clock().advance(Duration.ofMinutes(16));
        assertTrue(warnings().contains("mails-waiting"));
        assertFalse(warnings().contains("mails-given-up"));

        forum.clock().advance(Duration.ofDays(2));
        unused = forum.mails();
        assertFalse(warnings().contains("mails-waiting"));
        assertTrue(warnings().contains("mails-given-up"));
        forum.clock().advance(Duration.ofDays(2));
        assertFalse(warnings().contains("mails-given-up"));
    }

    private static List<String> warnings() {
        var codes = new ArrayList<String>();
        forum.guest()
                .get("//health/ready")
                .expect(200)
                .at("/warnings")
                .forEach((JsonNode warning) -> codes.add(warning.path("code").asText()));
        return codes;
    }

    private static void send(Mail mail) {
        forum.db().write(tx -> {
            forum.outbox().send(tx, mail);
            return true;
        });
    }
}
