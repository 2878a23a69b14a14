package waymark.stories.hints;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hospitals by name. */
final class Hospitals {

    private static final Map<String, List<Known>> KNOWN = known();
    private static final Set<String> BUILDINGS = Set.of("hospital", "hospitals", "infirmary", "hospice");
    private static final Set<String> CENTRES = Set.of("centre", "center", "institute", "clinic");
    private static final Set<String> OF_MEDICINE =
            Set.of("cancer", "medical", "oncology", "haematology", "transplant", "hematology", "myeloma", "lymphoma");
    private static final Set<String> CONNECTING = Set.of("of", "and", "the", "for");
    private static final Set<String> GENERAL = Set.of(
            "day",
            "local",
            "general",
            "district",
            "teaching",
            "university",
            "children",
            "childrens",
            "private",
            "cottage",
            "community",
            "nhs",
            "national",
            "specialist",
            "regional",
            "county",
            "city",
            "medical",
            "cancer",
            "oncology",
            "haematology",
            "hospital",
            "hospitals",
            "infirmary",
            "hospice",
            "centre",
            "center",
            "institute",
            "clinic",
            "of",
            "and",
            "the",
            "for",
            "trust",
            "foundation",
            "transplant",
            "myeloma",
            "college",
            "new",
            "big",
            "womens",
            "women",
            "base",
            "home",
            "main",
            "lymphoma",
            "support",
            "research",
            "blood",
            "hematology");
    private static final Set<String> BEHIND = Set.of(
            "hospital",
            "hospitals",
            "infirmary",
            "cancer",
            "centre",
            "institute",
            "nhs",
            "foundation",
            "trust",
            "hospice",
            "university");
    private static final Set<String> NO_SAINT_OF_A_HOSPITAL = Set.of(
            "day",
            "church",
            "school",
            "primary",
            "cathedral",
            "park",
            "square",
            "flag",
            "cross",
            "street",
            "road",
            "parish",
            "hill",
            "eve",
            "college",
            "bay",
            "head",
            "lane",
            "ambulance",
            "island",
            "chapel",
            "place",
            "passage",
            "terrace",
            "weekend",
            "close");
    private static final Set<String> TOWNS_OF_SAINTS = Set.of(
            "albans", "ives", "andrews", "helens", "neots", "davids", "agnes", "pancras", "moritz", "louis", "annes",
            "just", "mawes");
    private static final Set<String> PLACES = Set.of(
            "london",
            "leeds",
            "manchester",
            "birmingham",
            "liverpool",
            "bristol",
            "cardiff",
            "glasgow",
            "edinburgh",
            "belfast",
            "newcastle",
            "sheffield",
            "nottingham",
            "southampton",
            "cambridge",
            "oxford",
            "leicester",
            "royal",
            "queen",
            "king",
            "northern",
            "southern",
            "st",
            "princess",
            "welsh",
            "scottish",
            "ulster",
            "prince");
    private static final int LONGEST = 6;

    private final Passage passage;
    private final List<int[]> ranges = new ArrayList<>();

    private Hospitals(Passage passage) {
        this.passage = passage;
    }

    /** Their places in the passage, from each first word to behind its last. */
    static List<Find> in(Passage passage) {
        var hospitals = new Hospitals(passage);
        for (int at = 0; at < passage.tokens().size(); at++) {
            hospitals.lookAt(at);
        }
        return hospitals.ranges.stream()
                .map(range -> new Find(
                        HintKind.HOSPITAL_WITH_DATE,
                        passage.token(range[0]).start(),
                        passage.token(range[1] - 1).outerEnd()))
                .toList();
    }

    private void lookAt(int at) {
        var token = passage.token(at);
        if (BUILDINGS.contains(token.lower()) && token.capital()) {
            byItsWord(at);
        } else if (CENTRES.contains(token.lower())
                && token.capital()
                && OF_MEDICINE.contains(passage.token(at - 1).lower())) {
            byItsWord(at);
        } else if ((token.is("st") || token.is("saint")) && !token.quiet()) {
            ofASaint(at);
        }
        for (var known : KNOWN.getOrDefault(token.lower(), List.of())) {
            int end = known.end(passage.tokens(), at);
            if (end > at) {
                add(at, behind(end));
                break;
            }
        }
    }

    /** The words with capital letters before and behind "Hospital". */
    private void byItsWord(int at) {
        int from = at;
        while (at - from < LONGEST && passage.token(from).before() == Gap.SPACE && belongs(passage.token(from - 1))) {
            from--;
        }
        while (from < at && isNoBeginning(passage.token(from))) {
            from++;
        }
        int end = behind(at + 1);
        if (passage.token(end).is("of") && passage.token(end).before() == Gap.SPACE) {
            int place = passage.token(end + 1).is("the") ? end + 2 : end + 1;
            if (passage.token(place).capital() && passage.token(place).before() == Gap.SPACE) {
                end = passage.token(place).is("st") ? place + 2 : place + 1;
            }
        }
        for (int i = from; i < end; i++) {
            if (!GENERAL.contains(passage.token(i).lower()) && !passage.token(i).quiet()) {
                add(from, end);
                return;
            }
        }
    }

    private static boolean belongs(Token token) {
        return (token.capital() || token.allCapitals() || CONNECTING.contains(token.text())) && !token.is("i");
    }

    private static boolean isNoBeginning(Token token) {
        var lower = token.lower();
        boolean aPlaceOrName = Lexicon.isFirstName(lower)
                || Lexicon.isSurnameToo(lower)
                || GENERAL.contains(lower)
                || PLACES.contains(lower);
        return CONNECTING.contains(lower) || (Lexicon.isCommon(lower) && !aPlaceOrName);
    }

    private void ofASaint(int at) {
        var name = passage.token(at + 1);
        boolean likeAHospital = name.possessive() || name.lower().endsWith("s");
        boolean noHospital = TOWNS_OF_SAINTS.contains(name.lower())
                || (passage.token(at + 2).before() == Gap.SPACE
                        && NO_SAINT_OF_A_HOSPITAL.contains(passage.token(at + 2).lower()));
        if (name.before() == Gap.SPACE && name.capital() && likeAHospital && !noHospital) {
            add(at, behind(at + 2));
        }
    }

    private int behind(int index) {
        int end = index;
        while (end - index < LONGEST
                && passage.token(end).before() == Gap.SPACE
                && isWrittenAsAName(passage.token(end))
                && BEHIND.contains(passage.token(end).lower())) {
            end++;
        }
        return end;
    }

    private static boolean isWrittenAsAName(Token token) {
        return token.capital() || token.allCapitals();
    }

    private void add(int from, int end) {
        if (!ranges.isEmpty() && from < ranges.get(ranges.size() - 1)[1]) {
            var last = ranges.get(ranges.size() - 1);
            last[0] = Math.min(last[0], from);
            last[1] = Math.max(last[1], end);
        } else {
            ranges.add(new int[] {from, end});
        }
    }

    private static Map<String, List<Known>> known() {
        var known = new HashMap<String, List<Known>>();
        for (var line : Lexicon.lines("hospitals.txt")) {
            boolean anyCase = line.endsWith("~");
            var words =
                    new ArrayList<>(Arrays.asList(line.replace("~", "").strip().split(" +", -1)));
            boolean introduced = words.size() > 1
                    && (words.get(0).equals("the") || words.get(0).equals("at"));
            var introduction = introduced ? words.remove(0) : "";
            boolean possessive = words.get(words.size() - 1).endsWith("'s");
            words.replaceAll(word -> word.endsWith("'s") ? word.substring(0, word.length() - 2) : word);
            var entries = known.computeIfAbsent(words.get(0), unused -> new ArrayList<>());
            entries.add(new Known(List.copyOf(words), introduction, possessive, anyCase));
            entries.sort((one, other) -> other.words().size() - one.words().size());
        }
        return known;
    }

    /**
     * @param introduction it is a hospital only with that word before it; empty for any
     * @param possessive whether its last word ends as "Guy's" does
     * @param anyCase whether it is recognised without capital letters
     */
    private record Known(List<String> words, String introduction, boolean possessive, boolean anyCase) {

        /** The index behind its last word, or the given one. */
        int end(Tokens tokens, int at) {
            boolean introduced = introduction.isEmpty()
                    || (tokens.get(at - 1).is(introduction) && tokens.get(at).before() == Gap.SPACE);
            if (!introduced || (possessive && !tokens.get(at + words.size() - 1).possessive())) {
                return at;
            }
            for (int i = 0; i < words.size(); i++) {
                var token = tokens.get(at + i);
                boolean written =
                        token.capital() || token.allCapitals() || anyCase || token.is("and") || token.is("of");
                if (!token.is(words.get(i)) || !written || (i > 0 && token.before() != Gap.SPACE)) {
                    return at;
                }
            }
            return at + words.size();
        }
    }
}
