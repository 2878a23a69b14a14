package waymark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The arrows between the rooms of the house. */
@AnalyzeClasses(packages = "waymark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** From the roof to the ground: each room knows only those that stand below it, which leaves no way round in a circle. */
    private static final List<String> ROOMS = List.of(
            "operations",
            "privacy",
            "people",
            "moderation",
            "search",
            "feeds",
            "likes",
            "bookmarks",
            "stories",
            "threads",
            "guides",
            "reports",
            "gate",
            "drafts",
            "notifications",
            "following",
            "signposting",
            "cases",
            "accounts",
            "webhooks",
            "documents",
            "mail",
            "audit",
            "preferences",
            "visibility",
            "platform",
            "schema",
            "ids");

    private static final String[] FEATURES = packages(ROOMS.subList(0, ROOMS.indexOf("visibility")));

    @ArchTest
    static void arrowsPointDown(JavaClasses classes) {
        for (int i = 1; i < ROOMS.size(); i++) {
            noClasses()
                    .that()
                    .resideInAPackage(packages(List.of(ROOMS.get(i)))[0])
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(ROOMS.subList(0, i)))
                    .allowEmptyShould(false)
                    .check(classes);
        }
    }

    /** What puts everything together is on top of the roof, and a new room has to find its place above. */
    @ArchTest
    static final ArchRule nobodyKnowsWhoPutsThemTogether = classes()
            .that()
            .resideOutsideOfPackage("waymark")
            .should()
            .resideInAnyPackage(packages(ROOMS))
            .andShould()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("waymark");

    @ArchTest
    static final ArchRule storesStayInTheirFeature =
            classes().that().haveSimpleNameEndingWith("Store").should().bePackagePrivate();

    @ArchTest
    static final ArchRule timeAndIdsComeFromOutside = noClasses()
            .that()
            .resideInAnyPackage(FEATURES)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    private static String[] packages(List<String> rooms) {
        return rooms.stream().map(room -> "waymark." + room + "..").toArray(String[]::new);
    }
}
