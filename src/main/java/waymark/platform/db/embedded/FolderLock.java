package waymark.platform.db.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps two Waymarks off one folder. The system drops the lock when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {

    /**
     * POSIX drops a process's lock on a file as soon as the process closes any descriptor of that file. A second attempt
     * in this JVM must therefore be refused before it opens the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** {@code folder} is a real path, so that two names of one folder are one lock. */
    static FolderLock take(Path folder) throws IOException {
        if (!HELD_HERE.add(folder)) {
            throw taken(folder);
        }
        try {
            return new FolderLock(folder, lockedFile(folder));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(folder);
            throw e;
        }
    }

    private static FileChannel lockedFile(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw taken(folder);
        }
        return channel;
    }

    Path folder() {
        return folder;
    }

    private static EmbeddedPostgresException taken(Path folder) {
        return new EmbeddedPostgresException("Another Waymark is running on the folder " + folder
                + "; stop it or set WAYMARK_DATA to another folder.");
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw EmbeddedPostgresException.of(folder, e);
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
