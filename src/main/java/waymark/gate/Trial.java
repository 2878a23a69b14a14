package waymark.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import waymark.gate.matching.Censor;
import waymark.gate.matching.WordMatcher;
import waymark.ids.WatchedWordId;

/**
 * Words tried on texts.
 *
 * @param results in the order of the texts
 */
record Trial(List<Result> results) {

    /** A word may stand in a text thousands of times; nobody reads more than a few places. */
    private static final int MOST_PLACES = 20;

    /**
     * What would happen to a text because of its words alone.
     *
     * @param censored as it would be published; null when nothing is made unreadable
     */
    record Result(Outcome outcome, @Nullable String censored, List<Match> matches) {

        static Result of(String text, List<WordMatcher.Find<Tried>> finds) {
            var censored = finds.stream()
                    .filter(find -> find.value().action() == WordAction.CENSOR)
                    .toList();
            return new Result(outcome(finds), censored.isEmpty() ? null : Censor.mask(text, censored), Match.of(finds));
        }

        private static Outcome outcome(List<WordMatcher.Find<Tried>> finds) {
            if (finds.stream().anyMatch(find -> find.value().action() == WordAction.BLOCK)) {
                return Outcome.BLOCK;
            }
            return finds.stream().anyMatch(find -> find.value().action() == WordAction.HOLD)
                    ? Outcome.HOLD
                    : Outcome.PUBLISH;
        }
    }

    enum Outcome {
        PUBLISH,
        HOLD,
        BLOCK;

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param word null for a candidate
     * @param candidate its place among those that were given; null for a word that is watched for
     * @param count how often it stands in the text
     * @param places the first of them
     */
    record Match(
            @Nullable WatchedWordId word,
            @Nullable Integer candidate,
            String pattern,
            WordAction action,
            int count,
            List<Place> places) {

        static List<Match> of(List<WordMatcher.Find<Tried>> finds) {
            var byWord = new LinkedHashMap<Tried, List<Place>>();
            for (var find : finds) {
                byWord.computeIfAbsent(find.value(), unused -> new ArrayList<>())
                        .add(new Place(find.start(), find.end()));
            }
            return byWord.entrySet().stream()
                    .map(entry -> of(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private static Match of(Tried tried, List<Place> places) {
            return new Match(
                    tried.word,
                    tried.candidate,
                    tried.pattern,
                    tried.action,
                    places.size(),
                    places.stream().limit(MOST_PLACES).toList());
        }
    }

    /** @param end behind the last character; counted in UTF-16 units, as browsers do */
    record Place(int start, int end) {}

    record Tried(@Nullable WatchedWordId word, @Nullable Integer candidate, String pattern, WordAction action) {

        static Tried of(WatchedWord word) {
            return new Tried(word.id(), null, word.pattern(), word.action());
        }

        static Tried candidate(int index, NewWord word) {
            return new Tried(null, index, word.pattern(), word.action());
        }
    }
}
