package waymark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.operations.ProblemPages;
import waymark.platform.http.Contract;
import waymark.platform.http.ContractRoute;
import waymark.platform.problem.ProblemType;
import waymark.testing.Lists;

/** What keeps the house honest. */
class HouseTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Contract contract = Contract.load();

    @Test
    void routesAreThoseOfTheContractAndSayWhoMayCallThem() {
        var served = forum.app().routes().stream()
                .map(route -> route.method() + " " + route.path() + " for "
                        + route.access().code())
                .toList();
        var promised = ContractRoute.all().stream()
                .map(route -> route + " for " + route.access())
                .toList();
        Lists.requireSame("api-docs/openapi.yaml", promised, "what the features register", served);
    }

    @Test
    void whoMayCallARouteIsAlsoWhatItsSecuritySays() {
        contract.document()
                .path("paths")
                .forEach(path -> path.forEach(operation -> assertEquals(
                        !operation.path("x-access").asText().equals("guest"),
                        operation.has("security"),
                        "security goes with any x-access but guest: "
                                + operation.path("operationId").asText())));
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
        var codes = Arrays.stream(ProblemType.values()).map(ProblemType::code).toList();
        var inContract = new ArrayList<String>();
        contract.document().at("/components/schemas/ProblemCode/enum").forEach(code -> inContract.add(code.asText()));

        var pages = ProblemPages.load().all().keySet();
        Lists.requireSame("ProblemType", codes, "api-docs/problems.md", pages);
        Lists.requireSame("ProblemType", codes, "ProblemCode of api-docs/openapi.yaml", inContract);
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
    void theMapOfTheCodeHasEveryRoom() throws IOException {
        var map = Files.readString(Path.of("README.md"))
                .split("## Map of the code", 2)[1]
                .split("Beside it", 2)[0];
        var named = new ArrayList<String>();
        map.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            var cells = line.split("\\|", -1);
            named.addAll(names(cells[1]));
            if (cells[1].strip().equals("`platform`")) {
                names(cells[2]).forEach(name -> named.add("platform." + name));
            }
        });
        var rooms = new TreeSet<String>();
        var root = Path.of("src/main/java/waymark");
        try (var folders = Files.walk(root, 2)) {
            folders.filter(folder -> Files.isDirectory(folder) && !folder.equals(root))
                    .map(folder -> root.relativize(folder).toString().replace('/', '.'))
                    .filter(room -> !room.startsWith("schema."))
                    .forEach(rooms::add);
        }
        // Classes that put everything together are in no room.
        named.removeIf(name -> Files.exists(root.resolve(name + ".java")));
        Lists.requireSame("src/main/java/waymark", rooms, "the map in README.md", named);
    }

    private static List<String> names(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .toList();
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
