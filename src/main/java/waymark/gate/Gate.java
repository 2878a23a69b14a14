package waymark.gate;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.gate.matching.PersonalData;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Directory;

/** Judges what people write before it is published, by what moderators have decided. */
public final class Gate {

    /** Enough to see what it is about; a text may be made of nothing else. */
    private static final int MOST_WORDS_TOLD = 20;

    private static final int LONGEST_WORD_TOLD = 100;

    private final KnownToEverybody knownToEverybody;
    private final CurrentSettings settings = new CurrentSettings();

    public Gate(Directory directory) {
        this.knownToEverybody = new KnownToEverybody(directory);
    }

    /**
     * Whether a draft may be published, and as what. What it was let through with before, in the words that are being
     * changed, is not held or told again.
     *
     * @throws Problem BLOCKED_WORDS naming the words, of which its author may know: they are theirs
     */
    public Verdict judge(DSLContext tx, Draft draft) {
        var current = settings.in(tx);
        var looked = Looked.at(draft, current, knownToEverybody.now());
        refuseBlocked(looked);
        var holds = draft.isByStaff()
                ? List.<Hold>of()
                : Stream.concat(looked.holds(), holdsByRule(tx, draft, current)).toList();
        return new Verdict(
                looked.title(),
                looked.markdown(),
                holds.stream().map(Hold::reason).distinct().toList(),
                Stream.concat(holds.stream().map(Hold::concern), looked.flags())
                        .distinct()
                        .toList(),
                looked.labels());
    }

    /** The labels that words of these texts bring with them. */
    public List<String> labels(DSLContext tx, @Nullable String title, @Nullable String markdown) {
        return Stream.of(title, markdown)
                .flatMap(Stream::ofNullable)
                .flatMap(text -> settings.in(tx).words().find(text).stream())
                .flatMap(find -> Stream.ofNullable(find.value().label()))
                .distinct()
                .sorted()
                .toList();
    }

    /** Why something waits, in words for its author, by the code of each reason. */
    public Map<String, Explanation> explain(DSLContext tx, Collection<String> codes) {
        return SettingsStore.explanations(tx, codes);
    }

    private static void refuseBlocked(Looked looked) {
        var errors = looked.blocked().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .limit(MOST_WORDS_TOLD)
                        .map(word -> FieldError.body(
                                entry.getKey(), "This cannot be posted here: \u201C" + shortened(word) + "\u201D.")))
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemType.BLOCKED_WORDS.because(
                    "Nothing is lost: say it in other words, and send it again.", errors);
        }
    }

    private static Stream<Hold> holdsByRule(DSLContext tx, Draft draft, Settings current) {
        if (draft.urgent()) {
            return Stream.empty();
        }
        var rules = current.rules().stream().filter(rule -> rule.isAbout(draft)).toList();
        int most = rules.stream()
                .flatMap(rule -> Stream.ofNullable(rule.minPosts()))
                .max(Integer::compare)
                .orElse(0);
        int posts = most == 0 ? 0 : SettingsStore.countPosts(tx, draft.author(), most);
        return rules.stream()
                .filter(rule -> rule.minPosts() == null || posts < rule.minPosts())
                .map(rule -> new Hold(rule.reason(), Concerns.REVIEW));
    }

    /** What is no personal data because it is that of a service. */
    public PersonalData.Known knownToEverybody() {
        return knownToEverybody.now();
    }

    private static String shortened(String word) {
        return word.length() <= LONGEST_WORD_TOLD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD_TOLD / 2)) + "\u2026";
    }
}
