package waymark.gate;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import waymark.gate.matching.Censor;
import waymark.gate.matching.PersonalData;
import waymark.gate.matching.WordMatcher;
import waymark.platform.text.Folded;
import waymark.platform.text.Markdown;

/**
 * What is in one draft. Its Markdown is looked through as it was written and as it is shown, because Markdown has ways to
 * write a word so that it is recognised only when it is shown.
 *
 * @param shown what is found in the Markdown as it would be shown, after words were made unreadable
 * @param personalData what was not in it before
 */
record Looked(
        Settings settings,
        Optional<String> title,
        Optional<String> markdown,
        List<WordMatcher.Find<WatchedWord>> inTitle,
        List<WordMatcher.Find<WatchedWord>> inMarkdown,
        List<WordMatcher.Find<WatchedWord>> shown,
        Set<Key> before,
        Map<PersonalData.Kind, Set<String>> personalData) {

    static Looked at(Draft draft, Settings settings, PersonalData.Known known) {
        var inTitle = find(settings, draft.title());
        var inMarkdown = find(settings, draft.markdown());
        var markdown = draft.markdown().map(text -> censored(text, inMarkdown));
        // Most posts are shown as they are written.
        var asShown = markdown.map(Looked::shown).filter(text -> !markdown.equals(Optional.of(text)));
        var asWritten = Stream.of(draft.title(), draft.markdown(), asShown);
        return new Looked(
                settings,
                draft.title().map(text -> censored(text, inTitle)),
                markdown,
                inTitle,
                inMarkdown,
                find(settings, asShown),
                keysOf(settings, draft.before()),
                newPersonalData(asWritten, draft.before(), known));
    }

    /** The words that cannot be posted, by the place where they stand. */
    Map<String, Set<String>> blocked() {
        var blocked = new LinkedHashMap<String, Set<String>>();
        blocked.put("/title", wordsOf(inTitle.stream(), WordAction.BLOCK));
        blocked.put("/markdown", wordsOf(Stream.concat(inMarkdown.stream(), shown.stream()), WordAction.BLOCK));
        return blocked;
    }

    /** Why it has to wait. */
    Stream<Hold> holds() {
        // What could not be made unreadable still shows.
        var uncensored = shown.stream().filter(find -> find.value().action() == WordAction.CENSOR);
        return Stream.concat(
                Stream.concat(newOnes(WordAction.HOLD), uncensored)
                        .map(find -> new Hold("watched-word", Concerns.of(find.value()))),
                personalData(PersonalDataRule.Action.HOLD).map(kind -> new Hold(kind.code(), Concerns.of(kind))));
    }

    /** What moderators should know although it may be published. */
    Stream<Verdict.Concern> flags() {
        return Stream.concat(
                Stream.concat(newOnes(WordAction.FLAG), newOnes(WordAction.ESCALATE))
                        .map(find -> Concerns.of(find.value())),
                personalData(PersonalDataRule.Action.FLAG).map(Concerns::of));
    }

    List<String> labels() {
        return all().filter(find -> find.value().action() == WordAction.LABEL)
                .flatMap(find -> Stream.ofNullable(find.value().label()))
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<WordMatcher.Find<WatchedWord>> all() {
        return Stream.of(inTitle, inMarkdown, shown).flatMap(List::stream);
    }

    private Stream<WordMatcher.Find<WatchedWord>> newOnes(WordAction action) {
        return all().filter(find -> find.value().action() == action && !before.contains(Key.of(find)));
    }

    private Stream<PersonalData.Kind> personalData(PersonalDataRule.Action action) {
        return personalData.keySet().stream()
                .filter(kind -> settings.personalData().get(kind) == action);
    }

    private static Set<String> wordsOf(Stream<WordMatcher.Find<WatchedWord>> finds, WordAction action) {
        var words = new LinkedHashSet<String>();
        finds.filter(find -> find.value().action() == action).forEach(find -> words.add(find.words()));
        return words;
    }

    private static List<WordMatcher.Find<WatchedWord>> find(Settings settings, Optional<String> text) {
        return text.map(settings.words()::find).orElse(List.of());
    }

    private static String censored(String text, List<WordMatcher.Find<WatchedWord>> finds) {
        return Censor.mask(
                text,
                finds.stream()
                        .filter(find -> find.value().action() == WordAction.CENSOR)
                        .toList());
    }

    private static String shown(String markdown) {
        return Markdown.parse(markdown).render(Map.of()).text();
    }

    private static Set<Key> keysOf(Settings settings, Optional<String> before) {
        var keys = new HashSet<Key>();
        before.ifPresent(text -> Stream.of(text, shown(text))
                .distinct()
                .flatMap(words -> settings.words().find(words).stream())
                .forEach(find -> keys.add(Key.of(find))));
        return keys;
    }

    private static Map<PersonalData.Kind, Set<String>> newPersonalData(
            Stream<Optional<String>> texts, Optional<String> before, PersonalData.Known known) {
        var found = new EnumMap<PersonalData.Kind, Set<String>>(PersonalData.Kind.class);
        texts.flatMap(Optional::stream)
                .forEach(text -> PersonalData.in(text, known)
                        .forEach((kind, values) -> found.computeIfAbsent(kind, unused -> new HashSet<>())
                                .addAll(values)));
        before.ifPresent(text -> Stream.of(text, shown(text))
                .distinct()
                .forEach(words -> PersonalData.in(words, known)
                        .forEach((kind, values) ->
                                found.getOrDefault(kind, new HashSet<>()).removeAll(values))));
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    /** A find that is the same wherever it stands. */
    private record Key(WatchedWord word, String words) {

        static Key of(WordMatcher.Find<WatchedWord> find) {
            return new Key(find.value(), Folded.text(find.words()).toLowerCase(Locale.ROOT));
        }
    }
}
