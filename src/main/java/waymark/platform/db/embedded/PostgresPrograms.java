package waymark.platform.db.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs: initdb, pg_ctl and postgres. They come packed inside a jar and are unpacked once. */
final class PostgresPrograms {

    private final Path root;
    private final HostUser user;

    private PostgresPrograms(Path root, HostUser user) {
        this.root = root;
        this.user = user;
    }

    /** The packed programs for this machine. */
    static URL archive(Path folder) {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var system = name.startsWith("mac") ? "darwin" : name;
        var processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
        var archive = PostgresPrograms.class.getResource("/postgres-" + system + "-" + processor + ".txz");
        if (archive == null) {
            throw new EmbeddedPostgresException("This Waymark brings no PostgreSQL for " + system + " on " + processor
                    + " to serve the folder " + folder
                    + "; build it on such a machine (Linux or macOS, x86_64 or arm64), or set WAYMARK_DATABASE_URL to a"
                    + " PostgreSQL of your own.");
        }
        return archive;
    }

    /** The name of what is unpacked follows the archive's content, so that another version lands beside it. */
    static PostgresPrograms unpacked(URL archive, Path folder, HostUser user) throws IOException {
        var root = folder.resolve("postgres-" + checksum(archive));
        if (Files.notExists(root)) {
            Folders.make(root, unfinished -> unpack(archive, unfinished));
        }
        return new PostgresPrograms(root, user);
    }

    private static String checksum(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        try (var in = new CheckedInputStream(archive.openStream(), new CRC32())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Long.toHexString(in.getChecksum().getValue());
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
        makeLasting(target);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        var path = inside(target, target.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            inside(target, path.resolveSibling(entry.getLinkName()));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, path);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException("the packed PostgreSQL holds something unexpected, " + entry.getName());
        }
    }

    private static Path inside(Path target, Path path) throws IOException {
        var plain = path.normalize();
        if (!plain.startsWith(target)) {
            throw new IOException("the packed PostgreSQL reaches out of its folder with " + path);
        }
        return plain;
    }

    /** Without this a power cut could leave empty files under the final name. */
    private static void makeLasting(Path root) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(root)) {
            all = walk.filter(path -> !Files.isSymbolicLink(path)).toList();
        }
        for (var path : all) {
            if (Files.isDirectory(path)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Folders.sync(path);
        }
    }

    /** Call when no server started from an earlier version runs any more. */
    void deleteEarlierVersions() throws IOException {
        DirectoryStream.Filter<Path> earlier =
                path -> !path.equals(root) && path.getFileName().toString().matches("postgres-[0-9a-f]{1,8}");
        try (var versions = Files.newDirectoryStream(root.getParent(), earlier)) {
            for (var version : versions) {
                Folders.delete(version);
            }
        }
    }

    /** Answers {@code 18} for version 18.6. */
    String majorVersion() throws IOException {
        var answer = run(Duration.ofSeconds(10), "postgres", List.of("--version"));
        if (!answer.succeeded()) {
            throw new IOException("the packed PostgreSQL does not run here: "
                    + answer.output().strip());
        }
        return answer.output().strip().replaceAll(".* (\\d+)[^ ]*$", "$1");
    }

    Program.Result run(Duration limit, String program, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(root.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return user.run(limit, command);
    }
}
