package waymark.benchmark;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import waymark.signposting.matching.RuleBook;

/** What the benchmarks of the matcher read: posts as people write them, and texts made to be slow. */
final class MatcherTexts {

    static final int HOSTILE_LENGTH = 100_000;

    private static final List<String> SENTENCES = List.of(
            "Morning all, kettle is on and the cat has stolen my chair again.",
            "Day 12 today and I finally walked to the end of the road and back!",
            "Does anybody know where to park near the apheresis unit?",
            "my temp was 38.6 an hour ago and im shivery under two blankets",
            "No fever, no chills, and the rash from last week has gone.",
            "She keeps losing words and could not tell me what month it is :(",
            "Thanks for the recipe, we had it twice & the kids asked for more",
            "The leaflet says to ring if your temperature goes above 38.",
            "i dont see the point anymore, everyone would be better off without me",
            "We watched the football with my brother-in-law, 3-1, what a night.",
            "Hands shaking so much I cannot hold a pen, started tonight.",
            "Has anyone had their bloods moved to a Friday? Our clinic phoned on Monday.",
            "Back in 2022 I had pneumonia, all sorted within a fortnight.",
            "Can't sleep, can't eat, and the forms for the benefits are driving me mad...",
            "He was sick six times since lunch and cannot keep water down.",
            "The nurse showed us the new ward \u2013 lovely people, dreadful coffee \u2615",
            "If I get a headache, what happens when I take paracetamol?",
            "My neighbour's dog had a seizure, poor thing, but he's fine now.",
            "Breathing feels tight and my lips looked a bit blue this morning",
            "Platelets are 38 and neutrophils 0.4, so we wait another week.",
            "Sending hugs to everybody who is waiting for their scan results \uD83D\uDC9C");

    private static final Map<String, String> REPEATED = Map.ofEntries(
            Map.entry("one word", "i "),
            Map.entry("one letter sentences", "a. "),
            Map.entry("denials", "no "),
            Map.entry("phrase beginning", "cant get my "),
            Map.entry("phrase denied", "no fever "),
            Map.entry("phrase that counts", "i want to die "),
            Map.entry("readings", "38.5 "),
            Map.entry("no spaces", "shiver"),
            Map.entry("quotation marks", "\""),
            Map.entry("quote openings", "[quote"),
            Map.entry("quoted lines", ">\n"),
            Map.entry("digits", "7"),
            Map.entry("numbers", "1 "),
            Map.entry("zero-width", "\u200B"),
            Map.entry("accents out of order", "\u0315\u0300"),
            Map.entry("Arabic ligatures", "\uFDFA"),
            Map.entry("emoji", "\uD83D\uDE2D"),
            Map.entry("blanks", " "));

    private MatcherTexts() {}

    static RuleBook ruleBook() throws IOException {
        try (var in = MatcherTexts.class.getResourceAsStream("/db/reference/catalogue/rules.yaml")) {
            return new YAMLMapper().readValue(in, RuleBook.class);
        }
    }

    /** The sentences over and over, in paragraphs of three, each time in another order. */
    static String post(int length) {
        var post = new StringBuilder();
        for (int i = 0; post.length() < length; i++) {
            int round = i / SENTENCES.size();
            post.append(SENTENCES.get((i * (2 * (round % 5) + 5) + round) % SENTENCES.size()))
                    .append(i % 3 == 2 ? "\n\n" : " ");
        }
        post.setLength(length);
        return post.toString();
    }

    static String hostile(String kind, int length) {
        if (kind.equals("one sentence")) {
            return post(length).replaceAll("[^\\p{L}\\p{N}']", " ");
        }
        var repeated = REPEATED.get(kind);
        if (repeated == null) {
            throw new IllegalArgumentException("there is no " + kind);
        }
        return repeated.repeat(length / repeated.length() + 1).substring(0, length);
    }
}
