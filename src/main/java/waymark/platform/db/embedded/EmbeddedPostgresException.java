package waymark.platform.db.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded server cannot run; the message is one sentence that tells the operator where and what to do. */
public final class EmbeddedPostgresException extends RuntimeException {

    private static final long ALMOST_NOTHING = 1 << 20;

    EmbeddedPostgresException(String sentence) {
        this(sentence, null);
    }

    EmbeddedPostgresException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    static EmbeddedPostgresException of(Path folder, IOException cause) {
        if (isDiskFull(folder, String.valueOf(cause.getMessage()))) {
            return diskFull(folder, cause);
        }
        if (cause instanceof AccessDeniedException denied) {
            return new EmbeddedPostgresException(
                    "The user " + System.getProperty("user.name") + " may not use " + denied.getFile()
                            + "; give the folder " + folder
                            + " to that user, or set WAYMARK_DATA to a folder it may write to.",
                    cause);
        }
        return new EmbeddedPostgresException(
                "The database in the folder " + folder + " could not be started (" + cause
                        + "); remove the cause, set WAYMARK_DATA to another folder, or set WAYMARK_DATABASE_URL to a"
                        + " PostgreSQL of your own.",
                cause);
    }

    /** For a program of PostgreSQL that failed; {@code words} is what it said. */
    static EmbeddedPostgresException of(Path folder, String happened, String words) {
        if (isDiskFull(folder, words)) {
            return diskFull(folder, null);
        }
        return new EmbeddedPostgresException(
                "The database in the folder " + folder + " " + happened + " (its last words: "
                        + words.strip().replaceAll("\\s*\n\\s*", " | ")
                        + "); remove the cause, or set WAYMARK_DATABASE_URL to a PostgreSQL of your own.");
    }

    private static EmbeddedPostgresException diskFull(Path folder, @Nullable Throwable cause) {
        return new EmbeddedPostgresException(
                "The disk of the folder " + folder
                        + " is full; make room (a new database takes 200 MB) or set WAYMARK_DATA to a folder on another"
                        + " disk.",
                cause);
    }

    /** On a full disk the server may be unable to write even the line that says so, hence the look at the disk. */
    private static boolean isDiskFull(Path folder, String words) {
        if (words.contains("No space left on device") || words.contains("Disk quota exceeded")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < ALMOST_NOTHING;
        } catch (IOException e) {
            return false;
        }
    }
}
