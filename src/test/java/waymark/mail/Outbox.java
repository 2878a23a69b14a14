package waymark.mail;

import static waymark.schema.Tables.MAIL;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import waymark.ids.Ids;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.secret.Keyring;
import waymark.schema.Tables;
import waymark.testing.TestClock;
import waymark.testing.TestDatabases;

/** Mails on a real database, with nothing else around them. */
final class Outbox implements AutoCloseable {

    static final String ALICE = "alice.ashby@example.org";
    static final String PATH = "/verify-email#token=qL7vXw2ZtR9sKc4N";

    final TestClock clock = new TestClock();
    final Keyring keyring = Keyring.parse(Keyring.fresh("test"));
    final DatabaseSettings settings = TestDatabases.create();
    final Database db = new Database(settings);
    final Mails mails = new Mails(db, keyring, new Ids(clock), clock);

    static MailSettings over(int port, MailSettings.Security security) {
        var server = new MailSettings.Smtp("127.0.0.1", port, security, Optional.empty());
        return settings(Optional.of(server), Path.of("target", "nobody-writes-here"));
    }

    static MailSettings into(Path folder) {
        return settings(Optional.empty(), folder);
    }

    private static MailSettings settings(Optional<MailSettings.Smtp> smtp, Path folder) {
        return new MailSettings(
                "Waymark", URI.create("https://forum.example.org"), "Waymark <no-reply@example.org>", smtp, folder);
    }

    MailWorker worker(MailSettings settings) {
        return new MailWorker(db, keyring, Optional.of(settings), clock);
    }

    void send() {
        send(Mail.leading(MailKind.VERIFY_ADDRESS, ALICE, null, PATH));
    }

    void send(Mail mail) {
        db.write(tx -> {
            mails.send(tx, mail);
            return true;
        });
    }

    List<Record> rows() {
        return db.read(tx -> List.copyOf(tx.selectFrom(MAIL).orderBy(MAIL.ID).fetch()));
    }

    Record only() {
        var rows = rows();
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " mails");
        }
        return rows.get(0);
    }

    @Nullable
    Instant next() {
        return only().get(Tables.MAIL.NEXT_ATTEMPT_AT);
    }

    @Override
    public void close() {
        db.close();
        TestDatabases.drop(settings);
    }
}
