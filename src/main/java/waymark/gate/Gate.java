package waymark.gate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.gate.matching.PersonalData;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Directory;
import waymark.signposting.Service;

/** Judges what people write before it is published, by what moderators have decided. */
public final class Gate {

    /** Enough to see what it is about; a text may be made of nothing else. */
    private static final int MOST_WORDS_TOLD = 20;

    private static final int LONGEST_WORD_TOLD = 100;

    private final Directory directory;
    private final CurrentSettings settings = new CurrentSettings();
    private volatile EverybodyKnows everybodyKnows =
            new EverybodyKnows("", new PersonalData.Known(Set.of(), Set.of(), Set.of()));

    public Gate(Directory directory) {
        this.directory = directory;
    }

    /**
     * Whether a draft may be published, and as what. What it was let through with before, in the words that are being
     * changed, is not held or told again.
     *
     * @throws Problem BLOCKED_WORDS naming the words, of which its author may know: they are theirs
     */
    public Verdict judge(DSLContext tx, Draft draft) {
        var current = settings.in(tx);
        var looked = Looked.at(draft, current, knownToEverybody());
        refuseBlocked(looked);
        var holds = new LinkedHashSet<String>();
        var concerns = new LinkedHashSet<Verdict.Concern>();
        if (!draft.isByStaff()) {
            looked.holds(holds, concerns);
            if (holdsByRule(tx, draft, current, holds)) {
                concerns.add(Concerns.REVIEW);
            }
        }
        looked.flags(concerns);
        return new Verdict(
                looked.title(), looked.markdown(), List.copyOf(holds), List.copyOf(concerns), looked.labels());
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

    /** Why something waits, in words for its author and in that order. */
    public List<Explanation> explain(DSLContext tx, Collection<String> codes) {
        var known = SettingsStore.explanations(tx, codes);
        return codes.stream()
                .flatMap(code -> Optional.ofNullable(known.get(code)).stream())
                .toList();
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

    private static boolean holdsByRule(DSLContext tx, Draft draft, Settings current, Set<String> holds) {
        if (draft.urgent()) {
            return false;
        }
        var rules = current.rules().stream().filter(rule -> rule.isAbout(draft)).toList();
        int most = rules.stream()
                .flatMap(rule -> Stream.ofNullable(rule.minPosts()))
                .max(Integer::compare)
                .orElse(0);
        int posts = most == 0 ? 0 : SettingsStore.countPosts(tx, draft.author(), most);
        var reasons = rules.stream()
                .filter(rule -> Optional.ofNullable(rule.minPosts())
                        .map(fewest -> posts < fewest)
                        .orElse(true))
                .map(ReviewRule::reason)
                .toList();
        holds.addAll(reasons);
        return !reasons.isEmpty();
    }

    /** It changes with the catalogue only, and working it out takes longer than looking through a post. */
    public PersonalData.Known knownToEverybody() {
        var version = directory.current().version();
        var remembered = everybodyKnows;
        if (!remembered.version.equals(version)) {
            remembered = new EverybodyKnows(version, readKnown());
            everybodyKnows = remembered;
        }
        return remembered.known;
    }

    private PersonalData.Known readKnown() {
        var services = directory.services(Optional.empty());
        return new PersonalData.Known(
                services.stream()
                        .flatMap(service -> Stream.of(service.phone(), service.sms()))
                        .flatMap(Stream::ofNullable)
                        .map(Service.Phone::uri)
                        .map(PersonalData::nationalNumber)
                        .collect(Collectors.toSet()),
                services.stream()
                        .flatMap(service -> Stream.ofNullable(service.email()))
                        .map(email -> email.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                // Many services have an address to write to where no page is known; the page is in the same place.
                services.stream()
                        .flatMap(service -> Stream.of(
                                Optional.ofNullable(service.url()),
                                Optional.ofNullable(service.email())
                                        .map(email -> email.substring(email.indexOf('@') + 1))))
                        .flatMap(Optional::stream)
                        .map(PersonalData::host)
                        .collect(Collectors.toSet()));
    }

    private static String shortened(String word) {
        return word.length() <= LONGEST_WORD_TOLD
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST_WORD_TOLD / 2)) + "\u2026";
    }

    /** @param version of the catalogue; empty before the first */
    private record EverybodyKnows(String version, PersonalData.Known known) {}
}
