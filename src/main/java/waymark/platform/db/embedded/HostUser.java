package waymark.platform.db.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom PostgreSQL runs as. It refuses root, because whoever broke into it would own the machine; containers are commonly
 * root all the same.
 */
final class HostUser {

    /** How root can run a program that is not to be root. */
    enum WayForRoot {
        /** Root without any of its powers, in a user namespace of its own. */
        USER_NAMESPACE,
        /** The user nobody, whom other services of the machine may share: second choice. */
        NOBODY
    }

    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final int ROOT = 0;

    private final String name;
    private final int uid;
    private final int gid;
    private final List<String> prefix;

    private HostUser(String name, int uid, int gid, List<String> prefix) {
        this.name = name;
        this.uid = uid;
        this.gid = gid;
        this.prefix = prefix;
    }

    /** Chooses who can serve the folder, and makes an empty folder theirs and private. */
    static HostUser forServerIn(Path folder, List<WayForRoot> waysForRoot) throws IOException {
        var self = new UnixSystem();
        var user = self.getUid() == ROOT
                ? forRoot(folder, waysForRoot)
                : new HostUser(System.getProperty("user.name"), (int) self.getUid(), (int) self.getGid(), List.of());
        if (Folders.owner(folder) == self.getUid() && Folders.isEmpty(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            user.handOver(folder);
        }
        user.requireUseOf(folder);
        return user;
    }

    private static HostUser forRoot(Path folder, List<WayForRoot> ways) throws IOException {
        var able = new ArrayList<HostUser>();
        for (var way : ways) {
            (way == WayForRoot.USER_NAMESPACE ? inUserNamespace() : asNobody()).ifPresent(able::add);
        }
        if (able.isEmpty()) {
            throw new EmbeddedPostgresException("PostgreSQL refuses to run as root for the folder " + folder
                    + " and this machine offers no way around it; start Waymark as an ordinary user, or set"
                    + " WAYMARK_DATABASE_URL to a PostgreSQL of your own.");
        }
        for (var user : able) {
            if (user.owns(folder.resolve("data"))) {
                return user;
            }
        }
        return able.get(0);
    }

    /** {@code id -un} fails where the namespace's user has no name; initdb would fail there, too. */
    private static Optional<HostUser> inUserNamespace() {
        var prefix = List.of("unshare", "--user");
        return answer(List.of("unshare", "--user", "id", "-un"))
                .map(name -> new HostUser("root without its powers", ROOT, ROOT, prefix));
    }

    private static Optional<HostUser> asNobody() {
        var uid = answer(List.of("id", "-u", "nobody"));
        var gid = answer(List.of("id", "-g", "nobody"));
        if (uid.isEmpty() || gid.isEmpty()) {
            return Optional.empty();
        }
        var prefix = List.of("setpriv", "--reuid=" + uid.get(), "--regid=" + gid.get(), "--clear-groups");
        var user = new HostUser("nobody", Integer.parseInt(uid.get()), Integer.parseInt(gid.get()), prefix);
        return answer(user.command(List.of("id", "-u"))).map(it -> user);
    }

    private static Optional<String> answer(List<String> command) {
        try {
            var result = Program.run(AT_ONCE, command);
            return result.succeeded() ? Optional.of(result.output().strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean owns(Path data) throws IOException {
        return Files.exists(data) && Folders.owner(data) == uid;
    }

    private void requireUseOf(Path folder) throws IOException {
        var data = folder.resolve("data");
        if (Files.exists(data) && !owns(data)) {
            throw new EmbeddedPostgresException("The database in the folder " + folder + " belongs to the user "
                    + Files.getOwner(data) + " but PostgreSQL would run as " + name
                    + "; start Waymark as its owner, give the whole folder to the other with chown, or set WAYMARK_DATA"
                    + " to another folder.");
        }
        if (!run(AT_ONCE, List.of("test", "-w", folder.toString(), "-a", "-x", folder.toString()))
                .succeeded()) {
            throw new EmbeddedPostgresException("PostgreSQL would run as " + name
                    + " and so may not enter or write the folder " + folder + ", which belongs to the user "
                    + Files.getOwner(folder)
                    + "; look at the folders above it, start Waymark as another user, or set WAYMARK_DATA to another"
                    + " folder.");
        }
    }

    /** Makes this user the owner of what we made ourselves, so that the server can read it. */
    void handOver(Path path) throws IOException {
        if (Folders.owner(path) != uid) {
            Files.setAttribute(path, "unix:gid", gid);
            Files.setAttribute(path, "unix:uid", uid);
        }
    }

    Program.Result run(Duration limit, List<String> command) throws IOException {
        return Program.run(limit, command(command));
    }

    private List<String> command(List<String> command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }
}
