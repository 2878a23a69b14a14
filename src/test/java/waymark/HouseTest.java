package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.operations.ProblemPages;
import waymark.platform.http.Contract;
import waymark.platform.problem.ProblemType;

/** What keeps the house honest. */
class HouseTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Contract contract = Contract.load();

    @Test
    void routesAreThoseOfTheContractAndSayWhoMayCallThem() {
        var served = new TreeMap<String, String>();
        for (var route : forum.app().routes()) {
            served.put(route.method() + " " + route.path(), route.access().code());
        }
        var promised = new TreeMap<String, String>();
        contract.document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> promised.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue().path("x-access").asText())));

        assertEquals(promised, served);
    }

    @Test
    void whoMayCallARouteIsAlsoWhatItsSecuritySays() {
        contract.document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> assertEquals(
                        !operation.path("x-access").asText().equals("guest"),
                        operation.has("security"),
                        operation.path("operationId").asText())));
    }

    /** Browsers come with a cookie everywhere, and show that they mean it wherever something changes. */
    @Test
    void whoeverMayComeWithATokenMayComeWithACookie() {
        contract.document()
                .path("paths")
                .forEach(path -> path.properties().forEach(operation -> {
                    if (operation.getValue().has("security")) {
                        assertEquals(
                                operation.getKey().equals("get")
                                        ? "[{\"bearer\":[]},{\"cookie\":[]}]"
                                        : "[{\"bearer\":[]},{\"cookie\":[],\"csrf\":[]}]",
                                operation.getValue().path("security").toString(),
                                operation.getValue().path("operationId").asText());
                    }
                }));
    }

    @Test
    void everyErrorHasItsPageAndIsInTheContract() {
        var codes = Arrays.stream(ProblemType.values())
                .map(ProblemType::code)
                .collect(Collectors.toCollection(TreeSet::new));
        var inContract = new TreeSet<String>();
        contract.document().at("/components/schemas/ProblemCode/enum").forEach(code -> inContract.add(code.asText()));

        assertEquals(codes, new TreeSet<>(ProblemPages.load().all().keySet()));
        assertEquals(codes, inContract);
    }

    @Test
    void everyPageOfAnErrorTellsItsStatus() {
        var pages = ProblemPages.load().all();
        for (var type : ProblemType.values()) {
            assertTrue(pages.getOrDefault(type.code(), "").contains("\n" + type.status() + ". "), type.code());
        }
    }

    /** A body may come with any request, and is read to its end whether or not it is taken. */
    @Test
    void everyOperationSaysWhatBecomesOfABodyThatIsSlowOrTooLarge() {
        contract.document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    for (var response :
                            Map.of("408", "TooSlow", "413", "TooLarge").entrySet()) {
                        assertEquals(
                                "#/components/responses/" + response.getValue(),
                                operation
                                        .at("/responses/" + response.getKey() + "/$ref")
                                        .asText(),
                                operation.path("operationId").asText());
                    }
                }));
    }

    @Test
    void everyOperationHasAnIdOfItsOwn() {
        var ids = new TreeSet<String>();
        Set<String> twice = new TreeSet<>();
        contract.document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (!ids.add(operation.path("operationId").asText())) {
                        twice.add(operation.path("operationId").asText());
                    }
                }));
        assertEquals(Set.of(), twice);
    }
}
