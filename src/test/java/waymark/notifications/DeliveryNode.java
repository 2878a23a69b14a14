package waymark.notifications;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import waymark.App;
import waymark.FeatureSettings;
import waymark.mail.MailSettings;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.http.ServerSettings;
import waymark.platform.secret.Keyring;

/** A whole server in a process of its own, so that it can be killed. It goes when nobody holds its input any more. */
final class DeliveryNode {

    private DeliveryNode() {}

    /** @param args URL, user and password of the database, keys, folder for mails, and by how many seconds its clock is ahead */
    public static void main(String[] args) throws Exception {
        var settings = new DatabaseSettings(
                args[0], Optional.of(args[1]), Optional.of(args[2]), 5, Duration.ofSeconds(30), Duration.ofSeconds(30));
        var mailing = new MailSettings(
                "Waymark",
                URI.create("https://forum.example.org"),
                "no-reply@example.org",
                Optional.empty(),
                Path.of(args[4]));
        var clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Long.parseLong(args[5])));
        var app = new App(
                new Database(settings),
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                clock,
                FeatureSettings.of(Keyring.parse(args[3])).mailing(Optional.of(mailing)));
        app.start();
        System.out.println("started");
        int unused = System.in.read();
        Runtime.getRuntime().halt(0);
    }
}
