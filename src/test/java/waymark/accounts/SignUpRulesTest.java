package waymark.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.ids.Ids;
import waymark.testing.Answer;

class SignUpRulesTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final List<Map<String, String>> CONSENTS = List.of(
            Map.of("purpose", "community-rules", "wordingVersion", "2026-11"),
            Map.of("purpose", "health-data", "wordingVersion", "2026-11"));

    private static int joined;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JaneSmith",
                "Jane-Smith",
                "Jane_Smith",
                "JaneSmith84",
                "Jane-Mary-Smith",
                "JANE-SMITH",
                "JaneMcDonald",
                "jane-gmail",
                "jane_at_example_com",
                "jane-at-my-home-org",
                "janesmith-hotmail-com",
                "9434765919",
                "943-476-5919",
                "943_476_5919",
                "heron-9434765919",
                "9434765919-heron",
                "07700900123",
                "07700-900-123",
                "447700900123",
                "12-05-1984",
                "12051984",
                "1984-05-12",
                "heron-12-05-84",
                "dr-heron",
                "DrHeron",
                "Dr_Heron",
                "heron-dr",
                "dr2heron",
                "doctorheron",
                "DOCTOR",
                "prof-heron",
                "nurseheron",
                "heron-nurse",
                "HeronNurse",
                "consultant",
                "haematologist-at-work",
                "gp-in-kent",
                "moderator",
                "Moderator-2",
                "admin",
                "the-admin",
                "adminheron",
                "heronadmin",
                "waymark",
                "Waymark-team",
                "staff-heron",
                "nhs-heron",
                "support",
                "team",
                "anonymous"
            })
    void namesThatLeadToAPersonOrLendAStandingAreRefused(String name) {
        var answer = signUp(Map.of("username", name)).expectProblem(422, "invalid-value");
        assertEquals(List.of("/username"), answer.wrongPlaces());
        assertTrue(answer.text("/detail").endsWith("."), answer.text("/detail"));
        assertEquals(answer.text("/detail"), answer.text("/errors/0/detail"));
        forum.bob().get("/members/" + name).expectProblem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heron-at-dawn",
                "Heron",
                "hopeful",
                "jane",
                "JSmith",
                "quiet-heron-273",
                "CAR-T-dad",
                "dragonfly",
                "drum-and-bass",
                "driftwood",
                "badminton",
                "modest-mouse",
                "supportive-sister",
                "9434765918",
                "look-at-me",
                "1234567890",
                "12345678",
                "cll-2019",
                "99-99-1984",
                "2222222222",
                "documentary",
                "herons-at-the-loch"
            })
    void otherNamesAreTaken(String name) {
        signUp(Map.of("username", name, "email", "somebody@example.org")).expect(201);
    }

    @Test
    void anAddressIsNoNameAtAll() {
        for (var address : List.of("jane@example.org", "jane.smith")) {
            assertEquals(
                    List.of("/username"),
                    signUp(Map.of("username", address))
                            .expectProblem(422, "invalid-value")
                            .wrongPlaces());
        }
    }

    @Test
    void whoeverHasNoIdeaIsOfferedNamesThatAreFreeAndCanBeHad() {
        var offered = offered();
        assertEquals(5, offered.size());
        assertEquals(5, new HashSet<>(offered).size());
        assertNotEquals(offered, offered());
        signUp(Map.of("username", offered.get(0))).expect(201);
    }

    @Test
    void allThatCanBeOfferedCanBeHad() {
        var rules = NameRules.load();
        var usernames = new Usernames(forum.db(), forum.settings().keys());
        for (var first : rules.offered().first()) {
            for (var second : rules.offered().second()) {
                var name = first + "-" + second + "-999";
                assertTrue(usernames.refusal(name).isEmpty() && name.length() <= 30, name);
            }
        }
        assertTrue(rules.offered().first().size() * rules.offered().second().size() > 3_000);
    }

    @Test
    void namesThatAreTakenAreNotOffered() {
        var usernames = offering("lone", "teasel");
        assertEquals(List.of("lone-teasel-999"), usernames.suggest());
        signUp(Map.of("username", "lone-Teasel-999")).expect(201);
        assertEquals(List.of(), usernames.suggest());
    }

    @Test
    void namesOfThoseWhoHaveLeftAreNotOffered() {
        var usernames = offering("left", "teasel");
        var leaving = forum.member("left-teasel-999");
        var erased = new ErasedAccounts(
                new Accounts(forum.db(), forum.settings().keys(), new Ids(forum.clock()), forum.clock()),
                List.of(),
                forum.settings().keys(),
                forum.clock());
        forum.db().<Boolean>write(tx -> {
            erased.erase(tx, forum.account(leaving), "x1y2z3");
            return true;
        });
        signUp(Map.of("username", "left-teasel-999")).expectProblem(409, "username-taken");
        assertEquals(List.of(), usernames.suggest());
    }

    private static Usernames offering(String first, String second) {
        var rules = NameRules.load();
        return new Usernames(
                forum.db(),
                forum.settings().keys(),
                new NameRules(
                        rules.titles(),
                        rules.titlesWithin(),
                        rules.team(),
                        rules.teamWithin(),
                        rules.reserved(),
                        rules.mailProviders(),
                        rules.mailEndings(),
                        new NameRules.Offered(List.of(first), List.of(second))),
                bound -> bound - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "manchester",
                "basketball",
                "BasketBall",
                "qwertyuiop",
                "1qaz2wsx3edc",
                "heron-at-sea",
                "HERON-AT-SEA",
                "sea@example.org"
            })
    void passwordsThatAreGuessedFirstAreRefused(String password) {
        var answer = signUp(Map.of("username", "heron-at-sea", "email", "sea@example.org", "password", password))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/password"), answer.wrongPlaces());
        assertFalse(answer.body().contains(password));
    }

    @Test
    void whatIsInAPasswordIsUpToItsOwner() {
        for (var password : List.of("wwwwwwwwww zz", "          x", "ünïcödé ärmel", "0192837465019")) {
            signUp(Map.of("password", password)).expect(201);
        }
        assertEquals(
                List.of("/password"),
                signUp(Map.of("password", "nine char"))
                        .expectProblem(422, "invalid-value")
                        .wrongPlaces());
    }

    @Test
    void theTenThousandCommonestPasswordsAreKnown() {
        assertTrue(CommonPasswords.get().count() >= 10_000);
    }

    @Test
    void whoeverIsTooYoungIsToldSoWithAWayToSomebody() {
        assertEquals(
                18,
                forum.guest()
                        .get("/consent-wordings")
                        .expect(200)
                        .at("/minimumAge")
                        .asInt());
        var answer = signUp(Map.of("ageAtLeast", 17)).expectProblem(422, "invalid-value");
        assertEquals(List.of("/ageAtLeast"), answer.wrongPlaces());
        assertFalse(answer.text("/signposting/helpline/phone/uri").isEmpty());
    }

    @Test
    void keptIsTheAgeThatWasAskedForAndNotTheirs() {
        signUp(Map.of("username", "grebe-on-ice", "ageAtLeast", 63)).expect(201);
        var kept = forum.db()
                .read(tx -> tx.select(ACCOUNT.DECLARED_AGE)
                        .from(ACCOUNT)
                        .where(ACCOUNT.USERNAME.eq("grebe-on-ice"))
                        .fetchSingle(ACCOUNT.DECLARED_AGE));
        assertEquals((short) 18, kept);
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var answer = signUp(Map.of("username", "dr-heron", "password", "basketball", "ageAtLeast", 3))
                .expectProblem(422, "invalid-value");
        assertEquals(List.of("/username", "/password", "/ageAtLeast"), answer.wrongPlaces());
    }

    private static List<String> offered() {
        return forum.guest().get("/username-suggestions").expect(200).texts("/items", "/username");
    }

    private static Answer signUp(Map<String, Object> given) {
        var body = new HashMap<String, Object>(Map.of(
                "username",
                "plain-heron-" + ++joined,
                "email",
                "heron" + joined + "@example.org",
                "password",
                "a long and quiet sentence",
                "ageAtLeast",
                18,
                "consents",
                CONSENTS));
        body.putAll(given);
        return forum.guest().post("/accounts", body);
    }
}
