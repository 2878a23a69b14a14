package waymark;

import static waymark.schema.Tables.AUDIT_ENTRY;
import static waymark.schema.Tables.LEGAL_HOLD;
import static waymark.schema.Tables.MODERATION_CASE;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import waymark.accounts.AccountLinks;
import waymark.accounts.HashCost;
import waymark.accounts.NewAccount;
import waymark.accounts.SessionRules;
import waymark.accounts.Sessions;
import waymark.cases.CaseCategory;
import waymark.cases.CaseState;
import waymark.cases.CaseWork;
import waymark.cases.Cases;
import waymark.cases.LateCases;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.SettledCases;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.following.AnswerAlerts;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.mail.MailSettings;
import waymark.mail.MailWorker;
import waymark.mail.Mails;
import waymark.mail.Postbox;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.platform.http.ServerSettings;
import waymark.platform.oidc.OidcSettings;
import waymark.platform.secret.Keyring;
import waymark.privacy.ErasureWork;
import waymark.privacy.Retention;
import waymark.privacy.UnusedAccounts;
import waymark.reports.Reports;
import waymark.signposting.ExaminerSettings;
import waymark.signposting.Matches;
import waymark.signposting.TextMatcher;
import waymark.testing.Authenticator;
import waymark.testing.Client;
import waymark.testing.TestClock;
import waymark.testing.TestDatabases;
import waymark.threads.DeletedPosts;
import waymark.threads.Submissions;
import waymark.threads.Threads;
import waymark.webhooks.WebhookEndpoint;

/**
 * The whole service for one test class: an empty forum on a database of its own, behind HTTP. Alice writes, Bob answers,
 * Mo moderates. Nothing is forgotten or gone after by itself: tests do that at their own moments.
 */
public final class TestForum implements BeforeAllCallback, AfterAllCallback {

    /** So that a machine that is busy with something else does not decide what a test sees. */
    private static final ExaminerSettings PATIENT =
            new ExaminerSettings(TextMatcher.OF_THE_CATALOGUE, Duration.ofSeconds(10));

    /** So that moderators, too, need not sign in again whenever a test moves the clock. */
    private static final SessionRules LONG =
            new SessionRules(SessionRules.DEFAULT.ofMembers(), SessionRules.DEFAULT.ofMembers(), true);

    /** Hundreds of accounts are made here, and nobody attacks them. */
    private static final HashCost CHEAP = new HashCost(64, 1);

    /** Of everybody whose account is made here. */
    public static final String PASSWORD = "a long and quiet sentence";

    private final TestClock clock = new TestClock();
    private final boolean rateLimits;
    private final FeatureSettings settings;
    private final Postbox mails = new Postbox(URI.create("https://forum.example.org"));
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    /** A database that was there before and stays; otherwise one is made. */
    private final Optional<DatabaseSettings> given;

    private @Nullable DatabaseSettings database;
    private @Nullable Database db;
    private @Nullable Features features;
    private @Nullable App app;
    private String passwordHash = "";

    public TestForum() {
        this(settings -> settings);
    }

    private TestForum(UnaryOperator<FeatureSettings> how) {
        this(false, Keyring.parse(Keyring.fresh("test")), how);
    }

    private TestForum(boolean rateLimits, Keyring keys, UnaryOperator<FeatureSettings> how) {
        this(rateLimits, keys, how, Optional.empty());
    }

    private TestForum(
            boolean rateLimits, Keyring keys, UnaryOperator<FeatureSettings> how, Optional<DatabaseSettings> given) {
        this.rateLimits = rateLimits;
        this.given = given;
        this.settings = how.apply(
                FeatureSettings.of(keys).examining(PATIENT).sessions(LONG).hashing(CHEAP));
    }

    public static TestForum withRateLimits() {
        return new TestForum(true, Keyring.parse(Keyring.fresh("test")), settings -> settings);
    }

    /** A forum that takes as long over passwords as real ones. */
    public static TestForum hashingAsRealOnes() {
        return new TestForum(
                settings -> settings.hashing(FeatureSettings.of(settings.keys()).hashing()));
    }

    /** A forum on a database that is migrated already, and stays when the forum has stopped. */
    public static TestForum on(DatabaseSettings database) {
        return new TestForum(false, Keyring.parse(Keyring.fresh("test")), settings -> settings, Optional.of(database));
    }

    /** A forum whose data other programs can open, too. */
    public static TestForum withKeys(Keyring keys) {
        return new TestForum(false, keys, settings -> settings);
    }

    /** A forum with the sessions of real ones, or with others. */
    public static TestForum withSessions(SessionRules rules) {
        return new TestForum(settings -> settings.sessions(rules));
    }

    /** A forum whose texts are looked at in another way. */
    public static TestForum examining(ExaminerSettings examining) {
        return new TestForum(settings -> settings.examining(examining));
    }

    /** A forum whose members may have another account there, and sign in with it. */
    public static TestForum knowing(OidcSettings provider) {
        return new TestForum(settings -> settings.oidc(Optional.of(provider)));
    }

    /** A forum that tells another program what happens to stories. */
    public static TestForum telling(WebhookEndpoint told) {
        return new TestForum(settings -> settings.telling(List.of(told)));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    /** For whoever needs one for less than a test class, or is no test at all. */
    public void start() {
        database = given.orElseGet(TestDatabases::create);
        db = new Database(database);
        var server =
                new ServerSettings("127.0.0.1", 0, rateLimits, Set.of("https://forum.example.org"), Set.of(), true);
        app = new App(db, server, clock, settings.mailing(Optional.of(mails.settings())));
        features = app.features();
        passwordHash = features.passwords.hash(PASSWORD);
        app.start();
        app.housekeeping().close();
        app.notificationWorker().close();
    }

    public void stop() {
        app().close();
        db().close();
        if (given.isEmpty()) {
            TestDatabases.drop(Objects.requireNonNull(database));
        }
        mails.close();
        // Test classes hold their forum for as long as the suite runs; what is in it has to go.
        app = null;
        features = null;
        db = null;
        clients.clear();
    }

    /** For another server on the same database; it leaves the sending of mails to this one. */
    public FeatureSettings settings() {
        return settings;
    }

    /** The mails that people got, all that were written down by now included. */
    public Postbox mails() {
        int unused = app().mailWorker().deliverDue();
        return mails;
    }

    /** Opens the link in the last mail to somebody who has joined. */
    public void verify(String email) {
        guest().post(
                        "/accounts/email-verification",
                        Map.of("token", mails().lastTo(email).token()))
                .expect(204);
    }

    /** One that delivers the mails of this forum elsewhere. */
    public MailWorker mailWorker(MailSettings elsewhere) {
        return new MailWorker(db(), settings.keys(), Optional.of(elsewhere), clock);
    }

    /** For sending mails, and for forgetting them. */
    public Mails outbox() {
        return Objects.requireNonNull(features).mails;
    }

    /** For telling supporters of what waits, which the housekeeping does. */
    public AnswerAlerts answerAlerts() {
        return Objects.requireNonNull(features).answerAlerts;
    }

    /** For forgetting those that have run out, which the housekeeping does. */
    public AccountLinks accountLinks() {
        return Objects.requireNonNull(features).accountLinks;
    }

    public TestClock clock() {
        return clock;
    }

    /** For copying it as it is. */
    public DatabaseSettings databaseSettings() {
        return Objects.requireNonNull(database);
    }

    /** For commands, which need what no route does. */
    Features features() {
        return Objects.requireNonNull(features);
    }

    public Database db() {
        return Objects.requireNonNull(db);
    }

    /** Tells members of all that has happened by now, which a worker does. */
    public void tell() {
        int unused = app().notificationWorker().tellDue();
    }

    /** What stands in mails to somebody, by which they get no more of them. */
    public String unsubscribeToken(Client somebody) {
        return Objects.requireNonNull(features).unsubscribing.token(account(somebody));
    }

    /** For raising cases, which no route does. */
    public Cases cases() {
        return Objects.requireNonNull(features).cases;
    }

    /** For deleting what was kept for long enough, which the housekeeping does. */
    public Retention retention() {
        return Objects.requireNonNull(features).retention;
    }

    /** For emptying what was taken back long ago, which the housekeeping does. */
    public DeletedPosts deletedPosts() {
        return Objects.requireNonNull(features).deletedPosts;
    }

    /** For taking from members what cases said that were settled long ago, which the housekeeping does. */
    public SettledCases settledCases() {
        return Objects.requireNonNull(features).settledCases;
    }

    /** For looking again, which the housekeeping does. */
    public Matches matches() {
        return Objects.requireNonNull(features).matches;
    }

    /** For opening sessions in other ways, and for forgetting them. */
    public Sessions sessions() {
        return Objects.requireNonNull(features).sessions;
    }

    /** For deciding what becomes of what waits. */
    public Submissions submissions() {
        return Objects.requireNonNull(features).submissions;
    }

    /** For counting again, which a command does. */
    public Threads threads() {
        return Objects.requireNonNull(features).threads;
    }

    /** What the audit log has about a thing, the earliest first. */
    public List<String> audited(String target) {
        return db().read(tx -> tx.select(AUDIT_ENTRY.ACTION)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.TARGET_ID.eq(UUID.fromString(target)))
                .orderBy(AUDIT_ENTRY.NUMBER)
                .fetch(AUDIT_ENTRY.ACTION));
    }

    /** For what happens to stories by itself, which the housekeeping does. */
    public void keepStories() {
        int unused = Objects.requireNonNull(features).storybook.keep();
    }

    /** For bringing cases to an end. */
    public CaseWork caseWork() {
        return Objects.requireNonNull(features).caseWork;
    }

    /** For erasing, which the housekeeping does. */
    public ErasureWork erasureWork() {
        return Objects.requireNonNull(features).erasureWork;
    }

    /** For looking for those who are not here any more, which the housekeeping does. */
    public UnusedAccounts unusedAccounts(boolean mailed) {
        var made = Objects.requireNonNull(features);
        return new UnusedAccounts(db(), made.accounts, made.erasures, made.mails, mailed, clock);
    }

    /** For settling reports and raising batched ones, which no route does. */
    public Reports reports() {
        return Objects.requireNonNull(features).reports;
    }

    /** For noticing what is late, which the housekeeping does. */
    public LateCases lateCases() {
        return Objects.requireNonNull(features).lateCases;
    }

    /** The account of somebody who has signed in here. */
    public AccountId account(Client somebody) {
        return AccountId.of(somebody.get("/me").expect(200).text("/account/id"));
    }

    /** What a moderator sends to take something down. */
    public static Map<String, String> removal(String message) {
        return Map.of("reason", "personal-data", "rule", "keep-private-things-private", "message", message);
    }

    /** Raises a case about a thing of Alice's. */
    public CaseId raise(Target target, Source source, Priority priority, boolean page) {
        var alice = account(alice());
        var raise =
                Raise.of(target, alice, source, CaseCategory.OTHER, priority).paging(page);
        return db().write(tx -> cases().raise(tx, raise));
    }

    /** As if a court wanted what is known of this member to be kept. */
    public void hold(AccountId account) {
        int held = db().write(tx -> tx.insertInto(LEGAL_HOLD)
                .set(LEGAL_HOLD.ACCOUNT_ID, account)
                .set(LEGAL_HOLD.REASON, "court-order")
                .set(LEGAL_HOLD.IMPOSED_BY, account)
                .set(LEGAL_HOLD.IMPOSED_AT, clock.instant())
                .execute());
        if (held != 1) {
            throw new IllegalStateException("held already: " + account);
        }
    }

    /** Puts a case into a state as if somebody had brought it there; claimed by Mo where it is claimed. */
    public void setState(CaseId id, CaseState state) {
        var mo = account(mo());
        int changed = db().write(tx -> tx.update(MODERATION_CASE)
                .set(MODERATION_CASE.STATE, state.code())
                .set(MODERATION_CASE.ASSIGNEE_ID, state == CaseState.CLAIMED ? mo : null)
                .set(
                        MODERATION_CASE.HELD_UNTIL,
                        Set.of(CaseState.CLAIMED, CaseState.WAITING).contains(state)
                                ? clock.instant().plus(Duration.ofMinutes(15))
                                : null)
                .set(MODERATION_CASE.ESCALATED, state == CaseState.ESCALATED)
                .set(MODERATION_CASE.RESOLVED_AT, state == CaseState.RESOLVED ? clock.instant() : null)
                .where(MODERATION_CASE.ID.eq(id))
                .execute());
        if (changed != 1) {
            throw new IllegalStateException("there is no case " + id);
        }
    }

    /** Somebody's app of one-time codes, set up and confirmed; their other sessions end with it. */
    public Authenticator secondFactor(Client somebody) {
        var app = Authenticator.of(
                somebody.put("/me/totp", Map.of("password", PASSWORD)).expect(200), clock);
        somebody.put("/me/totp/confirmation", Map.of("code", app.code())).expect(200);
        return app;
    }

    public App app() {
        return Objects.requireNonNull(app);
    }

    public int port() {
        return app().port();
    }

    public Client guest() {
        return new Client(port(), Optional.empty());
    }

    public Client alice() {
        return member("alice");
    }

    public Client bob() {
        return member("bob");
    }

    public Client mo() {
        return signedIn("mo", Role.MODERATOR);
    }

    public Client member(String username) {
        return signedIn(username, Role.MEMBER);
    }

    public List<Client> members(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> member("member-" + i))
                .toList();
    }

    /** Somebody with that role; the account is made when the name comes up for the first time. */
    public Client signedIn(String username, Role role) {
        return clients.computeIfAbsent(username, name -> new Client(port(), Optional.of(newSession(name, role))));
    }

    private String newSession(String username, Role role) {
        var made = Objects.requireNonNull(features);
        return db().write(tx -> {
            var consents = made.accounts.wordings(tx).stream()
                    .map(wording -> new NewAccount.ConsentGiven(wording.purpose(), wording.version()))
                    .toList();
            var wanted = new NewAccount(username, username + "@example.org", passwordHash, consents);
            var account = made.accounts.createStaff(tx, wanted, role);
            var opening = new Sessions.Opening(Optional.empty(), role.includes(Role.MODERATOR));
            return made.sessions.open(tx, account.id(), opening).token();
        });
    }

    /** Starts a thread of this member. */
    public Started thread(Client author) {
        return thread(author, "A thread to talk in");
    }

    public Started thread(Client author, String title) {
        return thread(author, title, "The opening words.");
    }

    public Started thread(Client author, String title, String markdown) {
        var answer = author.post("/threads", Map.of("title", title, "category", "recovery", "markdown", markdown))
                .expect(201);
        return new Started(answer.text("/thread/id"), answer.text("/post/id"));
    }

    /** The id of a reply of this member. */
    public String reply(Client author, String thread, String markdown) {
        return author.post("/threads/" + thread + "/posts", Map.of("markdown", markdown))
                .expect(201)
                .text("/post/id");
    }

    /** @param post the opening one */
    public record Started(String thread, String post) {}
}
