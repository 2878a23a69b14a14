package waymark.platform.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What java.nio leaves to the caller: folders that appear whole or not at all, and are on the disk when they appear. */
final class Folders {

    @FunctionalInterface
    interface Filling {
        void fill(Path unfinished) throws IOException;
    }

    private static final String UNFINISHED = ".unfinished";

    private Folders() {}

    /** Makes the folder unless it is there already; answers its real path. */
    static Path prepare(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new EmbeddedPostgresException(
                    "The path " + folder + " is a file, not a folder; remove it or set WAYMARK_DATA to a folder.");
        }
        if (folder.toString().matches("(?s).*[\"$`\\\\\n].*")) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL's programs stumble over a character in the name of the folder " + folder
                            + "; set WAYMARK_DATA to a folder without quotes, dollars and backslashes in its path.");
        }
        Files.createDirectories(folder);
        return folder.toRealPath();
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Makes a folder that appears under its name only when everything in it is complete. */
    static void make(Path folder, Filling filling) throws IOException {
        // The pid keeps us out of the way of an initdb that a killed Waymark may have left running.
        var unfinished = folder.resolveSibling(
                folder.getFileName() + "-" + ProcessHandle.current().pid() + UNFINISHED);
        try {
            delete(unfinished);
            filling.fill(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            sync(Objects.requireNonNull(folder.getParent()));
        } finally {
            delete(unfinished);
        }
    }

    /** Call while holding the folder's lock. */
    static void deleteUnfinished(Path parent) throws IOException {
        try (var unfinished = Files.newDirectoryStream(parent, "{data,postgres}-*" + UNFINISHED)) {
            for (var folder : unfinished) {
                delete(folder);
            }
        }
    }

    static void sync(Path fileOrFolder) throws IOException {
        try (var channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    static void delete(Path tree) throws IOException {
        if (Files.notExists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
