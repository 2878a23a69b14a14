package waymark.signposting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import waymark.documents.DocumentKind;
import waymark.documents.ShippedVersion;
import waymark.platform.text.Shipped;

/**
 * The catalogue that comes with Waymark: what is served until a charity has made a version of its own current, and
 * whenever that one cannot be used. Its files are reviewed like code, and a build whose files break a rule fails.
 */
record ShippedCatalogue(Catalogue catalogue, JsonNode document) {

    private static final String FOLDER = "/db/reference/catalogue/";

    /** Read once: it is the same for everybody in this process and never changes. */
    private static final ShippedCatalogue LOADED = load();

    static ShippedCatalogue get() {
        return LOADED;
    }

    String version() {
        return catalogue.version();
    }

    DocumentKind<Catalogue> kind() {
        return new DocumentKind<>("signposting-catalogue", "catalogue", version(), document, catalogue, Catalogue::of);
    }

    private static ShippedCatalogue load() {
        var yaml = new YAMLMapper();
        try {
            var services = Shipped.bytes(FOLDER + "services.yaml");
            var signposts = Shipped.bytes(FOLDER + "signposts.yaml");
            var rules = Shipped.bytes(FOLDER + "rules.yaml");
            var document = (ObjectNode) yaml.readTree(signposts);
            document.setAll((ObjectNode) yaml.readTree(services));
            document.set("rules", yaml.readTree(rules));
            var tree = inOrder(document);
            return new ShippedCatalogue(
                    Catalogue.of(ShippedVersion.of(List.of(services, signposts, rules)), tree), tree);
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
}
