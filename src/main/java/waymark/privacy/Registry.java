package waymark.privacy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import waymark.platform.text.Shipped;

/**
 * The registry of personal data: what is in every column of every table, why it is there and for how long, what an export
 * does with it and what erasure does. Exports and retention are made from it, so nothing is in the one and not in the other.
 */
final class Registry {

    private static final String FOLDER = "/db/reference/privacy/";

    /** What is on the class path cannot be listed. In this order people read it, and tables are swept. */
    private static final List<String> FILES = List.of(
            "accounts",
            "threads",
            "notifications",
            "stories",
            "signposting",
            "moderation",
            "mail",
            "privacy",
            "operations");

    /** Read once: it is the same for everybody in this process and never changes. */
    private static final Registry LOADED = load();

    private final Map<String, RegistryTable.Purpose> purposes;
    private final Map<String, List<RegistryTable>> files;

    private Registry(Map<String, RegistryTable.Purpose> purposes, Map<String, List<RegistryTable>> files) {
        this.purposes = purposes;
        this.files = files;
    }

    static Registry get() {
        return LOADED;
    }

    List<RegistryTable.Purpose> purposes() {
        return List.copyOf(purposes.values());
    }

    /** By the name of the file that declares them. */
    Map<String, List<RegistryTable>> files() {
        return files;
    }

    List<RegistryTable> tables() {
        return files.values().stream().flatMap(List::stream).toList();
    }

    Optional<RegistryTable> find(String table) {
        return tables().stream().filter(each -> each.name().equals(table)).findFirst();
    }

    private static Registry load() {
        var reader = new RegistryReader(Shipped.bytes(FOLDER + "purposes.yaml"));
        for (var file : FILES) {
            reader.read(file, Shipped.bytes(FOLDER + file + ".yaml"));
        }
        reader.requireSound();
        return new Registry(reader.purposes(), reader.files());
    }
}
