package waymark.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import waymark.TestForum;
import waymark.stories.Storyteller;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Read by the parser of the JDK, which is not the library that writes them. */
class FeedTest {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String THREADS = "/feeds/threads.atom";
    private static final String STORIES = "/feeds/stories.atom";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final Storyteller told = new Storyteller(forum);

    @Test
    void anEntryHasAllThatAtomWants() {
        forum.clock().advance(Duration.ofMinutes(1));
        var thread = forum.thread(forum.alice(), "The first week at home").thread();
        var feed = threads();
        var entry = entry(feed, "The first week at home");

        assertEquals("urn:uuid:" + thread, text(entry, "id"));
        var now = forum.clock().instant().toString();
        assertEquals(now, text(entry, "published"));
        assertEquals(now, text(entry, "updated"));
        assertEquals("http://127.0.0.1:8080/threads/" + thread, link(entry, "alternate"));
        assertEquals("recovery", child(entry, "category").getAttribute("term"));
        assertEquals("Home and recovery", child(entry, "category").getAttribute("label"));

        assertEquals("Waymark: new conversations", text(feed, "title"));
        assertEquals("Waymark", text(child(feed, "author"), "name"));
        assertEquals(now, text(feed, "updated"));
        assertEquals("http://127.0.0.1:8080/api/v1" + THREADS, link(feed, "self"));
        assertEquals("http://127.0.0.1:8080/threads", link(feed, "alternate"));
        var phone = forum.guest().get("/signposting").text("/signposting/helpline/phone/display");
        assertTrue(text(feed, "subtitle").contains(phone), "the helpline");
    }

    @Test
    void everyIdIsTheOnlyOne() {
        var unused = forum.thread(forum.alice());
        told.published(forum.bob());
        var ids = new HashSet<String>();
        for (var feed : List.of(threads(), stories())) {
            assertTrue(ids.add(text(feed, "id")), "another feed");
            children(feed, "entry").forEach(entry -> assertTrue(ids.add(text(entry, "id")), "another entry"));
        }
    }

    @Test
    void nothingIsSaidButTitles() {
        var unused = forum.thread(forum.member("heron"), "Seen from the window", "Nobody else is to read ptarmigan.");
        var feed = forum.guest().get(THREADS).expect(200).body();
        assertTrue(feed.contains("Seen from the window"));
        assertFalse(feed.contains("ptarmigan"));
        assertFalse(feed.contains("heron"));
    }

    @Test
    void titlesAreTextInAnyLanguage() {
        for (var title : List.of("Is 37 < 38 & \"fine\"?", "Tea 🫖 & <b>rest</b>", "שלום לכולם", "مرحبا ]]> بكم")) {
            var unused = forum.thread(forum.alice(), title);
            assertTrue(titles(threads()).contains(title), title);
        }
    }

    @Test
    void whatXmlCannotSayIsLeftOut() {
        var thread = forum.thread(forum.alice(), "To be spoilt").thread();
        var title = "Sp\u0001oi\u000blt\uffff";
        forum.db()
                .write(tx -> tx.execute(
                        "update forum_thread set title = {0} where id = {1}::uuid", DSL.val(title), DSL.val(thread)));
        assertTrue(titles(threads()).contains("Spoilt"));
    }

    @Test
    void theNewestFiftyComeFirst() {
        var writer = forum.alice();
        IntStream.rangeClosed(1, 51).forEach(number -> {
            forum.clock().advance(Duration.ofSeconds(1));
            var unused = forum.thread(writer, "One of many " + number);
        });
        assertEquals(
                IntStream.rangeClosed(2, 51)
                        .mapToObj(number -> "One of many " + (53 - number))
                        .toList(),
                titles(threads()));
    }

    @Test
    void whatGuestsDoNotFindIsNotThereForMembersEither() {
        post(forum.alice(), Map.of("title", "Among ourselves", "category", "members-corner", "markdown", "Hello."));
        var deleted = forum.thread(forum.alice(), "Taken back").thread();
        Storyteller.any(forum.alice()).delete("/threads/" + deleted).expect(204);
        var wren = forum.member("wren");
        var unused = forum.thread(wren, "Not to be shown any more");
        assertTrue(titles(threads()).contains("Not to be shown any more"));
        wren.delete("/me/consents/health-data").expect(200);
        for (var reader : List.of(forum.guest(), forum.alice(), wren, forum.mo())) {
            var titles = titles(read(reader.get(THREADS)));
            for (var title : List.of("Among ourselves", "Taken back", "Not to be shown any more")) {
                assertFalse(titles.contains(title), title);
            }
        }
    }

    @Test
    void whatIsLabelledIsNotPutOnLockedPhones() {
        var started = forum.thread(forum.alice(), "It has come back");
        var reply = forum.reply(forum.bob(), started.thread(), "Mine, too.");
        label(reply, List.of("relapse"));
        assertTrue(titles(threads()).contains("It has come back"), "only a reply has the label");
        label(started.post(), List.of("relapse"));
        assertFalse(titles(threads()).contains("It has come back"));
        label(started.post(), List.of());
        assertTrue(titles(threads()).contains("It has come back"));
    }

    @Test
    void whatIsTakenDownIsGoneAtTheNextReadAlsoForThoseWhoAskByDate() {
        var unused = forum.thread(forum.alice(), "An older one");
        forum.clock().advance(Duration.ofMinutes(1));
        var started = forum.thread(forum.alice(), "Soon gone");
        var first = forum.guest().get(THREADS).expect(200);
        var again = forum.guest().with("If-None-Match", first.header("ETag"));
        again.get(THREADS).expect(304);

        Storyteller.any(forum.mo())
                .put("/threads/" + started.thread() + "/removal", TestForum.removal("Not here."))
                .expect(200);
        assertFalse(titles(read(again.get(THREADS))).contains("Soon gone"));
        var byDate = forum.guest().with("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT");
        assertFalse(titles(read(byDate.get(THREADS))).contains("Soon gone"));
        assertTrue(first.response().headers().firstValue("Last-Modified").isEmpty());
    }

    @Test
    void aThreadWhoseOpeningPostIsTakenDownIsGone() {
        var started = forum.thread(forum.alice(), "Only its title is left");
        forum.reply(forum.bob(), started.thread(), "I am here.");
        Storyteller.any(forum.mo())
                .put("/posts/" + started.post() + "/removal", TestForum.removal("Not here."))
                .expect(200);
        assertFalse(titles(threads()).contains("Only its title is left"));
    }

    @Test
    void whoAsksForTheHeadGetsIt() {
        for (var path : List.of(THREADS, STORIES)) {
            var whole = forum.guest().get(path).expect(200);
            var head = forum.guest().head(path).expect(200);
            assertEquals("application/atom+xml; charset=utf-8", head.header("Content-Type"));
            assertEquals(whole.header("ETag"), head.header("ETag"));
            assertEquals(0, head.bytes().length);
        }
    }

    @Test
    void aStoryIsThereWhenItsAuthorAllowsSearchEngines() {
        var author = forum.member("storyteller");
        var text = Storyteller.text();
        text.put("title", "For all the world");
        forum.clock().advance(Duration.ofMinutes(1));
        var id = told.published(author, text);
        assertFalse(titles(stories()).contains("For all the world"), "for the forum only");

        consent(author, id, Storyteller.consent("forum", "public-web"));
        var entry = entry(stories(), "For all the world");
        var listed = forum.guest().get("/stories?limit=1").at("/items/0");
        assertEquals("urn:uuid:" + id, text(entry, "id"));
        assertEquals("http://127.0.0.1:8080/stories/" + id, link(entry, "alternate"));
        assertEquals(listed.path("attribution").asText(), text(child(entry, "author"), "name"));
        assertTrue(text(child(entry, "author"), "name").contains("Rowan"));
        assertEquals(Instant.parse(listed.path("publishedAt").asText()), Instant.parse(text(entry, "published")));
        assertEquals(
                0,
                children(entry, "content").size() + children(entry, "summary").size());

        consent(author, id, unnamed());
        assertFalse(forum.guest().get(STORIES).body().contains("Rowan"));
        author.delete("/stories/" + id + "/consent").expect(200);
        assertFalse(titles(stories()).contains("For all the world"), "taken back");
    }

    private static Map<String, Object> unnamed() {
        var consent = Storyteller.consent("forum", "public-web");
        consent.put("attribution", "none");
        return consent;
    }

    private static void consent(Client author, String story, Map<String, Object> terms) {
        author.put("/stories/" + story + "/consent", terms).expect(200);
    }

    private static void label(String post, List<String> labels) {
        Storyteller.any(forum.mo())
                .put("/posts/" + post + "/labels", Map.of("labels", labels))
                .expect(200);
    }

    private static void post(Client author, Map<String, Object> thread) {
        author.post("/threads", thread).expect(201);
    }

    private static Element threads() {
        return read(forum.guest().get(THREADS));
    }

    private static Element stories() {
        return read(forum.guest().get(STORIES));
    }

    private static Element read(Answer answer) {
        var root = parsed(answer.expect(200).bytes()).getDocumentElement();
        assertEquals("feed", root.getLocalName());
        assertEquals(ATOM, root.getNamespaceURI());
        for (var name : List.of("id", "title", "updated", "author")) {
            assertEquals(1, children(root, name).size(), name);
        }
        for (var entry : children(root, "entry")) {
            for (var name : List.of("id", "title", "updated", "published")) {
                assertEquals(1, children(entry, name).size(), name);
            }
        }
        return root;
    }

    private static Document parsed(byte[] xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("this is no XML", e);
        }
    }

    private static List<String> titles(Element feed) {
        return children(feed, "entry").stream()
                .map(entry -> text(entry, "title"))
                .toList();
    }

    private static Element entry(Element feed, String title) {
        return children(feed, "entry").stream()
                .filter(entry -> text(entry, "title").equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static String link(Element of, String relation) {
        return children(of, "link").stream()
                .filter(link -> link.getAttribute("rel").equals(relation))
                .findFirst()
                .orElseThrow()
                .getAttribute("href");
    }

    private static String text(Element of, String name) {
        return child(of, name).getTextContent();
    }

    private static Element child(Element of, String name) {
        return children(of, name).get(0);
    }

    private static List<Element> children(Element of, String name) {
        var nodes = of.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && name.equals(node.getLocalName()))
                .map(Element.class::cast)
                .toList();
    }
}
