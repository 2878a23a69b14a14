package waymark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The arrows between the rooms of the house. */
@AnalyzeClasses(packages = "waymark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FEATURES = {
        "waymark.accounts..",
        "waymark.audit..",
        "waymark.gate..",
        "waymark.threads..",
        "waymark.likes..",
        "waymark.reports..",
        "waymark.documents..",
        "waymark.guides..",
        "waymark.signposting..",
        "waymark.cases..",
        "waymark.moderation..",
        "waymark.people..",
        "waymark.stories..",
        "waymark.webhooks..",
        "waymark.privacy..",
        "waymark.mail..",
        "waymark.operations.."
    };

    @ArchTest
    static final ArchRule whatIsBelowKnowsNoFeature = noClasses()
            .that()
            .resideInAnyPackage("waymark.platform..", "waymark.ids..", "waymark.visibility..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FEATURES);

    @ArchTest
    static final ArchRule featuresDoNotGoInCircles =
            slices().matching("waymark.(*)..").should().beFreeOfCycles();

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
}
