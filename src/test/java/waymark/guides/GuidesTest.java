package waymark.guides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.platform.http.ContractRoute;
import waymark.testing.Answer;

class GuidesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void theListHasEveryGuideInTheOrderOfReading() {
        var list = forum.guest().get("/guides").expect(200);

        assertEquals(
                ShippedGuides.get().book().guides().stream().map(Guide::slug).toList(), list.texts("/items", "/slug"));
        assertEquals("What CAR-T is", list.text("/items/0/title"));
        assertEquals("in-short", list.text("/items/0/sections/0/anchor"));
        assertEquals("2027-11-21", list.text("/items/0/reviewDue"));
        assertTrue(list.at("/next").isNull());
    }

    @Test
    void aGuideIsShownWholeWithIdsThatCanBePointedAt() {
        var guide = forum.guest().get("/guides/side-effects").expect(200);

        assertEquals("side-effects#icans", guide.text("/guide/sections/2/id"));
        assertEquals("icans", guide.text("/guide/sections/2/anchor"));
        assertTrue(guide.text("/guide/sections/2/html").contains("<strong>What it is.</strong>"));
        assertTrue(guide.text("/guide/sections/2/text").startsWith("What it is. "));
        assertEquals(
                List.of("side-effects", "in-hospital", "first-28-days"), guide.texts("/guide/sections/2/topics", ""));
        assertEquals(List.of("recovery-page"), guide.texts("/guide/sources", "/id"));
        assertEquals("Waymark team, not yet by a clinician", guide.text("/guide/reviewedBy"));
    }

    @Test
    void everyAnchorIsThereOnce() {
        var ids = new HashSet<String>();
        for (var answer : all()) {
            for (var id : answer.texts("/guide/sections", "/id")) {
                assertTrue(id.matches("[a-z][a-z0-9-]*#[a-z][a-z0-9-]*"), id);
                assertTrue(ids.add(id), id);
            }
        }
        assertEquals(
                ShippedGuides.get().book().guides().stream()
                        .mapToInt(guide -> guide.sections().size())
                        .sum(),
                ids.size());
    }

    @Test
    void everyOneOfThemLeadsToAHumanBeing() {
        for (var answer : all()) {
            assertEquals("0808 2080 888", answer.text("/signposting/helpline/phone/display"));
            assertTrue(answer.at("/signposting/notices").isMissingNode());
        }
    }

    @Test
    void whatAGuideIsAboutBringsUpItsTopics() {
        assertEquals(List.of("driving"), topics("driving"));
        assertEquals(List.of("work-money"), topics("work-school-study"));
        assertEquals(List.of("work-money", "young-people"), topics("teenagers-and-young-adults"));
        assertTrue(topics("who-may-have-it").contains("diagnosis-charity"));
    }

    @Test
    void everybodyReadsTheSame() {
        var guide = forum.guest().get("/guides/going-home").expect(200);
        for (var reader : List.of(forum.alice(), forum.mo())) {
            assertEquals(
                    guide.body(), reader.get("/guides/going-home").expect(200).body());
        }
    }

    @Test
    void whatAReaderHasIsNotSentAgain() {
        for (var path : List.of("/guides", "/guides/driving")) {
            var first = forum.guest().get(path).expect(200);
            forum.guest().with("If-None-Match", first.header("ETag")).get(path).expect(304);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (var slug : List.of("nothing", "Driving", "x".repeat(61), "-", "..")) {
            forum.guest().get("/guides/" + slug).expectProblem(404, "not-found");
        }
    }

    @Test
    void sectionsAboutTagsComeBestMatchFirst() {
        var guides = forum.app().guides();

        var found = guides.sectionsAbout(List.of("fatigue", "carer"));
        assertEquals("looking-after-someone", found.get(0).guide());
        assertEquals("pacing", found.get(0).anchor());
        assertEquals("/api/v1/guides/looking-after-someone#pacing", found.get(0).href());
        assertEquals("Good days and off days", found.get(0).title());
        assertEquals("Looking after someone", found.get(0).guideTitle());
        assertTrue(found.size() > 3);
        assertEquals(found, guides.sectionsAbout(List.of("carer", "fatigue", "carer")));

        // Among those that match as well, in the order of reading.
        var order =
                ShippedGuides.get().book().guides().stream().map(Guide::slug).toList();
        var tired = guides.sectionsAbout(List.of("fatigue")).stream()
                .map(section -> order.indexOf(section.guide()))
                .toList();
        assertEquals(tired.stream().sorted().toList(), tired);
        assertFalse(tired.isEmpty());
        assertEquals(List.of(), guides.sectionsAbout(List.of("bereaved")));
        assertEquals(List.of(), guides.sectionsAbout(List.of()));
    }

    @Test
    void theContractSaysThatGuestsReadThem() {
        assertEquals("guest", ContractRoute.named("getGuide").access());
    }

    private static List<Answer> all() {
        var answers = new ArrayList<Answer>();
        forum.guest()
                .get("/guides")
                .expect(200)
                .texts("/items", "/slug")
                .forEach(
                        slug -> answers.add(forum.guest().get("/guides/" + slug).expect(200)));
        return answers;
    }

    private static List<String> topics(String slug) {
        return Stream.of(forum.guest().get("/guides/" + slug).expect(200))
                .flatMap(answer -> answer.texts("/signposting/topics", "/id").stream())
                .toList();
    }
}
