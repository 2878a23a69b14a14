package waymark.platform.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The data folder and the password that goes with it: made once, looked over at every start. */
final class Cluster {

    private static final Duration MAKING = Duration.ofMinutes(5);

    private final Path folder;
    private final Path data;
    private final Path passwordFile;
    private final HostUser user;
    private final PostgresPrograms programs;

    Cluster(Path folder, HostUser user, PostgresPrograms programs) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.passwordFile = folder.resolve("password");
        this.user = user;
        this.programs = programs;
    }

    void makeIfMissing(String superuser, EmbeddedPostgres.Durability durability) throws IOException {
        if (Files.exists(data)) {
            requireOurVersion();
            return;
        }
        writeNewPassword();
        Folders.make(data, unfinished -> initdb(unfinished, superuser, durability));
    }

    private void requireOurVersion() throws IOException {
        var versionFile = data.resolve("PG_VERSION");
        if (Files.notExists(versionFile)) {
            throw new EmbeddedPostgresException("The folder " + data
                    + " holds no PostgreSQL database; move it away or set WAYMARK_DATA to another folder.");
        }
        var version = Files.readString(versionFile).strip();
        var ours = programs.majorVersion();
        if (!version.equals(ours)) {
            throw new EmbeddedPostgresException("The database in the folder " + folder + " was made by PostgreSQL "
                    + version + " but this Waymark brings PostgreSQL " + ours
                    + "; dump it with the Waymark that made it and load it into a new folder, or upgrade it with"
                    + " pg_upgrade.");
        }
    }

    private void writeNewPassword() throws IOException {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                passwordFile, HexFormat.of().formatHex(secret), StandardOpenOption.SYNC, StandardOpenOption.WRITE);
        user.handOver(passwordFile);
    }

    private void initdb(Path target, String superuser, EmbeddedPostgres.Durability durability) throws IOException {
        var options = new ArrayList<>(List.of(
                "--pgdata=" + target,
                "--username=" + superuser,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // The builtin provider sorts alike on every machine and after every upgrade of the system's libraries.
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--data-checksums",
                "--no-instructions"));
        if (durability == EmbeddedPostgres.Durability.LOST_ON_CRASH) {
            options.add("--no-sync");
        }
        var result = programs.run(MAKING, "initdb", options);
        if (!result.succeeded()) {
            throw EmbeddedPostgresException.of(folder, "could not be made", result.output());
        }
    }

    String password() throws IOException {
        if (Files.notExists(passwordFile)) {
            throw new EmbeddedPostgresException("The file " + passwordFile
                    + " with the password of the database beside it is missing; put it back from a backup.");
        }
        return Files.readString(passwordFile).strip();
    }
}
