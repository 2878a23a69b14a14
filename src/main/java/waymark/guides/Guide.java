package waymark.guides;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One guide, ready to be read.
 *
 * @param sources what its sections name, by title
 * @param version of all guides
 */
record Guide(
        String slug,
        String title,
        String summary,
        List<Section> sections,
        List<Source> sources,
        String reviewedBy,
        LocalDate reviewedAt,
        LocalDate reviewDue,
        String version) {

    record Source(String id, String title) {}

    /**
     * @param id stays the same when titles and words change
     * @param html sanitised
     * @param topics ids of tags
     */
    record Section(
            String anchor,
            String id,
            String title,
            String html,
            String text,
            List<String> topics,
            List<String> sources) {}

    Heading heading() {
        return new Heading(
                slug,
                title,
                summary,
                sections.stream()
                        .map(section -> new SectionHeading(section.anchor, section.title))
                        .toList(),
                reviewedAt,
                reviewDue);
    }

    /** What any of its sections is about. */
    Collection<String> topics() {
        var topics = new TreeSet<String>();
        sections.forEach(section -> topics.addAll(section.topics));
        return topics;
    }

    /** A guide in the list of all. */
    record Heading(
            String slug,
            String title,
            String summary,
            List<SectionHeading> sections,
            LocalDate reviewedAt,
            LocalDate reviewDue) {}

    record SectionHeading(String anchor, String title) {}

    /** @param related by the anchor of each section */
    record Answer(Guide guide, Map<String, Related> related) {}
}
