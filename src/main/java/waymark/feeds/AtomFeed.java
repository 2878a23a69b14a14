package waymark.feeds;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdom2.Verifier;

/**
 * A feed as RFC 4287 wants it, from titles as plain text.
 *
 * @param self its own path
 * @param page the path of what people read instead
 * @param entries the newest first
 */
record AtomFeed(Site site, String self, String page, String title, String subtitle, List<Entry> entries) {

    private static final String TYPE = "atom_1.0";

    /**
     * @param page the path where people read it
     * @param by who is named as its author; without one it is the site
     */
    record Entry(
            UUID id,
            String page,
            String title,
            Optional<String> by,
            Optional<Category> category,
            Instant publishedAt,
            Instant updatedAt) {}

    record Category(String id, String name) {}

    String write() {
        var feed = new Feed(TYPE);
        feed.setId("urn:uuid:" + UUID.nameUUIDFromBytes(url(self).getBytes(StandardCharsets.UTF_8)));
        feed.setTitleEx(text(title));
        feed.setSubtitle(text(subtitle));
        feed.setUpdated(Date.from(
                entries.stream().map(Entry::updatedAt).max(Instant::compareTo).orElse(Instant.EPOCH)));
        feed.setAuthors(List.of(person(site.name())));
        feed.setOtherLinks(List.of(link("self", self, "application/atom+xml")));
        feed.setAlternateLinks(List.of(link("alternate", page, "text/html")));
        feed.setEntries(entries.stream().map(this::entry).toList());
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException(e);
        }
    }

    private com.rometools.rome.feed.atom.Entry entry(Entry each) {
        var entry = new com.rometools.rome.feed.atom.Entry();
        entry.setId("urn:uuid:" + each.id());
        entry.setTitleEx(text(each.title()));
        entry.setPublished(Date.from(each.publishedAt()));
        entry.setUpdated(Date.from(each.updatedAt()));
        entry.setAlternateLinks(List.of(link("alternate", each.page(), "text/html")));
        entry.setAuthors(each.by().map(AtomFeed::person).stream().toList());
        entry.setCategories(each.category().map(AtomFeed::category).stream().toList());
        return entry;
    }

    private Link link(String relation, String path, String type) {
        var link = new Link();
        link.setRel(relation);
        link.setHref(url(path));
        link.setType(type);
        return link;
    }

    private String url(String path) {
        return site.url() + path;
    }

    private static SyndPerson person(String name) {
        var person = new Person();
        person.setName(writable(name));
        return person;
    }

    private static com.rometools.rome.feed.atom.Category category(Category each) {
        var category = new com.rometools.rome.feed.atom.Category();
        category.setTerm(each.id());
        category.setLabel(writable(each.name()));
        return category;
    }

    private static Content text(String text) {
        var content = new Content();
        content.setType("text");
        content.setValue(writable(text));
        return content;
    }

    /** XML has no way to say some characters, not even escaped. */
    private static String writable(String text) {
        return text.codePoints()
                .filter(Verifier::isXMLCharacter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
