package waymark.signposting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The catalogue that comes with Waymark: what is served until a charity has made a version of its own current, and
 * whenever that one cannot be used. Its files are reviewed like code, and a build whose files break a rule fails.
 */
record ShippedCatalogue(Catalogue catalogue, JsonNode document) {

    private static final String FOLDER = "/db/reference/catalogue/";
    private static final int DIGITS = 8;

    /** Read once: it is the same for everybody in this process and never changes. */
    private static final ShippedCatalogue LOADED = load();

    static ShippedCatalogue get() {
        return LOADED;
    }

    String version() {
        return catalogue.version();
    }

    private static ShippedCatalogue load() {
        var yaml = new YAMLMapper();
        try {
            var services = bytes("services.yaml");
            var signposts = bytes("signposts.yaml");
            var rules = bytes("rules.yaml");
            var document = (ObjectNode) yaml.readTree(signposts);
            document.setAll((ObjectNode) yaml.readTree(services));
            document.set("rules", yaml.readTree(rules));
            var tree = inOrder(document);
            return new ShippedCatalogue(Catalogue.of(name(List.of(services, signposts, rules)), tree), tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order in which the contract lists the parts. */
    private static ObjectNode inOrder(ObjectNode document) {
        var ordered = JsonNodeFactory.instance.objectNode();
        for (var part : List.of("services", "signposts", "standing", "lint", "rules")) {
            ordered.set(part, document.path(part));
        }
        return ordered;
    }

    private static byte[] bytes(String file) throws IOException {
        try (var in = ShippedCatalogue.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + file + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }

    private static String name(List<byte[]> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach(digest::update);
            return "shipped-" + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
