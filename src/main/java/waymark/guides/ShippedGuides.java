package waymark.guides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import waymark.documents.DocumentKind;
import waymark.documents.ShippedVersion;
import waymark.platform.http.Json;
import waymark.platform.text.Shipped;

/**
 * The guides that come with Waymark: what is served until a charity has made a version of its own current, and whenever that
 * one cannot be used. Its files are reviewed like code, and a build whose files break a rule fails.
 */
record ShippedGuides(Book book, JsonNode document) {

    private static final String FOLDER = "/db/reference/guides/";

    /** Each is the name of a file and the slug of a guide: what is on the class path cannot be listed. */
    private static final List<String> SLUGS = List.of(
            "what-car-t-is",
            "who-may-have-it",
            "treatment-pathway",
            "going-home",
            "side-effects",
            "signs-of-infection",
            "driving",
            "follow-up-appointments",
            "getting-better",
            "work-school-study",
            "teenagers-and-young-adults",
            "looking-after-someone",
            "words-explained");

    /** Read once: it is the same for everybody in this process and never changes. */
    private static final ShippedGuides LOADED = load();

    static ShippedGuides get() {
        return LOADED;
    }

    DocumentKind<Book> kind() {
        return new DocumentKind<>("guides", "book of guides", book.version(), document, book, Book::of);
    }

    private static ShippedGuides load() {
        var yaml = new YAMLMapper();
        var files = new ArrayList<byte[]>();
        try {
            var guides = JsonNodeFactory.instance.objectNode();
            for (var slug : SLUGS) {
                var file = Shipped.bytes(FOLDER + slug + ".yaml");
                files.add(file);
                guides.set(slug, yaml.readTree(file));
            }
            var sources = Shipped.bytes(FOLDER + "sources.yaml");
            files.add(sources);
            var document = JsonNodeFactory.instance.objectNode();
            document.set("guides", guides);
            document.set("sources", yaml.readTree(sources));
            // Through the reader of everything else, so that it is equal to what the database gives back.
            var tree = Json.MAPPER.readTree(document.toString());
            return new ShippedGuides(Book.of(ShippedVersion.of(files), tree), tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
