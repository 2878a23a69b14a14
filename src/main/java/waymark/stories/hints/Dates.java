package waymark.stories.hints;

import static waymark.stories.hints.HintKind.EXACT_DATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Days that are named with their month, in words or in numbers. Every quantity in the patterns is bounded. */
final class Dates {

    private static final String SPACE = "[ \\t\\n]{1,3}";
    private static final String MONTH =
            "(?<month>january|february|march|april|may|june|july|august|september|october|november"
                    + "|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?";
    private static final String YEAR = "(?:19|20)[0-9]{2}(?![0-9])";
    private static final String DAY = "(?:0?[1-9]|[12][0-9]|3[01])";
    private static final String SPELLED_DAY =
            "(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
                    + "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
                    + "|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth";

    private static final Pattern DAY_MONTH =
            pattern("(?<![0-9.,:/-])" + DAY + "(?<ordinal>st|nd|rd|th)?(?:" + SPACE + "(?<of>of))?" + "(?:" + SPACE
                    + "|-|(?<=[a-z]))" + MONTH + "(?<year>(?:,?" + SPACE + "|-)(?:" + YEAR + "|'[0-9]{2}(?![0-9])))?");
    private static final Pattern MONTH_DAY =
            pattern("\\b(?=[jfmasond])" + MONTH + SPACE + "(?:the" + SPACE + ")?(?<![0-9])" + DAY
                    + "(?![0-9:.%]|,[0-9])(?<ordinal>st|nd|rd|th)?(?![a-z])(?<year>,?" + SPACE + YEAR + ")?");
    private static final Pattern SPELLED = pattern("\\b(?:" + SPELLED_DAY + ")" + SPACE + "(?:day" + SPACE + ")?of"
            + SPACE + MONTH + "(?:,?" + SPACE + YEAR + ")?");
    private static final Pattern NUMBERS = pattern(
            "(?<![0-9./-])(?<first>[0-3]?[0-9])(?<mark>[./-])(?<second>[0-3]?[0-9])\\k<mark>(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|[./-][0-9])");
    private static final Pattern ISO = pattern(
            "(?<![0-9./-])(?:19|20)[0-9]{2}(?<mark>[-/.])(?:0[1-9]|1[0-2])\\k<mark>(?:0[1-9]|[12][0-9]|3[01])(?![0-9])");
    private static final Pattern WITHOUT_YEAR =
            pattern("\\b(?:admitted|admission|infused|infusion|transplant|transplanted|born|dob|d\\.o\\.b"
                    + "|discharged|discharge|home|cells|monday|tuesday|wednesday|thursday|friday|saturday|sunday|day zero|day 0|dated|date)"
                    + "(?:" + SPACE + "(?:back|day|was|on|the|in)){0,3}:?" + SPACE + "(?<date>" + DAY
                    + "[/.](?:0?[1-9]|1[0-2]))(?![0-9]|[./-][0-9]|%)");
    private static final Pattern MONTH_YEAR = pattern("\\b(?=[jfmasond])" + MONTH + "(?:,?" + SPACE + "(?:of" + SPACE
            + ")?(?:" + YEAR + "|'[0-9]{2}(?![0-9])))" + "|(?<![0-9./-])(?:0[1-9]|1[0-2])/(?:20)[0-9]{2}(?![0-9/])");

    private Dates() {}

    static List<Find> in(Passage passage) {
        var text = passage.reading().text();
        var finds = new ArrayList<Find>();
        DAY_MONTH
                .matcher(text)
                .results()
                .filter(match -> isSure(text, match, DAY_MONTH))
                .forEach(match -> add(finds, match));
        collect(finds, text);
        return finds;
    }

    /** Whether the text tells at least the month and the year of something. */
    static boolean hasAMonth(Passage passage) {
        return MONTH_YEAR.matcher(passage.reading().text()).find();
    }

    private static void collect(List<Find> finds, String text) {
        var monthDay = MONTH_DAY.matcher(text);
        while (monthDay.find()) {
            boolean sure = monthDay.group("ordinal") != null || monthDay.group("year") != null;
            if (sure
                    || (isCapital(monthDay.group("month"))
                            && isBehind(text, monthDay.start(), "on", "until", "since"))) {
                add(finds, monthDay.toMatchResult());
            }
        }
        SPELLED.matcher(text).results().forEach(match -> add(finds, match));
        ISO.matcher(text).results().forEach(match -> add(finds, match));
        var numbers = NUMBERS.matcher(text);
        while (numbers.find()) {
            if (isDayAndMonth(numbers.group("first"), numbers.group("second"))) {
                add(finds, numbers.toMatchResult());
            }
        }
        var withoutYear = WITHOUT_YEAR.matcher(text);
        while (withoutYear.find()) {
            finds.add(new Find(EXACT_DATE, withoutYear.start("date"), withoutYear.end("date")));
        }
    }

    private static boolean isSure(String text, MatchResult match, Pattern pattern) {
        var again = pattern.matcher(text).region(match.start(), match.end());
        again.useTransparentBounds(true);
        if (!again.lookingAt()) {
            return false;
        }
        var month = again.group("month");
        boolean alsoAWord = month.length() <= 3 || month.equals("march");
        boolean sure = again.group("ordinal") != null || again.group("of") != null || again.group("year") != null;
        return sure || !alsoAWord || isCapital(month);
    }

    private static boolean isCapital(String word) {
        return Character.isUpperCase(word.charAt(0));
    }

    private static boolean isBehind(String text, int start, String... words) {
        var before =
                text.substring(Math.max(0, start - 8), start).stripTrailing().toLowerCase(Locale.ROOT);
        for (var word : words) {
            if (before.endsWith(" " + word) || before.equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDayAndMonth(String first, String second) {
        int one = Integer.parseInt(first);
        int two = Integer.parseInt(second);
        return one >= 1 && two >= 1 && Math.max(one, two) <= 31 && Math.min(one, two) <= 12;
    }

    private static void add(List<Find> finds, MatchResult match) {
        int end = match.end();
        finds.add(new Find(EXACT_DATE, match.start(), end));
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }
}
