package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waymark.platform.secret.Keyring;
import waymark.webhooks.Receiver;

class ConfigTest {

    @Test
    void withoutSettingsItIsTheDemoOnThisMachine() {
        var config = Config.from(Map.of());
        assertEquals("127.0.0.1", config.server().host());
        assertEquals(8080, config.server().port());
        assertEquals(Optional.empty(), config.database());
        assertTrue(config.demo() && config.isLocal() && config.server().rateLimits());
    }

    @Test
    void aDatabaseOfOnesOwnHasNoDemoUnlessAskedFor() {
        var url = "jdbc:postgresql://db.example.org/waymark";
        assertFalse(Config.from(Map.of("WAYMARK_DATABASE_URL", url)).demo());
        assertTrue(Config.from(Map.of("WAYMARK_DATABASE_URL", url, "WAYMARK_DEMO", "true"))
                .demo());
        assertEquals(
                url,
                Config.from(Map.of("WAYMARK_DATABASE_URL", "postgresql://db.example.org/waymark"))
                        .database()
                        .orElseThrow()
                        .url());
    }

    @Test
    void aSecretMayBeInAFile(@TempDir Path folder) throws IOException {
        var file = folder.resolve("password");
        Files.writeString(file, "secret\n");
        var settings = Map.of(
                "WAYMARK_DATABASE_URL", "jdbc:postgresql://db/waymark",
                "WAYMARK_DATABASE_USER", "waymark",
                "WAYMARK_DATABASE_PASSWORD_FILE", file.toString());
        assertEquals(
                Optional.of("secret"),
                Config.from(settings).database().orElseThrow().password());
        assertFalse(Config.from(settings).toString().contains("secret"));
    }

    @Test
    void adultsMayJoinUnlessTheCharitySaysOtherwise() {
        assertEquals(18, Config.from(Map.of()).minimumAge());
        assertEquals(16, Config.from(Map.of("WAYMARK_MINIMUM_AGE", "16")).minimumAge());
        assertThrows(StartupException.class, () -> Config.from(Map.of("WAYMARK_MINIMUM_AGE", "12")));
    }

    @Test
    void listsAreSeparatedByCommas() {
        assertEquals(
                Set.of("https://a.example", "https://b.example"),
                Config.from(Map.of("WAYMARK_CORS_ORIGINS", "https://a.example, https://b.example"))
                        .server()
                        .corsOrigins());
    }

    @Test
    void allMistakesAreToldAtOnceWithWhatIsExpected() {
        var mistakes = refused(Map.of(
                "WAYMARK_PORT", "http",
                "WAYMARK_POOL_SIZE", "0",
                "WAYMARK_RATE_LIMITS", "no",
                "WAYMARK_DATABASE_URL", "mysql://db/waymark",
                "WAYMARK_DATABASE_PASSWORD_FILE", "/there/is/no/such/file",
                "WAYMARK_PUBLIC_URL", "forum.example.org",
                "WAYMARK_PROT", "8081"));
        for (var expected : new String[] {
            "WAYMARK_PORT has to be a whole number from 0 to 65535",
            "WAYMARK_POOL_SIZE has to be",
            "WAYMARK_RATE_LIMITS has to be on or off",
            "WAYMARK_DATABASE_URL has to be like",
            "WAYMARK_DATABASE_PASSWORD_FILE has to name a file",
            "WAYMARK_PUBLIC_URL has to be like",
            "WAYMARK_PROT is no setting"
        }) {
            assertTrue(mistakes.contains(expected), expected);
        }
    }

    @Test
    void aProgramThatIsToldThingsIsReachedSafelyOrOnThisMachine() {
        assertEquals(List.of(), Config.from(Map.of()).webhooks());
        for (var url : List.of(
                "https://site.example.org/hooks?key=1",
                "http://127.0.0.1:9000/hooks",
                "http://[::1]/",
                "http://localhost")) {
            var config = Config.from(webhook(url, Receiver.SECRET));
            assertEquals(1, config.webhooks().size(), url);
            assertFalse(config.toString().contains("whsec_"));
        }
        for (var url : List.of(
                "http://site.example.org/hooks",
                "https://user:password@site.example.org",
                "https://site.example.org/#here",
                "ftp://site.example.org",
                "site.example.org",
                "https://",
                "https:///hooks",
                "not a url")) {
            assertTrue(refused(webhook(url, Receiver.SECRET)).contains("WAYMARK_WEBHOOK_URL has to be like"), url);
        }
    }

    @Test
    void aProgramThatIsToldThingsNeedsASecret(@TempDir Path folder) throws IOException {
        var url = "https://site.example.org/hooks";
        assertTrue(refused(Map.of("WAYMARK_WEBHOOK_URL", url)).contains("are needed together"));
        assertTrue(refused(Map.of("WAYMARK_WEBHOOK_SECRET", Receiver.SECRET)).contains("are needed together"));
        for (var secret : List.of("secret", "whsec_", "whsec_c2hvcnQ=", "whsec_???")) {
            var mistakes = refused(webhook(url, secret));
            assertTrue(mistakes.contains("WAYMARK_WEBHOOK_SECRET has to be whsec_ and 24 to 64 bytes"), mistakes);
            assertFalse(mistakes.contains("c2hvcnQ"));
        }
        var file = folder.resolve("secret");
        Files.writeString(file, Receiver.SECRET + "\n");
        var inFile = Map.of("WAYMARK_WEBHOOK_URL", url, "WAYMARK_WEBHOOK_SECRET_FILE", file.toString());
        assertEquals(1, Config.from(inFile).webhooks().size());
    }

    private static Map<String, String> webhook(String url, String secret) {
        return Map.of("WAYMARK_WEBHOOK_URL", url, "WAYMARK_WEBHOOK_SECRET", secret);
    }

    @Test
    void whatIsSafeOnThisMachineOnlyIsRefusedElsewhere() {
        assertTrue(refused(Map.of("WAYMARK_HOST", "0.0.0.0", "WAYMARK_RATE_LIMITS", "off"))
                .contains("WAYMARK_RATE_LIMITS"));
        assertTrue(refused(Map.of("WAYMARK_PUBLIC_URL", "https://forum.example.org", "WAYMARK_RATE_LIMITS", "off"))
                .contains("WAYMARK_RATE_LIMITS"));
        assertTrue(refused(Map.of("WAYMARK_HOST", "0.0.0.0", "WAYMARK_DEMO", "true"))
                .contains("WAYMARK_DEMO"));
        assertFalse(Config.from(Map.of("WAYMARK_HOST", "0.0.0.0")).demo());
    }

    @Test
    void aSecretThatOthersWouldGuessIsRefusedWhereTheyCanReachTheServer() {
        var zeros = "A".repeat(43) + "=";
        var counting = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        var words = "Y2hhbmdlLW1lLWNoYW5nZS1tZS1jaGFuZ2UtbWUtMTI=";
        // Each of these is refused for one reason only.
        var repeated = "nwPhd58D4XefA+F3nwPhd58D4XefA+F3nwPhd58D4Xc=";
        var text = "UXVpY2sgYnJvd24gZm94IGp1bXBzIG92ZXIgbGF6eSE=";
        for (var key : List.of(zeros, counting, words, repeated, text)) {
            var settings = Map.of("WAYMARK_KEYS", "k1:" + key, "WAYMARK_PUBLIC_URL", "https://forum.example.org");
            assertTrue(refused(settings).contains("WAYMARK_KEYS is one that others would guess"), key);
            assertFalse(refused(settings).contains(key));
            assertTrue(
                    Config.from(Map.of("WAYMARK_KEYS", "k1:" + key)).givenKeys().isPresent());
        }
        var webhook = new java.util.HashMap<>(webhook("https://site.example.org/hooks", Receiver.SECRET));
        assertEquals(1, Config.from(webhook).webhooks().size());
        webhook.put("WAYMARK_HOST", "0.0.0.0");
        assertTrue(refused(webhook).contains("WAYMARK_WEBHOOK_SECRET is one that others would guess"));
        for (var password : List.of("postgres", "Password", "changeme")) {
            var settings = Map.of(
                    "WAYMARK_HOST", "0.0.0.0",
                    "WAYMARK_KEYS", Keyring.fresh("k1"),
                    "WAYMARK_DATABASE_URL", "jdbc:postgresql://db/waymark",
                    "WAYMARK_DATABASE_USER", "waymark",
                    "WAYMARK_DATABASE_PASSWORD", password);
            assertTrue(refused(settings).contains("WAYMARK_DATABASE_PASSWORD is one that others would guess"));
        }
    }

    @Test
    void aSecretThatChanceHasMadeIsTaken() {
        for (int i = 0; i < 1_000; i++) {
            var settings = Map.of("WAYMARK_KEYS", Keyring.fresh("k1"), "WAYMARK_HOST", "0.0.0.0");
            assertTrue(Config.from(settings).givenKeys().isPresent());
        }
    }

    private static String refused(Map<String, String> environment) {
        return String.valueOf(assertThrows(StartupException.class, () -> Config.from(environment))
                .getMessage());
    }

    @Test
    void aDatabaseOfOnesOwnThatOthersReachNeedsKeys() {
        var settings = new java.util.HashMap<>(Map.of(
                "WAYMARK_DATABASE_URL",
                "jdbc:postgresql://db/waymark",
                "WAYMARK_PUBLIC_URL",
                "https://forum.example.org"));
        var refusal = assertThrows(StartupException.class, () -> Config.from(settings));
        assertTrue(String.valueOf(refusal.getMessage()).contains("WAYMARK_KEYS is needed"), refusal.getMessage());

        settings.put("WAYMARK_KEYS", Keyring.fresh("k1"));
        assertTrue(Config.from(settings).givenKeys().isPresent());
        assertFalse(Config.from(settings)
                .toString()
                .contains(settings.get("WAYMARK_KEYS").substring(3)));
    }

    @Test
    void keysThatAreNoneAreRefusedWithoutBeingRepeated() {
        var refusal = assertThrows(StartupException.class, () -> Config.from(Map.of("WAYMARK_KEYS", "k1:c2VjcmV0")));
        assertTrue(String.valueOf(refusal.getMessage()).contains("32 bytes in base64"), refusal.getMessage());
        assertFalse(String.valueOf(refusal.getMessage()).contains("c2VjcmV0"), refusal.getMessage());
    }
}
