package waymark.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** What people get by mail: the files that a forum without an SMTP server writes, read as a mail program reads them. */
public final class Postbox implements AutoCloseable {

    private final Path folder;
    private final MailSettings settings;

    /** Thousands may come, and are asked for as often. */
    private final Map<Path, Letter> known = new ConcurrentHashMap<>();

    public Postbox(URI publicUrl) {
        try {
            this.folder = Files.createTempDirectory("waymark-mail");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.settings = new MailSettings(
                "Waymark", publicUrl, "no-reply@example.org", Optional.empty(), folder.resolve("mail"));
    }

    public MailSettings settings() {
        return settings;
    }

    /** The mails to this address, the earliest first. */
    public List<Letter> to(String address) {
        return all().stream().filter(letter -> letter.to().equals(address)).toList();
    }

    /** The mail to this address that was written last. */
    public Letter lastTo(String address) {
        var letters = to(address);
        if (letters.isEmpty()) {
            throw new AssertionError("no mail to " + address);
        }
        return letters.get(letters.size() - 1);
    }

    /** All, the earliest first. */
    public List<Letter> all() {
        return files(settings.folder()).stream()
                .map(file -> known.computeIfAbsent(file, this::read))
                .toList();
    }

    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            // Another may be in the making at this moment.
            return entries.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var tree = Files.walk(folder)) {
            known.clear();
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Letter read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var message = new MimeMessage(Session.getInstance(new Properties()), in);
            return new Letter(
                    message.getRecipients(Message.RecipientType.TO)[0].toString(),
                    message.getSubject(),
                    message.getContent().toString().replace("\r\n", "\n"),
                    settings.publicUrl().toString());
        } catch (IOException | MessagingException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    /** @param home where its links begin */
    public record Letter(String to, String subject, String text, String home) {

        /** Where its link leads, from the address of the forum on. */
        public String path() {
            return Arrays.stream(text.split("\n"))
                    .filter(line -> line.startsWith(home + "/"))
                    .map(line -> line.substring(home.length()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link in:\n" + text));
        }

        /** What stands behind {@code token=} in its link. */
        public String token() {
            return path().replaceFirst(".*[#?&]token=", "").replaceFirst("&.*", "");
        }
    }
}
