package waymark.stories.hints;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import waymark.platform.text.Folded;

/**
 * Looks a story through for what could give a person away. Shapes, lists and the words around: nobody is looked up
 * anywhere, and what it does not find may still be there. A person reads every story.
 */
public final class Hints {

    private static final Comparator<Hint> IN_ORDER = Comparator.comparing(Hint::part)
            .thenComparing(Hint::start)
            .thenComparing(Hint::end)
            .thenComparing(Hint::kind);

    /** What somebody is called by; a name of one kind is not also one of another. */
    private static final List<HintKind> NAMES = List.of(HintKind.CHILD_NAME, HintKind.STAFF_NAMED, HintKind.FULL_NAME);

    private Hints() {}

    /**
     * Everything in a story that could give a person away, or that a second person should look at. In the order of the
     * parts and of their text; hints of different kinds may be about the same words.
     */
    public static List<Hint> in(Manuscript story) {
        var title = Passage.of(Part.TITLE, story.title(), story.known());
        var markdown = Passage.of(Part.MARKDOWN, story.markdown(), story.known());
        var hints = new ArrayList<Hint>();
        var written = List.of(title, markdown);
        var dates = written.stream().map(Dates::in).toList();
        var hospitals = written.stream().map(Hospitals::in).toList();
        for (int i = 0; i < written.size(); i++) {
            var passage = written.get(i);
            inText(passage, dates.get(i), hospitals.get(i)).stream()
                    .map(passage::hint)
                    .forEach(hints::add);
        }
        var dated = dates.stream().anyMatch(finds -> !finds.isEmpty())
                || written.stream().anyMatch(Dates::hasAMonth);
        var kinds = hospitalKinds(dated, RareDiagnoses.areIn(story, written));
        for (int i = 0; i < written.size(); i++) {
            var passage = written.get(i);
            for (var find : hospitals.get(i)) {
                kinds.forEach(kind -> hints.add(passage.hint(new Find(kind, find.start(), find.end()))));
            }
        }
        story.name().ifPresent(name -> hints.addAll(inName(name, story)));
        hints.addAll(inUsername(story));
        return hints.stream().distinct().sorted(IN_ORDER).toList();
    }

    private static List<Find> inText(Passage passage, List<Find> dates, List<Find> hospitals) {
        var finds = new ArrayList<Find>(passage.contacts());
        finds.addAll(withoutOverlaps(dates));
        finds.addAll(withoutOverlaps(MedicalClaims.in(passage)));
        finds.addAll(names(passage, hospitals));
        return finds;
    }

    private static List<Find> names(Passage passage, List<Find> hospitals) {
        var finds = new ArrayList<Find>();
        Stream.of(ChildNames.in(passage), StaffNames.in(passage), FullNames.in(passage))
                .flatMap(List::stream)
                .filter(find -> hospitals.stream().noneMatch(find::overlaps))
                .sorted(Comparator.comparing(find -> NAMES.indexOf(find.kind())))
                .forEach(finds::add);
        return withoutOverlaps(finds);
    }

    /** Of those that share words, the longest one, and of equally long ones the first. */
    private static List<Find> withoutOverlaps(List<Find> finds) {
        var byLength = finds.stream()
                .sorted(Comparator.comparingInt(find -> find.start() - find.end()))
                .toList();
        var taken = new TreeMap<Integer, Find>();
        for (var find : byLength) {
            var before = taken.floorEntry(find.start());
            var behind = taken.ceilingEntry(find.start());
            boolean free = (before == null || !before.getValue().overlaps(find))
                    && (behind == null || !behind.getValue().overlaps(find));
            if (free) {
                taken.put(find.start(), find);
            }
        }
        return List.copyOf(taken.values());
    }

    private static Set<HintKind> hospitalKinds(boolean dated, boolean rare) {
        var kinds = EnumSet.noneOf(HintKind.class);
        if (dated) {
            kinds.add(HintKind.HOSPITAL_WITH_DATE);
        }
        if (rare) {
            kinds.add(HintKind.HOSPITAL_WITH_RARE_DIAGNOSIS);
        }
        return kinds;
    }

    private static List<Hint> inName(String name, Manuscript story) {
        var passage = Passage.of(Part.NAME, name, story.known());
        var hints = new ArrayList<Hint>();
        var finds = new ArrayList<Find>(passage.contacts());
        finds.addAll(
                withoutOverlaps(Stream.of(StaffNames.in(passage), FullNames.inSignature(passage), FullNames.in(passage))
                        .flatMap(List::stream)
                        .toList()));
        finds.forEach(find -> hints.add(passage.hint(find)));
        var username = story.username().map(Hints::plain).filter(plain -> !plain.isEmpty());
        if (username.equals(Optional.of(plain(name)))) {
            hints.add(new Hint(HintKind.NAME_IS_USERNAME, Part.NAME, 0, name.length()));
        }
        return hints;
    }

    private static List<Hint> inUsername(Manuscript story) {
        var local = story.email().map(email -> email.split("[+@]", 2)[0]);
        var username = story.username().orElse("");
        boolean same = !plain(username).isEmpty() && local.map(Hints::plain).equals(Optional.of(plain(username)));
        return same ? List.of(new Hint(HintKind.USERNAME_IS_EMAIL, Part.USERNAME, 0, username.length())) : List.of();
    }

    /** Without what people change to tell one from the other: capital letters, full stops, lines. */
    private static String plain(String name) {
        return Folded.text(name).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
