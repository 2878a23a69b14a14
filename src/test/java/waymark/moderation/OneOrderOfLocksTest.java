package waymark.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static waymark.testing.CaseDesk.caseAbout;
import static waymark.testing.CaseDesk.raise;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.CaseDesk;
import waymark.testing.Client;
import waymark.testing.Together;

/**
 * Moderators who decide meet others half-way: what these hold, the decision waits for, and it has nothing yet that they want
 * next. Else it would be told to come back: 503.
 */
@Timeout(120)
class OneOrderOfLocksTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static int members;

    private Client member;
    private String name = "";
    private AccountId account;
    private String thread = "";
    private String post = "";

    @BeforeEach
    void somebodyHasReplied() {
        name = "member-" + members++;
        member = forum.member(name);
        account = forum.account(member);
        thread = forum.thread(forum.alice()).thread();
        post = forum.reply(member, thread, "Stop taking the tablets, I did.");
    }

    @Test
    void aDecisionAboutAMemberLetsOthersReportThem() {
        var found = raised(Target.of(account));
        meeting(
                "select 1 from moderation_case where id = ?::uuid for update",
                found,
                () -> decide(forum.mo(), found, "warn"),
                "select 1 from account where id = ?::uuid for key share",
                account);
    }

    @Test
    void whatTakesAllDownThatSomebodyWroteIsTakenBackWhileOthersMentionThem() {
        var all = removeAll();
        meeting(
                "select 1 from forum_thread where id = ?::uuid for update",
                thread,
                () -> reverse(all),
                "select 1 from account where id = ?::uuid for key share",
                account);
    }

    @Test
    void silenceOverAPostTakesTheAccountFirstLikeEverybody() {
        var found = raised(Target.of(PostId.of(post)));
        meeting(
                "select 1 from account where id = ?::uuid for no key update",
                account,
                () -> decide(forum.mo(), found, "silence"),
                "select 1 from forum_thread where id = ?::uuid for update",
                thread);
    }

    @Test
    void anAppealIsGrantedInTheOrderInWhichAPostIsRestored() {
        forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("Look at it first."))
                .expect(200);
        var letter = member.get("/me/decisions").expect(200).text("/items/0/id");
        member.post("/decisions/" + letter + "/appeal", Map.of("message", "It was mine."))
                .expect(201);
        var max = forum.signedIn("max", Role.MODERATOR);
        var found = caseAbout(max, letter);
        meeting(
                "select 1 from post where id = ?::uuid for update",
                post,
                () -> decide(max, found, "overturn"),
                "select 1 from decision where id = ?::uuid for update",
                letter);
    }

    @Test
    void manyRemovalsAreTakenBackInTheOrderInWhichOneIs() {
        var all = removeAll();
        meeting(
                "select 1 from forum_thread where id = ?::uuid for update",
                thread,
                () -> reverse(all),
                "select 1 from decision where parent_id = ?::uuid for update",
                all);
    }

    @Test
    void whoMayNotDecideIsToldSoWithoutWaiting() {
        var found = raised(Target.of(PostId.of(post)));
        var max = forum.signedIn("max", Role.MODERATOR);
        max.put("/me/recusals/" + name, Map.of("kind", "friend")).expect(200);
        var told = forum.db().write(tx -> {
            tx.execute("select 1 from forum_thread where id = ?::uuid for update", thread);
            var answer = CompletableFuture.supplyAsync(() -> decide(max, found, "warn"));
            Together.until("it is told", answer::isDone);
            return answer.join();
        });
        told.expectProblem(403, "conflict-of-interest");
    }

    @Test
    void whatIsMovedMeanwhileIsToBeReadAgain() {
        var all = removeAll();
        var elsewhere = forum.thread(forum.alice()).thread();
        Together.meeting(
                        forum.db(),
                        tx -> tx.execute("select 1 from forum_thread where id = ?::uuid for update", thread),
                        () -> reverse(all),
                        tx -> {
                            tx.execute("update forum_thread set last_number = 2 where id = ?::uuid", elsewhere);
                            tx.execute("update post set thread_id = ?::uuid where id = ?::uuid", elsewhere, post);
                        })
                .expectProblem(412, "stale-version");
        reverse(all).expect(200);
        forum.guest().get("/posts/" + post).expect(200);
    }

    private static void meeting(String hold, Object held, Supplier<Answer> request, String then, Object wanted) {
        var answer = Together.meeting(
                forum.db(),
                tx -> tx.execute(hold, held.toString()),
                request,
                tx -> tx.execute(then, wanted.toString()));
        assertEquals(2, answer.status() / 100, answer::toString);
    }

    private String raised(Target target) {
        return raise(forum, Raise.of(target, account, Source.REPORT, CaseCategory.OTHER, Priority.P2));
    }

    private String removeAll() {
        return forum.mo()
                .post("/members/" + name + "/removals", TestForum.removal("All of it advertises."))
                .expect(201)
                .text("/decision/id");
    }

    private static Answer reverse(String decision) {
        return forum.mo()
                .with("If-Match", "*")
                .put("/decisions/" + decision + "/reversal", Map.of("reason", "mistake", "message", "Sorry."));
    }

    private static Answer decide(Client moderator, String found, String action) {
        var wanted = new HashMap<String, Object>(TestForum.removal("Please read the rules."));
        wanted.put("action", action);
        if (action.equals("silence")) {
            wanted.put("until", forum.clock().instant().plus(Duration.ofDays(2)).toString());
        }
        if (action.equals("overturn")) {
            wanted.put("reason", "appeal-considered");
            wanted.remove("rule");
        }
        return CaseDesk.decide(moderator, found, wanted);
    }
}
