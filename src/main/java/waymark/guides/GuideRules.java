package waymark.guides;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import waymark.documents.MergePatch;
import waymark.platform.http.Contract;
import waymark.platform.problem.FieldError;
import waymark.platform.text.Markdown;
import waymark.signposting.Lint;
import waymark.signposting.ReadingAge;

/** What has to hold for guides. Pointers are into the document. */
final class GuideRules {

    /** Names of conditions. A guide explains them to everybody; elsewhere they would be said of one person. */
    static final Set<String> EXPLAINED = Set.of("crs", "icans", "cytokine*", "neurotox*");

    static final int LONGEST_SENTENCE = 25;
    static final int LONGEST_SENTENCE_ON_AVERAGE = 15;

    private static final Pattern NAME = Pattern.compile("(?!.*--)[a-z]([a-z0-9-]{0,58}[a-z0-9])?");

    /** What stands at these paths is no guide. */
    private static final Set<String> TAKEN = Set.of("versions", "recovery-milestones");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]+(\\s+|$)|\\n+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<FieldError> errors = new ArrayList<>();

    private GuideRules() {}

    /**
     * Everything that is wrong with it; nothing when readers may be shown it.
     *
     * @param lint what no text may say of a person
     * @param tags which of these ids are tags
     */
    static List<FieldError> wrong(
            Contract contract, Lint lint, Function<Set<String>, Set<String>> tags, JsonNode tree) {
        var names = names(tree);
        if (!names.isEmpty()) {
            return names;
        }
        var shape = contract.departures("GuidesDocument", tree);
        if (!shape.isEmpty()) {
            return shape;
        }
        try {
            return all(GuidesDocument.read(tree), lint.except(EXPLAINED), tags);
        } catch (JsonProcessingException e) {
            return List.of(FieldError.body("", "This cannot be read."));
        }
    }

    /** Without this it cannot be used at all. */
    static List<FieldError> essentials(GuidesDocument document) {
        var rules = new GuideRules();
        rules.checkSources(document);
        return rules.errors;
    }

    /** Sentences as a reader meets them; an item of a list is one. */
    static List<String> sentences(String text) {
        return SENTENCE_END
                .splitAsStream(text)
                .map(String::strip)
                .filter(sentence -> sentence.codePoints().anyMatch(Character::isLetterOrDigit))
                .toList();
    }

    static long words(String sentence) {
        return SPACES.splitAsStream(sentence)
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .count();
    }

    private static List<FieldError> all(GuidesDocument document, Lint lint, Function<Set<String>, Set<String>> tags) {
        var rules = new GuideRules();
        rules.checkSources(document);
        rules.checkTopics(document, tags);
        document.guides().forEach((slug, guide) -> rules.checkGuide("/guides/" + slug, guide, lint));
        return rules.errors;
    }

    /** To be looked at first: the contract does not point at odd names as they are. */
    private static List<FieldError> names(JsonNode tree) {
        var rules = new GuideRules();
        rules.checkNames("/sources", tree.path("sources"));
        rules.checkNames("/guides", tree.path("guides"));
        tree.path("guides").properties().forEach(guide -> {
            var at = "/guides/" + MergePatch.escaped(guide.getKey());
            if (TAKEN.contains(guide.getKey())) {
                rules.wrong(at, "A guide cannot have this name: something else stands at its address.");
            }
            rules.checkNames(at + "/sections", guide.getValue().path("sections"));
        });
        return rules.errors;
    }

    private void checkNames(String at, JsonNode named) {
        named.fieldNames().forEachRemaining(name -> {
            if (!NAME.matcher(name).matches()) {
                wrong(
                        at + "/" + MergePatch.escaped(name),
                        "A name begins with a letter and has small letters, digits and single hyphens, sixty at the most.");
            }
        });
    }

    private void checkSources(GuidesDocument document) {
        if (document.guides().isEmpty()) {
            wrong("/guides", "There has to be a guide.");
        }
        document.guides().forEach((slug, guide) -> {
            if (guide.sections().isEmpty()) {
                wrong("/guides/" + MergePatch.escaped(slug) + "/sections", "There has to be a section.");
            }
            guide.sections().forEach((anchor, section) -> {
                var at = "/guides/" + MergePatch.escaped(slug) + "/sections/" + MergePatch.escaped(anchor);
                if (section.sources().isEmpty()) {
                    wrong(at + "/sources", "This needs a source.");
                }
                for (int i = 0; i < section.sources().size(); i++) {
                    if (!document.sources().containsKey(section.sources().get(i))) {
                        wrong(at + "/sources/" + i, "There is no source of this name.");
                    }
                }
            });
        });
    }

    private void checkTopics(GuidesDocument document, Function<Set<String>, Set<String>> tags) {
        var named = new HashSet<String>();
        document.guides()
                .values()
                .forEach(guide -> guide.sections().values().forEach(section -> named.addAll(section.topics())));
        var known = tags.apply(named);
        document.guides()
                .forEach((slug, guide) -> guide.sections().forEach((anchor, section) -> {
                    for (int i = 0; i < section.topics().size(); i++) {
                        if (!known.contains(section.topics().get(i))) {
                            wrong(
                                    "/guides/" + slug + "/sections/" + anchor + "/topics/" + i,
                                    "There is no tag of this name.");
                        }
                    }
                }));
    }

    private void checkGuide(String at, GuidesDocument.Article guide, Lint lint) {
        checkWords(at + "/title", guide.title(), lint);
        checkWords(at + "/summary", guide.summary(), lint);
        if (!guide.reviewDue().isAfter(guide.reviewedAt())) {
            wrong(at + "/reviewDue", "The review is due after the day it was reviewed.");
        }
        var sentences = new ArrayList<String>();
        guide.sections().forEach((anchor, section) -> {
            var place = at + "/sections/" + anchor;
            checkWords(place + "/title", section.title(), lint);
            var text = Markdown.parse(section.markdown()).render(Map.of()).text();
            checkWords(place + "/markdown", text, lint);
            checkReading(place + "/markdown", text);
            sentences.addAll(sentences(text));
        });
        double average =
                sentences.stream().mapToLong(GuideRules::words).average().orElse(0);
        if (average > LONGEST_SENTENCE_ON_AVERAGE) {
            wrong(
                    at + "/sections",
                    "The sentences are too long: %.1f words on average, the most is %d."
                            .formatted(average, LONGEST_SENTENCE_ON_AVERAGE));
        }
    }

    private void checkWords(String at, String text, Lint lint) {
        lint.find(text).ifPresent(found -> wrong(at, "No text here says \"" + found + "\"."));
    }

    private void checkReading(String at, String text) {
        ReadingAge.tooHard(text).ifPresent(sentence -> wrong(at, sentence));
        sentences(text).stream()
                .filter(sentence -> words(sentence) > LONGEST_SENTENCE)
                .findFirst()
                .ifPresent(sentence -> wrong(
                        at,
                        "A sentence has " + LONGEST_SENTENCE + " words at the most, and one here has " + words(sentence)
                                + "."));
    }

    private void wrong(String pointer, String sentence) {
        errors.add(FieldError.body(pointer, sentence));
    }
}
