package waymark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.http.ServerSettings;
import waymark.platform.secret.Keyring;
import waymark.webhooks.WebhookEndpoint;

/** Reads every setting before it complains, so that the operator mends all mistakes in one go. */
final class ConfigReader {

    private static final String PREFIX = "WAYMARK_";
    private static final String FILE = "_FILE";

    /** What waits to be delivered is found again by this name, wherever the address leads by then. */
    private static final String WEBHOOK_NAME = "settings";

    /** Read by a command of its own. */
    private static final Set<String> OF_COMMANDS = Set.of("WAYMARK_STAFF_PASSWORD", "WAYMARK_STAFF_PASSWORD_FILE");

    private final Map<String, String> environment;
    private final Set<String> known = new TreeSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> guessable = new ArrayList<>();

    ConfigReader(Map<String, String> environment) {
        this.environment = environment;
    }

    Config read() {
        var host = text("HOST").orElse("127.0.0.1");
        int port = number("PORT", 8080, 0, 65_535);
        var pool = new Config.Pool(
                number("POOL_SIZE", 10, 1, 1_000),
                Duration.ofSeconds(number("CONNECTION_TIMEOUT", 3, 1, 600)),
                Duration.ofSeconds(number("STATEMENT_TIMEOUT", 10, 1, 600)));
        var database = database(pool);
        boolean rateLimits = onOff("RATE_LIMITS", true);
        var publicUrl = url("PUBLIC_URL").orElse(URI.create("http://" + bracketed(host) + ":" + port));
        var server = new ServerSettings(
                host,
                port,
                rateLimits,
                set("CORS_ORIGINS"),
                set("TRUSTED_PROXIES"),
                "https".equals(publicUrl.getScheme()));
        var data = Path.of(text("DATA").orElse(".waymark")).toAbsolutePath().normalize();
        boolean local = Config.isLoopback(host);
        boolean demo = trueFalse("DEMO", database.isEmpty() && local);
        // The demo accounts have none, so that somebody who looks at the forum for the first time can walk around in
        // it.
        boolean secondFactor = onOff("SECOND_FACTOR", !(demo && local));
        var mail = new MailSettingsReader(this).read(publicUrl, data.resolve("mail"));
        var oidc = new OidcSettingsReader(this).read(publicUrl);
        int minimumAge = number("MINIMUM_AGE", 18, 13, 21);
        int answerAlert = number("ANSWER_ALERT_HOURS", 4, 1, 40);
        var config = new Config(
                server,
                data,
                database,
                pool,
                demo,
                secondFactor,
                publicUrl,
                webhooks(),
                mail,
                oidc,
                minimumAge,
                answerAlert,
                keys());
        check(config);
        return config;
    }

    /**
     * One secret of a command, from the environment or the file it names.
     *
     * @throws StartupException when it is given twice, or the file cannot be read
     */
    static Optional<String> secretIn(Map<String, String> environment, String name) {
        var reader = new ConfigReader(environment);
        var found = reader.secret(name);
        reader.refuseMistakes();
        return found;
    }

    private void check(Config config) {
        if (!config.server().rateLimits() && !config.isLocal()) {
            mistake("RATE_LIMITS", "cannot be off where others can reach the server; leave it out, or set it to on");
        }
        if (!config.secondFactor() && !config.isLocal()) {
            mistake("SECOND_FACTOR", "cannot be off where others can reach the server; leave it out, or set it to on");
        }
        if (config.database().isPresent()
                && config.givenKeys().isEmpty()
                && text("KEYS").or(() -> text("KEYS_FILE")).isEmpty()
                && !config.isLocal()) {
            mistake(
                    "KEYS",
                    "is needed with a database of one's own: every server has to have the same keys, and they have to be"
                            + " kept when a machine is lost");
        }
        if (config.demo() && !config.isLocal()) {
            mistake("DEMO", "cannot be true where others can reach the server, because everybody knows its passwords");
        }
        if (!config.isLocal()) {
            guessable.forEach(name ->
                    mistake(name, "is one that others would guess; api-docs/operators.md says how to make another"));
        }
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name) && !OF_COMMANDS.contains(name))
                .sorted()
                .forEach(name -> mistakes.add(name + " is no setting; the settings are " + String.join(", ", known)));
        refuseMistakes();
    }

    private void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            throw new StartupException("These settings cannot be used:\n  " + String.join("\n  ", mistakes));
        }
    }

    private void noteIf(boolean othersWouldGuess, String name) {
        if (othersWouldGuess && !guessable.contains(name)) {
            guessable.add(name);
        }
    }

    private Optional<DatabaseSettings> database(Config.Pool pool) {
        var url = secret("DATABASE_URL");
        var user = text("DATABASE_USER");
        var password = secret("DATABASE_PASSWORD");
        noteIf(password.map(Guessable::isPassword).orElse(false), "DATABASE_PASSWORD");
        if (url.isEmpty()) {
            if (user.isPresent() || password.isPresent()) {
                mistake("DATABASE_URL", "is needed with DATABASE_USER or DATABASE_PASSWORD");
            }
            return Optional.empty();
        }
        var text = url.get().replaceFirst("^postgres(ql)?:", "jdbc:postgresql:");
        if (!text.startsWith("jdbc:postgresql://") || text.matches("jdbc:postgresql://[^/?]*@.*")) {
            mistake(
                    "DATABASE_URL",
                    "has to be like jdbc:postgresql://host:5432/waymark, with the name and the password in"
                            + " WAYMARK_DATABASE_USER and WAYMARK_DATABASE_PASSWORD");
        }
        return Optional.of(pool.on(text, user, password));
    }

    private Optional<Keyring> keys() {
        try {
            var keys = secret("KEYS");
            for (var key : keys.orElse("").split("[,\\s]+", -1)) {
                noteIf(Guessable.isKey(key.substring(key.indexOf(':') + 1)), "KEYS");
            }
            return keys.map(Keyring::parse);
        } catch (IllegalArgumentException e) {
            mistake("KEYS", "has to be like k1:<32 bytes in base64>, separated by commas: " + e.getMessage());
            return Optional.empty();
        }
    }

    private List<WebhookEndpoint> webhooks() {
        var url = webhookUrl();
        var secret = secret("WEBHOOK_SECRET");
        noteIf(Guessable.isKey(secret.orElse("").replaceFirst("^whsec_", "")), "WEBHOOK_SECRET");
        if (url.isEmpty() || secret.isEmpty()) {
            if (text("WEBHOOK_URL").isPresent() != secret.isPresent()) {
                mistake("WEBHOOK_URL", "and " + PREFIX + "WEBHOOK_SECRET are needed together, or neither");
            }
            return List.of();
        }
        try {
            return List.of(WebhookEndpoint.of(WEBHOOK_NAME, url.get(), secret.get()));
        } catch (IllegalArgumentException e) {
            mistake("WEBHOOK_SECRET", "has to be whsec_ and 24 to 64 bytes in base64");
            return List.of();
        }
    }

    private Optional<URI> webhookUrl() {
        var given = text("WEBHOOK_URL");
        try {
            var url = given.map(URI::create);
            if (url.isEmpty() || mayBeTold(url.get())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below, like an address of another kind.
        }
        mistake("WEBHOOK_URL", "has to be like https://site.example.org/hooks; http is for this machine only");
        return Optional.empty();
    }

    private static boolean mayBeTold(URI url) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            return false;
        }
        return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && Config.isLoopback(url.getHost()));
    }

    Optional<String> text(String name) {
        known.add(PREFIX + name);
        return Optional.ofNullable(environment.get(PREFIX + name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** A setting that may also be in a file, so that it need not stand in the environment. */
    Optional<String> secret(String name) {
        var direct = text(name);
        var file = text(name + FILE);
        if (direct.isPresent() && file.isPresent()) {
            mistake(name, "is given twice: leave out either it or " + PREFIX + name + FILE);
        }
        if (file.isEmpty()) {
            return direct;
        }
        try {
            return Optional.of(Files.readString(Path.of(file.get())).strip());
        } catch (IOException e) {
            mistake(name + FILE, "has to name a file that can be read");
            return Optional.empty();
        }
    }

    private int number(String name, int otherwise, int least, int most) {
        var given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        mistake(name, "has to be a whole number from " + least + " to " + most);
        return otherwise;
    }

    private boolean onOff(String name, boolean otherwise) {
        return choice(name, otherwise, "on", "off");
    }

    private boolean trueFalse(String name, boolean otherwise) {
        return choice(name, otherwise, "true", "false");
    }

    private boolean choice(String name, boolean otherwise, String yes, String no) {
        var given = text(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (!given.get().equals(yes) && !given.get().equals(no)) {
            mistake(name, "has to be " + yes + " or " + no);
        }
        return given.get().equals(yes);
    }

    private Optional<URI> url(String name) {
        var given = text(name);
        if (given.isPresent() && !given.get().matches("https?://[^/\\s?#]+")) {
            mistake(name, "has to be like https://forum.example.org, without anything behind the host");
            return Optional.empty();
        }
        return given.map(URI::create);
    }

    private Set<String> set(String name) {
        return text(name).stream()
                .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    void mistake(String name, String expected) {
        mistakes.add(PREFIX + name + " " + expected);
    }
}
