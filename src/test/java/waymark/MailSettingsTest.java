package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.mail.MailSettings.Login;
import waymark.mail.MailSettings.Security;

class MailSettingsTest {

    @Test
    void withoutSettingsMailsAreFilesBelowTheDataFolder() {
        var mail = Config.from(Map.of("WAYMARK_DATA", "/srv/waymark")).mail();
        assertEquals(Optional.empty(), mail.smtp());
        assertEquals(Path.of("/srv/waymark/mail"), mail.folder());
        assertEquals("Waymark", mail.site());
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example.org, 587, STARTTLS",
        "smtp://mail.example.org:25, 25, STARTTLS",
        "smtps://mail.example.org, 465, TLS",
        "smtps://127.0.0.1:4465, 4465, TLS",
        "smtp://127.0.0.1:25, 25, NONE",
        "smtp://localhost:25, 25, NONE"
    })
    void onlyThisMachineIsSpokenToWithoutTls(String url, int port, Security security) {
        var smtp = Config.from(with("SMTP_URL", url)).mail().smtp().orElseThrow();
        assertEquals(port, smtp.port());
        assertEquals(security, smtp.security());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org",
                "http://mail.example.org",
                "smtp://waymark:hunter2@mail.example.org",
                "smtp://mail.example.org/path",
                "smtp://mail.example.org?ssl=off",
                "smtp://",
                "smtp://mail.example.org:0",
                "smtp://mail.example.org:99999",
                "smtp://mail example.org"
            })
    void anAddressThatIsNoneIsRefusedWithoutBeingRepeated(String url) {
        var mistakes = refused(with("SMTP_URL", url));
        assertTrue(mistakes.contains("WAYMARK_SMTP_URL has to be like smtp://mail.example.org:587"), mistakes);
        assertFalse(mistakes.contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-reply",
                "no-reply@",
                "a@example.org, b@example.org",
                "a@example.org\nBcc: b@example.org",
                "no reply@example.org"
            })
    void mailsComeFromOneAddress(String from) {
        var settings = with("SMTP_URL", "smtp://mail.example.org");
        settings.put("WAYMARK_MAIL_FROM", from);
        assertTrue(refused(settings).contains("WAYMARK_MAIL_FROM has to be like"), from);
    }

    @Test
    void aServerNeedsToKnowWhomMailsComeFrom() {
        assertTrue(
                refused(Map.of("WAYMARK_SMTP_URL", "smtp://mail.example.org")).contains("WAYMARK_MAIL_FROM is needed"));
    }

    @Test
    void aPasswordMayBeInAFileAndIsNeverShown(@TempDir Path folder) throws IOException {
        var file = folder.resolve("password");
        Files.writeString(file, "hunter2\n");
        var settings = with("SMTP_URL", "smtp://mail.example.org");
        settings.put("WAYMARK_SMTP_USER", "waymark");
        settings.put("WAYMARK_SMTP_PASSWORD_FILE", file.toString());
        var config = Config.from(settings);
        assertEquals(
                Optional.of(new Login("waymark", "hunter2")),
                config.mail().smtp().orElseThrow().login());
        assertFalse(config.toString().contains("hunter2"));
    }

    @Test
    void aNameAndAPasswordBelongTogetherAndToAServer() {
        var settings = with("SMTP_URL", "smtp://mail.example.org");
        settings.put("WAYMARK_SMTP_USER", "waymark");
        assertTrue(refused(settings).contains("are needed together"));
        assertTrue(refused(Map.of("WAYMARK_SMTP_USER", "waymark", "WAYMARK_SMTP_PASSWORD", "hunter2"))
                .contains("WAYMARK_SMTP_URL is needed"));
    }

    @Test
    void theNameOfTheSiteIsOneShortLine() {
        assertEquals(
                "The Meeting Place",
                Config.from(Map.of("WAYMARK_SITE_NAME", "The Meeting Place"))
                        .mail()
                        .site());
        for (var name : new String[] {"two\nlines", "x".repeat(61)}) {
            assertTrue(refused(Map.of("WAYMARK_SITE_NAME", name)).contains("WAYMARK_SITE_NAME has to be one line"));
        }
    }

    private static Map<String, String> with(String name, String value) {
        var settings = new HashMap<String, String>();
        settings.put("WAYMARK_" + name, value);
        settings.put("WAYMARK_MAIL_FROM", "Waymark <no-reply@example.org>");
        return settings;
    }

    private static String refused(Map<String, String> environment) {
        return String.valueOf(assertThrows(StartupException.class, () -> Config.from(environment))
                .getMessage());
    }
}
