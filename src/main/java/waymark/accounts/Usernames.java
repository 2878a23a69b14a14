package waymark.accounts;

import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import waymark.platform.db.Database;
import waymark.platform.secret.Keyring;
import waymark.platform.text.NhsNumbers;

/**
 * Names that keep somebody unknown: which cannot be had, and some that can. To be a member says something about
 * somebody's health, so a name may not lead to a person, and it may not lend anybody a standing they do not have.
 */
public final class Usernames {

    /** How many are offered. */
    static final int OFFERED = 5;

    private static final int ROUNDS = 10;
    private static final int SMALLEST = 100;
    private static final int LARGEST = 999;
    private static final int TOO_OLD = 1900;

    private static final Pattern WORDS_END = Pattern.compile(
            "[-_]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])");
    private static final Pattern CAPITALISED = Pattern.compile("[A-Z][a-z]+");
    private static final Pattern CAPITALS = Pattern.compile("[A-Z]{3,}");
    private static final Pattern NUMBER = Pattern.compile("[0-9](?:[-_]?[0-9])*");
    private static final Pattern PHONE = Pattern.compile("0[0-9]{9,10}|(?:00)?44[0-9]{10}");
    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})[-_]([0-9]{1,2})[-_]([0-9]{2}|[0-9]{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[-_]([0-9]{1,2})[-_]([0-9]{1,2})");
    private static final Pattern EIGHT_DIGITS = Pattern.compile("[0-9]{8}");

    private final Database db;
    private final Keyring keys;
    private final NameRules rules;
    private final IntUnaryOperator below;

    public Usernames(Database db, Keyring keys) {
        this(db, keys, NameRules.load(), new SecureRandom()::nextInt);
    }

    /** @param below a number at random, from nought and below the one that is given */
    Usernames(Database db, Keyring keys, NameRules rules, IntUnaryOperator below) {
        this.db = db;
        this.keys = keys;
        this.rules = rules;
        this.below = below;
    }

    /** Why nobody can join under this name, which has the shape of one; empty when somebody can. */
    Optional<String> refusal(String name) {
        var words = words(name);
        if (isLikeAddress(words)) {
            return Optional.of(
                    "This looks like an e-mail address, and everybody would see it. Please choose another name.");
        }
        if (hasPersonalNumber(name)) {
            return Optional.of("There is a number in this that looks like a date of birth, a phone number or an NHS "
                    + "number, and everybody would see it. Please choose another name.");
        }
        var lower = words.stream().map(Usernames::lower).toList();
        if (lower.stream().anyMatch(word -> isOneOf(word, rules.titles(), rules.titlesWithin()))) {
            return Optional.of(
                    "Nobody here can tell by a name whether somebody is a clinician, so names have no titles "
                            + "in them. Please choose another one.");
        }
        if (rules.reserved().contains(lower(name))
                || lower.stream().anyMatch(word -> isOneOf(word, rules.team(), rules.teamWithin()))) {
            return Optional.of("This sounds like the team that looks after the forum. Please choose another name.");
        }
        if (isLikeSomebodysName(words)) {
            return Optional.of("This looks like a first name and a surname. You stay unknown here under a name that is "
                    + "not yours; written in small letters, two other words are welcome.");
        }
        return Optional.empty();
    }

    /** Names that are free at this moment, at random. */
    List<String> suggest() {
        var found = new LinkedHashSet<String>();
        for (int round = 0; round < ROUNDS && found.size() < OFFERED; round++) {
            found.addAll(free(draw(OFFERED - found.size())));
        }
        return List.copyOf(found);
    }

    private Set<String> draw(int count) {
        var drawn = new LinkedHashSet<String>();
        for (int i = 0; i < count; i++) {
            drawn.add(one(rules.offered().first()) + "-" + one(rules.offered().second()) + "-"
                    + (SMALLEST + below.applyAsInt(LARGEST - SMALLEST + 1)));
        }
        return drawn;
    }

    private Set<String> free(Set<String> drawn) {
        return db.read(tx -> {
            var taken = AccountStore.named(tx, drawn).keySet();
            return drawn.stream()
                    .filter(name -> !taken.contains(name) && !ErasedAccounts.isReserved(tx, keys, name))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        });
    }

    private String one(List<String> words) {
        return words.get(below.applyAsInt(words.size()));
    }

    private boolean isLikeAddress(List<String> words) {
        var lower = words.stream().map(Usernames::lower).toList();
        int at = lower.indexOf("at");
        return lower.stream().anyMatch(rules.mailProviders()::contains)
                || (at > 0 && at < lower.size() - 2 && rules.mailEndings().contains(lower.get(lower.size() - 1)));
    }

    private static boolean isOneOf(String word, Set<String> words, Set<String> within) {
        return words.contains(word)
                || within.stream().anyMatch(title -> word.startsWith(title) || word.endsWith(title));
    }

    private static boolean isLikeSomebodysName(List<String> words) {
        return count(words, CAPITALISED) >= 2 || count(words, CAPITALS) >= 2;
    }

    private static long count(List<String> words, Pattern kind) {
        return words.stream().filter(word -> kind.matcher(word).matches()).count();
    }

    private static boolean hasPersonalNumber(String name) {
        return NUMBER.matcher(name)
                .results()
                .map(found -> found.group())
                .anyMatch(number -> isPersonal(number, number.replaceAll("[-_]", "")));
    }

    private static boolean isPersonal(String written, String digits) {
        return (digits.length() == 10 && NhsNumbers.isOne(digits))
                || PHONE.matcher(digits).matches()
                || isDate(written);
    }

    private static boolean isDate(String written) {
        var dayFirst = DAY_FIRST.matcher(written);
        if (dayFirst.matches()) {
            return isDate(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
        }
        var yearFirst = YEAR_FIRST.matcher(written);
        if (yearFirst.matches()) {
            return isDate(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
        }
        return EIGHT_DIGITS.matcher(written).matches()
                && (isDate(written.substring(4), written.substring(2, 4), written.substring(0, 2))
                        || isDate(written.substring(0, 4), written.substring(4, 6), written.substring(6)));
    }

    private static boolean isDate(String year, String month, String day) {
        int full = Integer.parseInt(year) + (year.length() == 2 ? TOO_OLD : 0);
        try {
            return LocalDate.of(full, Integer.parseInt(month), Integer.parseInt(day))
                                    .getYear()
                            >= TOO_OLD
                    && full < TOO_OLD + 200;
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    private static List<String> words(String name) {
        return Arrays.stream(WORDS_END.split(name))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
