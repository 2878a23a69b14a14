package waymark.gate.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import waymark.platform.text.Folded;
import waymark.platform.text.NhsNumbers;

/**
 * What in a text looks like personal data, or like an advertisement. Shapes and check digits only: nobody is looked up
 * anywhere.
 */
public final class PersonalData {

    /** Reading about treatment takes a link or two; who posts more of them mostly wants to sell something. */
    private static final int MOST_LINKS = 2;

    private static final Pattern URL = Pattern.compile("(?i)(?:https?://|www\\.)[^\\s<>\")\\]]+");

    private static final Pattern UK_NUMBER = Pattern.compile(
            "(?<![0-9+])(?:(?:\\+|00)44[ .-]{0,2}(?:\\(0\\)|0)?|\\(?0)(?:[ .()-]{0,2}[0-9]){9,10}(?![0-9])");

    private static final Pattern INTERNATIONAL = Pattern.compile("(\\+|00)44");

    private static final Pattern DATE = Pattern.compile("^[0-9]{1,2}[ .-]{1,2}[0-9]{1,2}[ .-]{1,2}[0-9]{4}(?![0-9]).*");

    /** Those that only organisations have: 03, 080x, 084, 087. */
    private static final Pattern OF_AN_ORGANISATION = Pattern.compile("0(3|8).*");

    private static final Pattern IN_USE = Pattern.compile("0[12357].*");

    private static final Pattern TEN_DIGITS = Pattern.compile("(?<![0-9])[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])");

    private static final Pattern POSTCODE = Pattern.compile(
            "(?<![A-Za-z0-9])(([A-Za-z]{1,2})[0-9](?:[0-9]|[A-Za-z])?) {0,2}([0-9][ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2})(?![A-Za-z0-9])");

    private static final Pattern ORDINAL = Pattern.compile("[0-9](st|nd|rd|th)");

    private static final Set<String> POSTCODE_AREAS = Set.of(
            ("AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX"
                            + " FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK"
                            + " ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY"
                            + " TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE")
                    .split(" "));

    private static final String IN_A_NAME = "._%+-";

    private PersonalData() {}

    /**
     * Everything of each kind that is in the text, in one spelling.
     *
     * @param known what is told to everybody anyway
     */
    public static Map<Kind, Set<String>> in(String raw, Known known) {
        var found = new EnumMap<Kind, Set<String>>(Kind.class);
        for (var place : places(Folded.text(raw), known)) {
            found.computeIfAbsent(place.kind(), unused -> new HashSet<>()).add(place.value());
        }
        return found;
    }

    /**
     * Where all of it stands, kind by kind; each place where something stands is a place of its own.
     *
     * @param folded in the spelling of {@link Folded}
     * @param known what is told to everybody anyway
     */
    public static List<Place> places(String folded, Known known) {
        var words = WithoutLinks.of(folded);
        var places = new ArrayList<Place>();
        phones(words.text(), known).map(words::inWhole).forEach(places::add);
        places.addAll(emails(folded, known));
        postcodes(words.text()).map(words::inWhole).forEach(places::add);
        nhsNumbers(words.text(), known).map(words::inWhole).forEach(places::add);
        var links = links(folded, known);
        if (links.stream().map(Place::value).distinct().count() > MOST_LINKS) {
            places.addAll(links);
        }
        return places;
    }

    /** A telephone number as it is dialled within the country, whatever stands between its digits. */
    public static String nationalNumber(String number) {
        return number.replaceAll("[^0-9+]", "").replaceFirst("^(\\+|00)440?", "0");
    }

    private static Stream<Place> phones(String text, Known known) {
        return UK_NUMBER
                .matcher(text)
                .results()
                .filter(match -> isWrittenLikeAPhoneNumber(match.group()))
                .map(PersonalData::phone)
                .filter(phone -> IN_USE.matcher(phone.value()).matches()
                        && !OF_AN_ORGANISATION.matcher(phone.value()).matches()
                        && !known.phones().contains(phone.value()));
    }

    private static Place phone(MatchResult match) {
        var number = match.group();
        // A bracket around the whole of it does not belong to it.
        boolean bracketed = number.startsWith("(") && number.indexOf(')') < 0;
        return new Place(Kind.PHONE, nationalNumber(number), match.start() + (bracketed ? 1 : 0), match.end());
    }

    /** Not like a date, nor like one measurement behind another. */
    private static boolean isWrittenLikeAPhoneNumber(String number) {
        if (INTERNATIONAL.matcher(number).lookingAt()) {
            return true;
        }
        var groups = number.replaceAll("[()]", " ").strip().split("[ .-]+", -1);
        boolean digitByDigit = groups.length > 8;
        return !DATE.matcher(number).matches() && (groups[0].length() >= 3 || groups[0].equals("07") || digitByDigit);
    }

    private static List<Place> emails(String text, Known known) {
        var found = new ArrayList<Place>();
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && isPartOfAName(text.charAt(start - 1))) {
                start--;
            }
            int end = at + 1;
            while (end < text.length() && isPartOfADomain(text.charAt(end))) {
                end++;
            }
            var domain = text.substring(at + 1, end).replaceAll("[.-]+$", "");
            if (start < at && domain.matches("[A-Za-z0-9].*\\.[A-Za-z]{2,}")) {
                int last = at + 1 + domain.length();
                found.add(new Place(Kind.EMAIL, text.substring(start, last).toLowerCase(Locale.ROOT), start, last));
            }
            // The domain of one is not looked at again as the name of the next: a text of at signs is read once.
            at = Math.max(at, end - 1);
        }
        found.removeIf(email -> known.emails().contains(email.value()));
        return found;
    }

    private static boolean isPartOfAName(char c) {
        return Character.isLetterOrDigit(c) || IN_A_NAME.indexOf(c) >= 0;
    }

    private static boolean isPartOfADomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }

    private static Stream<Place> postcodes(String text) {
        return POSTCODE.matcher(text)
                .results()
                .filter(match -> POSTCODE_AREAS.contains(match.group(2).toUpperCase(Locale.ROOT))
                        && !ORDINAL.matcher(match.group(3)).matches())
                .map(match -> new Place(
                        Kind.POSTCODE,
                        (match.group(1) + " " + match.group(3)).toUpperCase(Locale.ROOT),
                        match.start(),
                        match.end()));
    }

    private static Stream<Place> nhsNumbers(String text, Known known) {
        return TEN_DIGITS
                .matcher(text)
                .results()
                .map(match ->
                        new Place(Kind.NHS_NUMBER, match.group().replaceAll("[ -]", ""), match.start(), match.end()))
                .filter(number ->
                        NhsNumbers.isOne(number.value()) && !known.phones().contains(number.value()));
    }

    private static List<Place> links(String text, Known known) {
        return URL.matcher(text)
                .results()
                .map(match ->
                        new Place(Kind.MANY_LINKS, match.group().toLowerCase(Locale.ROOT), match.start(), match.end()))
                .filter(link -> !known.hosts().contains(host(link.value())))
                .toList();
    }

    /** The name of the server in an address, without {@code www}. */
    public static String host(String url) {
        return url.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("^www\\.", "")
                .split("[/?#:]", 2)[0];
    }

    public enum Kind {
        PHONE,
        EMAIL,
        POSTCODE,
        NHS_NUMBER,
        MANY_LINKS;

        /** The name used in the API and in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** @throws IllegalArgumentException for any other text */
        public static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /**
     * What is nobody's own.
     *
     * @param phones as they are dialled within the country
     * @param emails in lower case
     * @param hosts of pages that people are pointed to
     */
    public record Known(Set<String> phones, Set<String> emails, Set<String> hosts) {}

    /**
     * Where something stands.
     *
     * @param value in one spelling
     * @param start in the folded text
     * @param end exclusive
     */
    public record Place(Kind kind, String value, int start, int end) {}

    /**
     * A text without the addresses of pages: numbers in them belong to the page.
     *
     * @param places where each character stood before
     */
    private record WithoutLinks(String text, int[] places) {

        static WithoutLinks of(String whole) {
            var text = new StringBuilder(whole.length());
            var places = new int[whole.length()];
            int at = 0;
            for (var link : (Iterable<MatchResult>) URL.matcher(whole).results()::iterator) {
                copy(whole, at, link.start(), text, places);
                places[text.length()] = link.start();
                text.append(' ');
                at = link.end();
            }
            copy(whole, at, whole.length(), text, places);
            return new WithoutLinks(text.toString(), places);
        }

        Place inWhole(Place place) {
            return new Place(place.kind(), place.value(), places[place.start()], places[place.end() - 1] + 1);
        }

        private static void copy(String whole, int from, int to, StringBuilder text, int[] places) {
            for (int i = from; i < to; i++) {
                places[text.length()] = i;
                text.append(whole.charAt(i));
            }
        }
    }
}
