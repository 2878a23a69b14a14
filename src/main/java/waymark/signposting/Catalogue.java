package waymark.signposting;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import waymark.signposting.matching.Matcher;
import waymark.signposting.matching.RuleBook;

/** Stand-in: one version, ready to use; immutable. */
public record Catalogue(String version, Map<String, Integer> tiers, Matcher matcher) {

    static Catalogue shipped() {
        try (var in = Catalogue.class.getResourceAsStream("/db/reference/catalogue/rules.yaml")) {
            var book = YAMLMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                    .build()
                    .readValue(in, RuleBook.class);
            return new Catalogue(
                    "shipped-00000000",
                    Map.ofEntries(
                            Map.entry("emergency-999", 1),
                            Map.entry("crisis-mh", 1),
                            Map.entry("car-t-team-now", 1),
                            Map.entry("ask-your-team", 2),
                            Map.entry("emotional-support", 2),
                            Map.entry("carer-support", 2),
                            Map.entry("end-of-life", 2),
                            Map.entry("bereavement", 2),
                            Map.entry("driving", 2),
                            Map.entry("work-money", 3),
                            Map.entry("young-people", 3),
                            Map.entry("diagnosis-charity", 3)),
                    new Matcher(book));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
