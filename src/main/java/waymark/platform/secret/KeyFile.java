package waymark.platform.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keys beside the embedded database, for forums whose operator has not set any. Only this user can read the file. */
public final class KeyFile {

    private static final String FIRST_ID = "k1";

    private KeyFile() {}

    /**
     * The keys in this file; the first time it is made, with a fresh key.
     *
     * @throws UncheckedIOException when it can be neither read nor made
     * @throws IllegalArgumentException when there is something else in it
     */
    public static Keyring readOrMake(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return Keyring.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Written beside it and moved there whole, so that a crash leaves no half of a key. */
    private static void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "keys", ".new", ownerOnly);
        Files.writeString(draft, Keyring.fresh(FIRST_ID) + "\n");
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(draft);
        }
    }
}
