package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.LEGAL_HOLD;
import static waymark.schema.Tables.STAFF_NOTE;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.CaseState;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.platform.http.ContractRoute;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.Restricted;

/** Who leaves for good is in nothing that stays, and what stays can be read. */
class ErasureTest {

    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private final String name = "heron-" + COUNT.incrementAndGet();

    @ParameterizedTest
    @ValueSource(strings = {"anonymise", "remove-text", "remove-all"})
    void nothingIsFoundInTheWholeDatabase(String mode) {
        var all = EveryKindOfContent.of(forum, name);
        all.settleAll();
        var receipt = leave(all.person, Map.of("mode", mode));

        var told = receipt(receipt);
        assertEquals("finished", told.text("/erasure/state"));
        assertEquals("[]", told.at("/erasure/check/found").toString());
        assertTrue(told.at("/erasure/check/clean").asBoolean());
        forum.bob().get("/members/" + name).expectProblem(404, "not-found");
        assertTrue(forum.bob()
                .get("/posts/" + all.quoting)
                .text("/post/text")
                .startsWith("Very well said, [former member]"));
        var thread = forum.bob().get("/threads/" + all.othersThread).expect(200).body();
        assertFalse(thread.contains(name), thread);
        assertEquals(mode.equals("anonymise"), thread.contains(all.words("replies")));
        if (mode.equals("remove-text")) {
            assertTrue(thread.contains("[removed by its author]"), thread);
        }
    }

    /** Each takes care of something that no other does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "submissions",
                "posts",
                "threads",
                "stories",
                "reports",
                "reported",
                "letters",
                "clear-posts",
                "clear-revisions",
                "clear-threads",
                "clear-submissions",
                "clear-copies"
            })
    void aStepThatIsLeftOutIsFound(String step) {
        var all = EveryKindOfContent.of(forum, name);
        all.settleAll();
        var receipt = confirm(all.person, Map.of("mode", "remove-all"));
        try {
            forum.erasureWork().leaveOut(step);
            work();
        } finally {
            forum.erasureWork().leaveOut("");
        }
        var found = receipt(receipt).at("/erasure/check/found");
        assertFalse(found.isEmpty(), "nothing is found without " + step);
    }

    @Test
    void whatIsLeftInAnyColumnIsFound() {
        var all = EveryKindOfContent.of(forum, name);
        all.settleAll();
        var receipt = confirm(all.person, Map.of("mode", "remove-all"));
        int unused = forum.db()
                .write(tx -> tx.execute(
                        "update category set description = description || ? where id = 'recovery'", " asks " + name));
        work();
        unused = forum.db()
                .write(tx -> tx.execute(
                        "update category set description = replace(description, ?, '') where id = 'recovery'",
                        " asks " + name));
        var told = receipt(receipt);
        assertFalse(told.at("/erasure/check/clean").asBoolean());
        assertEquals("category", told.text("/erasure/check/found/0/table"));
        assertEquals("description", told.text("/erasure/check/found/0/column"));
    }

    @Test
    void afterACrashInAnyStepItGoesOnWhereItWas() {
        var all = EveryKindOfContent.of(forum, name);
        all.settleAll();
        var receipt = confirm(all.person, Map.of("mode", "remove-text"));
        forum.clock().advance(Duration.ofMinutes(3));
        try {
            for (var crash : List.of("posts", "stories", "clear-posts", "clear-notes")) {
                forum.erasureWork().beforePart(step -> {
                    if (step.equals(crash)) {
                        throw new IllegalStateException("killed in " + step);
                    }
                });
                assertThrows(
                        IllegalStateException.class, () -> forum.erasureWork().run());
            }
        } finally {
            forum.erasureWork().beforePart(step -> {});
        }
        work();
        assertTrue(receipt(receipt).at("/erasure/check/clean").asBoolean());
    }

    @Test
    void aPreviewCountsAndWritesNothing() {
        var all = EveryKindOfContent.of(forum, name);
        var preview = all.person
                .post(
                        "/me/erasure",
                        Map.of("mode", "remove-text", "preview", true, "content", Map.of("likes", "remove-all")))
                .expect(200);
        assertEquals("remove-all", preview.text("/preview/content/likes"));
        assertTrue(
                preview.texts("/preview/goes", "/code").containsAll(List.of("posts", "stories", "likes", "reports")));
        assertTrue(preview.texts("/preview/stays", "/code").contains("audit-log"));
        assertFalse(all.person.get("/me/erasure").json().has("erasure"));
    }

    @Test
    void nobodySignsInAnyMoreAndTheNameStaysReserved() {
        var person = forum.member(name);
        confirm(person, Map.of("mode", "anonymise"));
        person.get("/me").expectProblem(401, "sign-in-needed");
        var consents = forum.guest().get("/consent-wordings").expect(200).at("/items");
        var given = StreamSupport.stream(consents.spliterator(), false)
                .map(each -> Map.of(
                        "purpose",
                        each.at("/purpose").asText(),
                        "wordingVersion",
                        each.at("/version").asText()))
                .toList();
        forum.guest()
                .post(
                        "/accounts",
                        Map.of(
                                "username",
                                name.toUpperCase(Locale.ROOT),
                                "email",
                                "other@example.org",
                                "password",
                                "a long enough password of mine",
                                "ageAtLeast",
                                18,
                                "consents",
                                given))
                .expectProblem(409, "username-taken");
    }

    @Test
    void aLinkWorksOnceForADayAndCanBeTakenBack() {
        var person = forum.member(name);
        person.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        var token = token();
        person.delete("/me/erasure").expect(204);
        put(person, token).expectProblem(422, "invalid-value");
        person.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        var second = token();
        put(forum.bob(), second).expectProblem(422, "invalid-value");
        put(person, second).expect(202);
        put(person, second).expectProblem(401, "sign-in-needed");
    }

    @Test
    void whoIsSuspendedLeavesToo() {
        var person = forum.member(name);
        var thread = forum.thread(person, "Before " + name + " was suspended");
        Restricted.suspend(forum, name);
        person.post("/threads/" + thread.thread() + "/posts", Map.of("markdown", "Still here."))
                .expectProblem(403, "account-suspended");
        var receipt = leave(person, Map.of("mode", "remove-text"));
        assertTrue(receipt(receipt).at("/erasure/check/clean").asBoolean());
        assertFalse(forum.bob().get("/threads/" + thread.thread()).body().contains(name));
    }

    /** Whoever finds that they have joined with an address that nobody reads, or somebody else's, is not kept. */
    @Test
    void whoNeverShowedThatTheirAddressIsTheirsLeavesToo() {
        var body = ContractRoute.named("signUp").example();
        body.put("username", name).put("email", name + "@example.org");
        forum.guest().post("/accounts", body).expect(201);
        var signIn = Map.of("username", name, "password", body.path("password").asText());
        var session = forum.guest().post("/sessions", signIn).expect(201).text("/session/token");
        var person = new Client(forum.port(), Optional.of(session));
        var id = forum.account(person);
        var waiting = forum.mails().lastTo(name + "@example.org").token();
        person.post("/me/erasure", Map.of("mode", "remove-all")).expect(202);
        var receipt = person.put(
                        "/me/erasure/confirmation", Map.of("token", token(), "password", signIn.get("password")))
                .expect(202)
                .text("/receipt");
        work();

        var told = receipt(receipt);
        assertEquals("finished", told.text("/erasure/state"));
        assertTrue(told.at("/erasure/check/clean").asBoolean(), told.body());
        forum.guest().post("/sessions", signIn).expectProblem(401, "wrong-credentials");
        forum.guest()
                .post("/accounts/email-verification", Map.of("token", waiting))
                .expectProblem(410, "link-not-valid");
        boolean unreachable =
                forum.db().read(tx -> tx.fetchExists(ACCOUNT, ACCOUNT.ID.eq(id).and(ACCOUNT.EMAIL_SEALED.isNull())));
        assertTrue(unreachable);
    }

    @Test
    void whatAnOpenCaseNeedsStaysUntilItIsSettled() {
        var all = EveryKindOfContent.of(forum, name);
        var receipt = leave(all.person, Map.of("mode", "remove-all"));
        var before = receipt(receipt);
        assertTrue(before.texts("/erasure/kept", "/code").contains("open-cases"), before.body());
        assertFalse(before.at("/erasure/check/clean").asBoolean());

        all.settleAll();
        for (int day = 0; day < 2; day++) {
            forum.clock().advance(Duration.ofDays(1));
            int unused = forum.erasureWork().run();
        }
        var after = receipt(receipt);
        assertFalse(after.texts("/erasure/kept", "/code").contains("open-cases"), after.body());
        assertEquals("[]", after.at("/erasure/check/found").toString());
    }

    /** A case that a post raised has no words about its author yet, and moderators may write some for as long as it is open. */
    @Test
    void whatIsWrittenInAnOpenCaseAfterwardsGoesWhenItIsSettled() {
        var person = forum.member(name);
        var post = forum.thread(person).post();
        var account = forum.account(person);
        var target = Target.of(new PostId(UUID.fromString(post)));
        var raise = Raise.of(target, account, Source.SIGNPOSTING, CaseCategory.CRISIS, Priority.P1);
        var id = forum.db().write(tx -> forum.cases().raise(tx, raise));
        var receipt = leave(person, Map.of("mode", "remove-all"));
        forum.mo()
                .post("/cases/" + id + "/notes", Map.of("kind", "fact", "text", "I rang " + name + " at home."))
                .expect(201);
        forum.setState(id, CaseState.RESOLVED);
        for (int day = 0; day < 2; day++) {
            forum.clock().advance(Duration.ofDays(1));
            int unused = forum.erasureWork().run();
        }
        assertEquals("[]", receipt(receipt).at("/erasure/check/found").toString());
        boolean there = forum.db().read(tx -> tx.fetchExists(STAFF_NOTE, STAFF_NOTE.TEXT.contains(name)));
        assertFalse(there);
    }

    @Test
    void aNameThatAnEditorOfMarkdownHasEscapedGoesToo() {
        var person = forum.member(name);
        var escaped = name.replace("-", "\\-");
        var thread = forum.thread(forum.bob()).thread();
        var post = forum.reply(forum.bob(), thread, "Thank you @" + escaped + ", and " + escaped + " again.");
        assertTrue(forum.guest().get("/posts/" + post).text("/post/text").contains(name + " again"));
        var receipt = leave(person, Map.of("mode", "anonymise"));
        assertEquals("[]", receipt(receipt).at("/erasure/check/found").toString());
        assertFalse(forum.guest().get("/posts/" + post).expect(200).body().contains(name));
    }

    @Test
    void nobodyWaitsBehindAnErasureThatCannotBeDone() {
        var stuck = confirm(forum.member(name), Map.of("mode", "anonymise"));
        int broken =
                forum.db().write(tx -> tx.execute("update erasure set sought = '\\x00' where state = 'confirmed'"));
        assertEquals(1, broken);
        var other = forum.member("other-" + name);
        other.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        var next = put(
                        other,
                        forum.mails().lastTo("other-" + name + "@example.org").token())
                .expect(202)
                .text("/receipt");
        try {
            assertThrows(RuntimeException.class, ErasureTest::work);
            assertEquals("finished", receipt(next).text("/erasure/state"));
            assertEquals("confirmed", receipt(stuck).text("/erasure/state"));
        } finally {
            int unused = forum.db().write(tx -> tx.execute("delete from erasure where state = 'confirmed'"));
        }
    }

    @Test
    void eachKindOfContentBecomesWhatWasChosenForIt() {
        var all = EveryKindOfContent.of(forum, name);
        all.settleAll();
        var etag = forum.bob().get("/posts/" + all.quoting).expect(200).header("ETag");
        var count = forum.bob()
                .get("/threads/" + all.othersThread)
                .at("/thread/postCount")
                .asInt();
        var receipt = leave(
                all.person,
                Map.of("mode", "anonymise", "content", Map.of("posts", "remove-text", "stories", "remove-all")));
        assertTrue(receipt(receipt).at("/erasure/check/clean").asBoolean());

        var thread = forum.bob().get("/threads/" + all.othersThread).expect(200);
        assertEquals(count, thread.at("/thread/postCount").asInt());
        assertFalse(thread.body().contains(all.words("replies")));
        assertTrue(thread.body().contains("[quote removed]"));
        forum.guest().get("/stories/" + all.published).expectProblem(410, "gone");
        var quoting = forum.bob().get("/posts/" + all.quoting).expect(200);
        assertNotEquals(etag, quoting.header("ETag"));
    }

    @Test
    void theLastAdminCannotLeaveBeforeThereIsAnother() {
        var ada = forum.signedIn("ada", Role.ADMIN);
        ada.post("/me/erasure", Map.of("mode", "anonymise")).expectProblem(409, "last-admin");
        var other = forum.signedIn("grace", Role.ADMIN);
        ada.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        other.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        put(ada, forum.mails().lastTo("ada@example.org").token()).expect(202);
        put(other, forum.mails().lastTo("grace@example.org").token()).expectProblem(409, "last-admin");
        // Somebody who has left, and whose account the law keeps as it was.
        forum.db()
                .write(tx -> tx.update(ACCOUNT)
                        .set(ACCOUNT.ROLE, "admin")
                        .where(ACCOUNT.CLOSED_AT.isNotNull())
                        .execute());
        other.post("/me/erasure", Map.of("mode", "anonymise")).expectProblem(409, "last-admin");
        other.get("/me").expect(200);
    }

    @Test
    void nothingGoesWhileTheLawWantsItToStay() {
        var person = forum.member(name);
        var thread = forum.thread(person, "Words of " + name);
        var others = forum.thread(forum.bob()).thread();
        forum.reply(person, others, "An answer of " + name);
        assertEquals(2, counted(others));
        var imposer = forum.account(forum.mo());
        var id = forum.account(person);
        int unused = forum.db()
                .write(tx -> tx.insertInto(LEGAL_HOLD)
                        .set(LEGAL_HOLD.ACCOUNT_ID, id)
                        .set(LEGAL_HOLD.REASON, LegalHold.Reason.LEGAL_CLAIM.code())
                        .set(LEGAL_HOLD.IMPOSED_BY, imposer)
                        .set(LEGAL_HOLD.IMPOSED_AT, forum.clock().instant())
                        .execute());
        var receipt = leave(person, Map.of("mode", "remove-text"));
        assertTrue(receipt(receipt).at("/erasure/held").asBoolean());
        // It is kept, and that is no reason to go on showing it.
        assertEquals(1, counted(others));
        assertFalse(forum.bob().get("/threads/" + thread.thread()).body().contains(name));
        assertFalse(forum.guest().get("/posts/" + thread.post()).body().contains("The opening words."));
        assertTrue(forum.mo()
                .get("/threads/" + thread.thread())
                .text("/thread/title")
                .contains(name));
        unused = forum.db()
                .write(tx -> tx.deleteFrom(LEGAL_HOLD)
                        .where(LEGAL_HOLD.ACCOUNT_ID.eq(id))
                        .execute());
        work();
        assertEquals("finished", receipt(receipt).text("/erasure/state"));
        assertTrue(receipt(receipt).at("/erasure/check/clean").asBoolean());
        assertEquals(2, counted(others));
    }

    private static int counted(String thread) {
        var read = forum.guest().get("/threads/" + thread).expect(200);
        assertEquals(
                read.at("/posts/items").size(), read.at("/thread/postCount").asInt());
        return read.at("/thread/postCount").asInt();
    }

    private String leave(Client person, Map<String, Object> wanted) {
        var receipt = confirm(person, wanted);
        work();
        return receipt;
    }

    private String confirm(Client person, Map<String, Object> wanted) {
        person.post("/me/erasure", wanted).expect(202);
        return put(person, token()).expect(202).text("/receipt");
    }

    private String token() {
        return forum.mails().lastTo(name + "@example.org").token();
    }

    private static Answer put(Client person, String token) {
        return person.put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD));
    }

    private static void work() {
        forum.clock().advance(Duration.ofMinutes(3));
        int unused = forum.erasureWork().run();
    }

    private static Answer receipt(String receipt) {
        return forum.guest().get("/erasure-receipts/" + receipt).expect(200);
    }
}
