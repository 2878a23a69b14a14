package waymark.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Writes mails as files that only their owner can read, where there is no SMTP server. */
final class FolderTransport implements MailTransport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}Z-([0-9a-f-]{36})\\.eml");

    private final Path folder;

    FolderTransport(Path folder) {
        this.folder = folder;
    }

    @Override
    public Outcome send(UUID id, Instant writtenAt, MimeMessage message) {
        try {
            Files.createDirectories(folder, only("rwx------"));
            // Made under another name first, so that nobody reads half a mail.
            var unfinished = folder.resolve(id + ".unfinished");
            Files.deleteIfExists(unfinished);
            try (var out =
                    Files.newOutputStream(Files.createFile(unfinished, only("rw-------")), StandardOpenOption.WRITE)) {
                message.writeTo(out);
            }
            Files.move(
                    unfinished,
                    folder.resolve(TIME.format(writtenAt) + "-" + id + ".eml"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            return Outcome.of(Result.ACCEPTED, null);
        } catch (IOException | MessagingException e) {
            return Outcome.outOfOrder(null, "the folder " + folder + " cannot be written to");
        }
    }

    /** A file lives as long as its mail does in the database, so that forgetting reaches both. */
    @Override
    public void keepOnly(UnaryOperator<Set<UUID>> known) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            var files = files();
            var keep = known.apply(files.keySet());
            for (var file : files.entrySet()) {
                if (!keep.contains(file.getKey())) {
                    Files.deleteIfExists(file.getValue());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<UUID, Path> files() throws IOException {
        var files = new HashMap<UUID, Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = NAME.matcher(entry.getFileName().toString());
                if (name.matches()) {
                    files.put(UUID.fromString(name.group(1)), entry);
                }
            }
        }
        return files;
    }

    private FileAttribute<?>[] only(String permissions) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
