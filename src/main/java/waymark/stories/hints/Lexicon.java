package waymark.stories.hints;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import waymark.platform.text.Shipped;

/** The lists of words that the rules are made of. */
final class Lexicon {

    private static final String FOLDER = "/waymark/stories/hints/";

    private static final Set<String> FIRST_NAMES = inFile("first-names.txt");
    private static final Set<String> COMMON = inFile("common-words.txt");
    private static final Set<String> SURNAMES = inFile("surnames.txt");
    private static final Set<String> NOT_PEOPLE = Set.copyOf(lines("not-people.txt"));

    /** Who works in a hospital. */
    private static final Set<String> STAFF = words(
            "nurse nurses consultant consultants haematologist haematologists hematologist oncologist oncologists registrar"
                    + " registrars doctor doctors physio physios physiotherapist dietitian dietician pharmacist pharmacists"
                    + " phlebotomist phlebotomists porter porters hca hcas healthcare cns keyworker surgeon surgeons"
                    + " anaesthetist anaesthetists paramedic paramedics psychologist counsellor chaplain matron coordinator"
                    + " co-ordinator specialist gp radiographer radiologist midwife neurologist intensivist cardiologist"
                    + " dermatologist medic houseman houseofficer sho receptionist secretary sister orderly"
                    + " microbiologist practitioner therapist transplanter navigator sonographer optician dentist immunologist"
                    + " cleaner domestic housekeeper caterer playworker clinician clinicians psychiatrist student-nurse");

    /** Whose work it may be when the word stands behind another one: "key worker", "healthcare assistant". */
    private static final Set<String> STAFF_BEHIND = words("worker assistant");

    private static final Set<String> BEFORE_THEM =
            words("key social support play youth care ward healthcare health nursing medical physician's nurse clinic");

    private static final Set<String> CHILDREN = words(
            "son sons daughter daughters child children kid kids grandson grandsons granddaughter granddaughters grandchild"
                    + " grandchildren grandkids grandkid toddler twins twin nephew nephews niece nieces godson goddaughter"
                    + " godchildren stepson stepdaughter stepchildren step-son step-daughter youngest eldest oldest baby"
                    + " newborn bump lad lads boy boys girl girls schoolboy schoolgirl teenager teen kiddies kiddie bairn"
                    + " bairns one ones great-grandson great-granddaughter great-grandchild great-grandchildren triplets"
                    + " foster-son foster-daughter");

    /** Words before "one" and "ones" that make children of them. */
    private static final Set<String> LITTLE = words("little wee tiny young youngest eldest oldest middle small");

    private static final Set<String> OTHER_PEOPLE = words(
            "husband wife partner fiance fiancee brother brothers sister sisters friend friends mate mum mam mother dad father"
                    + " neighbour neighbours aunt auntie uncle cousin colleague boss manager teacher vicar roommate"
                    + " bed-neighbour ward-mate mother-in-law father-in-law sister-in-law brother-in-law boyfriend girlfriend"
                    + " nan gran grandma grandad granddad grandpa nana stepdad stepmum man woman lady gentleman chap bloke"
                    + " fellow guy patient patients somebody someone person carer stranger other");

    private static final Set<String> POSSESSIVE =
            words("my our his her their your whose the a an two three four both this that");

    private static final Set<String> FAMILY_POSSESSIVE = words(
            "my our his her their your big little older younger twin kid step baby elder eldest youngest half whose mum's dad's"
                    + " soul dear only other own");

    private Lexicon() {}

    static boolean isFirstName(String lower) {
        return FIRST_NAMES.contains(lower)
                || (lower.indexOf('-') > 0
                        && Arrays.stream(lower.split("-", -1)).allMatch(FIRST_NAMES::contains));
    }

    static boolean isCommon(String lower) {
        return COMMON.contains(lower)
                || (lower.indexOf('-') > 0
                        && Arrays.stream(lower.split("-", -1)).anyMatch(COMMON::contains));
    }

    static boolean isSurnameToo(String lower) {
        return SURNAMES.contains(lower);
    }

    static boolean isNobody(String firstAndSecond) {
        return NOT_PEOPLE.contains(firstAndSecond);
    }

    static boolean isStaff(Token before, Token token) {
        return STAFF.contains(token.lower())
                || (STAFF_BEHIND.contains(token.lower()) && BEFORE_THEM.contains(before.lower()));
    }

    static boolean isChild(Token before, Token token) {
        return switch (token.lower()) {
            case "one", "ones" -> LITTLE.contains(before.lower());
            case "boy", "boys", "girl", "girls", "lad", "lads" -> before.before() != Gap.OTHER;
            default -> CHILDREN.contains(token.lower());
        };
    }

    static boolean isOtherPerson(String lower) {
        return OTHER_PEOPLE.contains(lower);
    }

    static boolean isDeterminer(String lower) {
        return POSSESSIVE.contains(lower);
    }

    static boolean isFamilyDeterminer(String lower) {
        return FAMILY_POSSESSIVE.contains(lower);
    }

    /** @param words with a space between one and the next */
    static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }

    /**
     * The lines of a list without its comments.
     *
     * @param file in the folder of this package
     */
    static List<String> lines(String file) {
        return Shipped.text(FOLDER + file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static Set<String> inFile(String file) {
        return lines(file).stream()
                .flatMap(line -> Arrays.stream(line.split(" +", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
