package waymark.privacy;

import static waymark.schema.Tables.ACCOUNT_LINK;
import static waymark.schema.Tables.ANSWER_CLAIM;
import static waymark.schema.Tables.IDENTITY;
import static waymark.schema.Tables.IDENTITY_ATTEMPT;
import static waymark.schema.Tables.MODERATION_CASE;
import static waymark.schema.Tables.MODERATOR_AWAY;
import static waymark.schema.Tables.RECOVERY_CODE;
import static waymark.schema.Tables.STORY_REMINDER;
import static waymark.schema.Tables.TOTP;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import waymark.TestForum;
import waymark.cases.CaseState;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.ids.ThreadId;
import waymark.platform.access.Role;
import waymark.platform.secret.Token;
import waymark.preferences.Choosing;
import waymark.stories.Storyteller;
import waymark.testing.CaseDesk;
import waymark.testing.Client;

/** A member who has left something in every place that this forum has, and what others wrote about them; through the API. */
public final class EveryKindOfContent {

    private static final String PHONE = " Ring me on 07700 900123.";

    private final TestForum forum;
    private final String name;
    private final Storyteller told;

    public final Client person;
    public String ownThread = "";
    public String ownPost = "";
    public String othersThread = "";
    public String reply = "";
    public String quoting = "";
    public String published = "";

    private EveryKindOfContent(TestForum forum, String name) {
        this.forum = forum;
        this.name = name;
        this.told = new Storyteller(forum);
        this.person = forum.member(name);
    }

    /** @param name that can be no ordinary word, such as {@code heron-7} */
    public static EveryKindOfContent of(TestForum forum, String name) {
        var all = new EveryKindOfContent(forum, name);
        all.writeAndBeAnswered();
        all.waitForModerators();
        all.tellStories();
        all.beReported();
        all.beDecidedAbout();
        all.restOfIt();
        return all;
    }

    /** A sentence that nobody else writes, with the person's name in no form. */
    public String words(String about) {
        return "The zebrafinch of " + name.replaceAll("[^a-z0-9]", "") + " sang all of March about " + about;
    }

    private void writeAndBeAnswered() {
        person.patch("/me", Map.of("nation", "wales")).expect(200);
        var started = person.with("Idempotency-Key", "start-" + name)
                .post(
                        "/threads",
                        Map.of(
                                "title",
                                words("titles"),
                                "category",
                                "recovery",
                                "tags",
                                List.of("fatigue"),
                                "markdown",
                                words("openings") + ", signed " + name))
                .expect(201);
        ownThread = started.text("/thread/id");
        ownPost = started.text("/post/id");
        edit(person, ownPost, words("edits") + ", and @bob knows it");
        person.with("If-Match", "*")
                .put("/posts/" + ownPost + "/labels", Map.of("labels", List.of("death")))
                .expect(200);
        forum.reply(forum.bob(), ownThread, "Thank you @" + name + ", as " + name + " says.");
        var thread = forum.thread(forum.bob(), "What " + name + " asked me yesterday");
        othersThread = thread.thread();
        reply = forum.reply(person, othersThread, words("replies") + " 38.9 since last night");
        var quote = Map.of("post", reply, "text", words("replies"));
        quoting = forum.bob()
                .post(
                        "/threads/" + othersThread + "/posts",
                        Map.of("markdown", "Well said, @" + name + "!", "quotes", List.of(quote)))
                .expect(201)
                .text("/post/id");
        edit(forum.bob(), quoting, "Very well said, @" + name + "!");
        person.put("/posts/" + thread.post() + "/like").expect(200);
        forum.bob().put("/posts/" + reply + "/like").expect(200);
    }

    private void waitForModerators() {
        person.post("/threads/" + othersThread + "/posts", Map.of("markdown", words("waiting") + PHONE))
                .expect(202);
        var quote = Map.of("post", reply, "text", words("replies"));
        forum.bob()
                .post(
                        "/threads/" + othersThread + "/posts",
                        Map.of("markdown", "For " + name + "." + PHONE, "quotes", List.of(quote)))
                .expect(202);
        forum.bob()
                .put("/drafts/to-" + name, Map.of("sequence", 0, "markdown", "Dear " + name, "quotes", List.of(quote)))
                .expect(200);
    }

    private void tellStories() {
        var text = new LinkedHashMap<>(Storyteller.text());
        text.put("title", words("stories"));
        text.put("markdown", words("chapters") + ".\n\nQuagga stayed with me.");
        text.put("pullQuotes", List.of("Quagga stayed with me."));
        text.put("attributionName", "Zebrafinchina");
        published = told.published(person, text);
        told.reviewer()
                .post("/stories/" + published + "/redactions", Map.of("words", "Quagga", "reason", "staff-named"))
                .expect(201);
        told.reviewer()
                .post("/stories/" + published + "/copies", Map.of("scope", "forum", "place", "The page of " + name))
                .expect(201);
        var draft = new LinkedHashMap<>(Storyteller.text());
        draft.put("title", "Of drafts");
        draft.put("markdown", words("drafts"));
        draft.put("pullQuotes", List.of(words("drafts")));
        var unused = told.draft(person, draft);
        var other = told.published(forum.bob());
        person.put("/stories/" + other + "/like").expect(200);
    }

    private void beReported() {
        var about = Map.of("type", "post", "id", forum.reply(forum.bob(), ownThread, "Something of Bob's."));
        person.post("/reports", Map.of("target", about, "reason", "abuse", "message", words("reports")))
                .expect(201);
        var them = Map.of("type", "member", "username", name);
        for (var target : List.of(Map.of("type", "post", "id", ownPost), them)) {
            forum.bob()
                    .post(
                            "/reports",
                            Map.of("target", target, "reason", "abuse", "message", "It is " + name + " again"))
                    .expect(201);
        }
        forum.mo()
                .post(
                        "/members/" + name + "/notes",
                        Map.of("kind", "fact", "text", name + " wrote to us on a Tuesday."))
                .expect(201);
    }

    private void beDecidedAbout() {
        beTalkedAboutInACase();
        var post = forum.reply(person, ownThread, words("removals"));
        var letter = forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("Dear " + name + ", not here."))
                .expect(200)
                .text("/decision/id");
        person.post("/decisions/" + letter + "/appeal", Map.of("message", words("appeals")))
                .expect(201);
        var max = forum.signedIn("max", Role.MODERATOR);
        CaseDesk.decide(
                        max,
                        CaseDesk.caseAbout(max, letter),
                        Map.of("action", "confirm", "reason", "appeal-considered", "message", "We have read it again."))
                .expect(201);
    }

    private void beTalkedAboutInACase() {
        var max = forum.signedIn("max", Role.MODERATOR);
        var id = CaseDesk.caseAbout(max, ownPost);
        max.with("If-Match", "*")
                .put("/cases/" + id + "/escalation", Map.of("note", "Shall we write to " + name + "?"))
                .expect(200);
    }

    private void restOfIt() {
        forum.mo()
                .put(
                        "/members/" + name + "/restriction",
                        Map.of(
                                "kind",
                                "silence",
                                "until",
                                forum.clock().instant().plus(Duration.ofDays(1)).toString(),
                                "reason",
                                "personal-data",
                                "rule",
                                "keep-private-things-private",
                                "message",
                                "Please take a day, " + name + "."))
                .expect(200);
        noteWhatNoRouteOfTheirsMakes();
        forum.tell();
        // Of this nobody is told yet.
        person.put("/posts/" + forum.thread(forum.bob()).post() + "/like").expect(200);
        person.put(
                        "/drafts/new-thread",
                        Map.of("sequence", 0, "title", "Of beginnings", "markdown", words("beginnings")))
                .expect(200);
        person.put("/bookmarks/" + quoting, Map.of("note", words("bookmarks"))).expect(200);
        person.put("/members/bob/mute").expect(200);
        person.put("/me/preferences", Choosing.hiding("death")).expect(200);
        forum.bob().put("/members/" + name + "/mute").expect(200);
        forum.signedIn("tired", Role.MODERATOR)
                .put("/me/recusals/" + name, Map.of("kind", "friend"))
                .expect(200);
    }

    private void noteWhatNoRouteOfTheirsMakes() {
        var id = forum.account(person);
        var now = forum.clock().instant();
        int unused = forum.db().write(tx -> {
            tx.insertInto(ANSWER_CLAIM)
                    .set(ANSWER_CLAIM.THREAD_ID, new ThreadId(UUID.fromString(ownThread)))
                    .set(ANSWER_CLAIM.ACCOUNT_ID, id)
                    .set(ANSWER_CLAIM.CLAIMED_AT, now)
                    .set(ANSWER_CLAIM.ENDS_AT, now.plus(Duration.ofMinutes(30)))
                    .execute();
            tx.insertInto(MODERATOR_AWAY)
                    .set(MODERATOR_AWAY.ACCOUNT_ID, id)
                    .set(MODERATOR_AWAY.SINCE, now)
                    .execute();
            tx.insertInto(STORY_REMINDER)
                    .set(STORY_REMINDER.STORY_ID, new StoryId(UUID.fromString(published)))
                    .set(STORY_REMINDER.CONSENT_NUMBER, 1)
                    .set(STORY_REMINDER.REMINDED_AT, now)
                    .execute();
            tx.insertInto(TOTP)
                    .set(TOTP.ACCOUNT_ID, id)
                    .set(TOTP.SECRET, new byte[] {1})
                    .set(TOTP.BEGUN_AT, now)
                    .set(TOTP.CONFIRMED_AT, now)
                    .set(TOTP.LAST_STEP, 1L)
                    .execute();
            tx.insertInto(RECOVERY_CODE)
                    .set(RECOVERY_CODE.ACCOUNT_ID, id)
                    .set(RECOVERY_CODE.CODE_HASH, new byte[] {1})
                    .execute();
            tx.insertInto(IDENTITY)
                    .set(IDENTITY.ACCOUNT_ID, id)
                    .set(
                            IDENTITY.SUBJECT_SEALED,
                            forum.settings().keys().seal("identity", "https://login.example.org x"))
                    .set(IDENTITY.SUBJECT_HASH, Token.make().sha256())
                    .set(IDENTITY.LINKED_AT, now)
                    .execute();
            tx.insertInto(IDENTITY_ATTEMPT)
                    .set(IDENTITY_ATTEMPT.ATTEMPT_SHA256, Token.make().sha256())
                    .set(IDENTITY_ATTEMPT.ACCOUNT_ID, id)
                    .set(IDENTITY_ATTEMPT.EXPIRES_AT, now.plusSeconds(60))
                    .execute();
            insert(tx, "data_export", """
                    (id, account_id, requested_at, attempts, given_up_at) values ({0}, {0}, {1}, 1, {1})
                    """, id, now);
            insert(tx, "data_export_part", """
                    (id, export_id, number, sealed, delete_after) values ({0}, {0}, 1, 'sealed', {1})
                    """, id, now);
            return tx.insertInto(ACCOUNT_LINK)
                    .set(ACCOUNT_LINK.ID, UUID.randomUUID())
                    .set(ACCOUNT_LINK.KIND, "reset-password")
                    .set(ACCOUNT_LINK.TOKEN_SHA256, Token.make().sha256())
                    .set(ACCOUNT_LINK.ACCOUNT_ID, id)
                    .set(ACCOUNT_LINK.ADDRESS_HASH, new byte[] {1})
                    .set(ACCOUNT_LINK.CREATED_AT, now)
                    .set(ACCOUNT_LINK.EXPIRES_AT, now.plusSeconds(60))
                    .execute();
        });
    }

    private static void insert(DSLContext tx, String table, String what, AccountId id, Instant now) {
        int unused =
                tx.execute("insert into " + table + " " + what, DSL.val(id.value()), DSL.val(now, SQLDataType.INSTANT));
    }

    /** Ends all cases that are open, so that nothing has to stay for them. */
    public void settleAll() {
        settleAll(forum);
    }

    static void settleAll(TestForum forum) {
        var open = forum.db()
                .read(tx -> tx.select(MODERATION_CASE.ID)
                        .from(MODERATION_CASE)
                        .where(MODERATION_CASE.STATE.ne(CaseState.RESOLVED.code()))
                        .fetch(MODERATION_CASE.ID));
        open.forEach(id -> forum.setState(id, CaseState.RESOLVED));
    }

    private static void edit(Client author, String post, String markdown) {
        author.with("If-Match", "*")
                .patch("/posts/" + post, Map.of("markdown", markdown))
                .expect(200);
    }
}
