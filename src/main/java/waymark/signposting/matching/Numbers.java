package waymark.signposting.matching;

import java.util.BitSet;
import java.util.Map;

/**
 * Says what the numbers of a sentence are, above all which of them is a body temperature. What it knows about words is in
 * the lists of the rule book whose names begin with {@code number-}; the limits are those of a thermometer for people:
 * 38.0 degrees Celsius is 100.4 Fahrenheit, and what a living person can have ends at 43 and 109.
 */
final class Numbers {

    private static final double FEVER_CELSIUS = 38.0;
    private static final double FEVER_FAHRENHEIT = 100.4;
    private static final double WARM_CELSIUS = 37.5;
    private static final double WARM_FAHRENHEIT = 99.5;
    private static final double HOTTEST_CELSIUS = 43;
    private static final double HOTTEST_FAHRENHEIT = 109;
    private static final int NEAR = 4;
    private static final int BARE_READING = 7;

    private static final Map<String, Integer> SMALL = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20));

    private static final Map<String, Integer> TENS = Map.of("thirty", 30, "forty", 40, "fourty", 40);

    private final int any;
    private final int many;
    private final int under18;
    private final int under25;
    private final int lowOxygen;
    private final int lowishOxygen;
    private final int year;
    private final int fever;
    private final int warm;

    private final BitSet thermometer;
    private final BitSet illness;
    private final BitSet readingBefore;
    private final BitSet readingVerb;
    private final BitSet celsius;
    private final BitSet fahrenheit;
    private final BitSet degrees;
    private final BitSet notBefore;
    private final BitSet notAfter;
    private final BitSet elsewhere;
    private final BitSet time;
    private final BitSet threshold;
    private final BitSet mayFollow;

    Numbers(Vocabulary vocabulary, PhraseParser parser) {
        any = vocabulary.symbol("number");
        many = vocabulary.symbol("number-many");
        under18 = vocabulary.symbol("number-under-18");
        under25 = vocabulary.symbol("number-under-25");
        lowOxygen = vocabulary.symbol("number-low-oxygen");
        lowishOxygen = vocabulary.symbol("number-91-94");
        year = vocabulary.symbol("number-year");
        fever = vocabulary.symbol("reading-38");
        warm = vocabulary.symbol("reading-warm");
        thermometer = list(parser, "number-thermometer");
        illness = list(parser, "number-illness");
        readingBefore = list(parser, "number-reading-before");
        readingVerb = list(parser, "number-reading-verb");
        celsius = list(parser, "number-celsius");
        fahrenheit = list(parser, "number-fahrenheit");
        degrees = list(parser, "number-degrees");
        notBefore = list(parser, "number-not-before");
        notAfter = list(parser, "number-not-after");
        elsewhere = list(parser, "number-elsewhere");
        time = list(parser, "number-time");
        threshold = list(parser, "number-threshold");
        mayFollow = list(parser, "number-may-follow");
    }

    private static BitSet list(PhraseParser parser, String name) {
        return parser.words("<" + name + ">");
    }

    void mark(Sentence sentence) {
        int at = 0;
        while (at < sentence.size()) {
            var value = valueAt(sentence, at);
            markSize(sentence.at(at), value.number, sentence.at(at).isNumber());
            markTemperature(sentence, at, value);
            at = value.end + 1;
        }
    }

    /** Ages are taken from digits only: in words, one and five and ten are in too many phrases. */
    private void markSize(Token token, double value, boolean inDigits) {
        if (Double.isNaN(value)) {
            return;
        }
        token.isAlso(any);
        boolean whole = value == Math.rint(value);
        if (whole && value >= 4 && value <= 60) {
            token.isAlso(many);
        }
        if (whole && inDigits && value >= 1 && value < 18) {
            token.isAlso(under18);
        }
        if (whole && inDigits && value >= 1 && value < 25) {
            token.isAlso(under25);
        }
        if (whole && value >= 1930 && value < 2100) {
            token.isAlso(year);
        }
        if (value >= 50 && value <= 91) {
            token.isAlso(lowOxygen);
        }
        if (value >= 91 && value <= 94) {
            token.isAlso(lowishOxygen);
        }
    }

    /** A number in digits or in words, with what follows a spoken "point". */
    private static Value valueAt(Sentence sentence, int at) {
        var token = sentence.at(at);
        var whole = token.isNumber() ? new Value(token.number, at, token.word.contains(".")) : inWords(sentence, at);
        if (Double.isNaN(whole.number) || whole.decimal) {
            return whole;
        }
        int next = whole.end + 1;
        if (isFollowedBy(sentence, next, "and", "a", "half") || isFollowedBy(sentence, next, "and", "a", "bit")) {
            boolean half = sentence.at(next + 2).word.equals("half");
            return new Value(whole.number + (half ? 0.5 : 0.1), next + 2, true);
        }
        if (next + 1 < sentence.size() && sentence.at(next).word.equals("point")) {
            var part = sentence.at(next + 1);
            double digit = part.isNumber() ? part.number : SMALL.getOrDefault(part.word, -1);
            if (part.word.equals("zero") || part.word.equals("oh")) {
                digit = 0;
            }
            if (digit >= 0 && digit < 10) {
                return new Value(whole.number + digit / 10, next + 1, true);
            }
        }
        return whole;
    }

    private static boolean isFollowedBy(Sentence sentence, int at, String... words) {
        if (at + words.length > sentence.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!sentence.at(at + i).word.equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Three eight seven, as a thermometer is read out: 38.7. */
    private static Value digitByDigit(Sentence sentence, int at) {
        if (at + 2 < sentence.size() && sentence.at(at).word.equals("three")) {
            int units = SMALL.getOrDefault(sentence.at(at + 1).word, 0);
            int tenths = SMALL.getOrDefault(sentence.at(at + 2).word, 0);
            if (units >= 7 && units <= 9 && tenths >= 1 && tenths <= 9) {
                return new Value(30 + units + tenths / 10.0, at + 2, true);
            }
        }
        return new Value(Double.NaN, at, false);
    }

    private static Value inWords(Sentence sentence, int at) {
        var spelt = digitByDigit(sentence, at);
        if (!Double.isNaN(spelt.number)) {
            return spelt;
        }
        var word = sentence.at(at).word;
        var next = at + 1 < sentence.size() ? sentence.at(at + 1).word : "";
        if (TENS.containsKey(word)) {
            int units = SMALL.getOrDefault(next, 0);
            return units > 0 && units < 10
                    ? new Value(TENS.getOrDefault(word, 0) + units, at + 1, false)
                    : new Value(TENS.getOrDefault(word, 0), at, false);
        }
        if (word.equals("hundred")) {
            int from = next.equals("and") ? at + 2 : at + 1;
            int units = from < sentence.size() ? SMALL.getOrDefault(sentence.at(from).word, 0) : 0;
            return units > 0 && units < 10 ? new Value(100 + units, from, false) : new Value(100, at, false);
        }
        return new Value(SMALL.containsKey(word) ? SMALL.getOrDefault(word, 0) : Double.NaN, at, false);
    }

    private void markTemperature(Sentence sentence, int at, Value value) {
        boolean inCelsius = value.number >= WARM_CELSIUS && value.number <= HOTTEST_CELSIUS;
        boolean inFahrenheit = value.number >= WARM_FAHRENHEIT && value.number <= HOTTEST_FAHRENHEIT;
        if ((inCelsius || inFahrenheit) && isBodyTemperature(sentence, at, value, inFahrenheit)) {
            boolean high = value.number >= (inCelsius ? FEVER_CELSIUS : FEVER_FAHRENHEIT);
            sentence.at(at).isAlso(high ? fever : warm);
        }
    }

    private boolean isBodyTemperature(Sentence sentence, int at, Value value, boolean inFahrenheit) {
        int after = value.end + 1;
        boolean unit = isOneOf(inFahrenheit ? fahrenheit : celsius, sentence, after)
                || (isOneOf(degrees, sentence, after)
                        && isOneOf(inFahrenheit ? fahrenheit : celsius, sentence, after + 1));
        boolean thermometerNamed = has(thermometer, sentence, 0, sentence.size());
        boolean counted = isOneOf(notAfter, sentence, after) && sentence.at(after).gap == Token.Gap.NONE;
        if (counted || isSomethingElse(sentence, at) || isThreshold(sentence, after)) {
            return false;
        }
        if (!thermometerNamed && isElsewhere(sentence, at, value)) {
            return false;
        }
        if (unit || thermometerNamed) {
            return true;
        }
        if (has(illness, sentence, 0, sentence.size())) {
            return value.decimal || !inFahrenheit;
        }
        boolean degreesGiven = isOneOf(degrees, sentence, after);
        boolean read = has(readingBefore, sentence, at - 3, at);
        boolean timed = has(time, sentence, 0, sentence.size());
        if (value.decimal) {
            // Next to no unit, page or price, a number such as 38.4 is hardly anything else in this forum.
            boolean bare = sentence.size() - (value.end - at) <= BARE_READING && timed;
            return !inFahrenheit || read || bare || degreesGiven;
        }
        boolean plainlyRead = has(readingVerb, sentence, at - 2, at) && timed && nothingIsCounted(sentence, after);
        return (read && degreesGiven) || (plainlyRead && !inFahrenheit);
    }

    /** Nothing follows the number that it could be a number of. */
    private boolean nothingIsCounted(Sentence sentence, int after) {
        return after >= sentence.size()
                || sentence.at(after).gap != Token.Gap.NONE
                || isOneOf(mayFollow, sentence, after);
    }

    /** In the sun or in the oven: for a whole number anywhere in the sentence, for a decimal only close by. */
    private boolean isElsewhere(Sentence sentence, int at, Value value) {
        return value.decimal
                ? has(elsewhere, sentence, at - NEAR, value.end + 1 + NEAR)
                        && !has(illness, sentence, 0, sentence.size())
                : has(elsewhere, sentence, 0, sentence.size());
    }

    /** 38 or above: an instruction, not a reading. */
    private boolean isThreshold(Sentence sentence, int after) {
        for (int i = after; i < Math.min(after + 3, sentence.size() - 1); i++) {
            if (sentence.at(i).word.equals("or") && isOneOf(threshold, sentence, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** The nearest word before it that says what is counted: platelets, a page, an age. */
    private boolean isSomethingElse(Sentence sentence, int at) {
        for (int i = at - 1; i >= Math.max(0, at - NEAR); i--) {
            if (isOneOf(thermometer, sentence, i)) {
                return false;
            }
            if (isOneOf(notBefore, sentence, i)) {
                return true;
            }
            if (sentence.at(i + 1).gap != Token.Gap.NONE) {
                return false;
            }
        }
        return false;
    }

    private static boolean has(BitSet symbols, Sentence sentence, int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(to, sentence.size()); i++) {
            if (isOneOf(symbols, sentence, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(BitSet symbols, Sentence sentence, int index) {
        if (index < 0 || index >= sentence.size()) {
            return false;
        }
        for (int symbol : sentence.at(index).symbols()) {
            if (symbols.get(symbol)) {
                return true;
            }
        }
        return false;
    }

    private record Value(double number, int end, boolean decimal) {}
}
