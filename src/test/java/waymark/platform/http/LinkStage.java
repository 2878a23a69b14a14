package waymark.platform.http;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import waymark.TestForum;

/** Links that somebody was mailed and has not opened yet. The same until it was opened: each costs a new member. */
final class LinkStage {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestForum forum;
    private String proof = "";
    private String reset = "";

    LinkStage(TestForum forum) {
        this.forum = forum;
    }

    /** Of somebody who has just joined. */
    String proof() {
        proof = proof.isEmpty() ? newProof() : proof;
        return proof;
    }

    /** Of somebody who cannot think of their password. */
    String reset() {
        reset = reset.isEmpty() ? newReset() : reset;
        return reset;
    }

    private String newProof() {
        var email = "newcomer-" + COUNT.incrementAndGet() + "@example.org";
        var body = ContractRoute.named("signUp").example();
        body.put("username", "newcomer-" + COUNT.get()).put("email", email);
        forum.guest().post("/accounts", body).expect(201);
        return forum.mails().lastTo(email).token();
    }

    private String newReset() {
        var name = "forgetful-" + COUNT.incrementAndGet();
        var unused = forum.member(name);
        forum.guest()
                .post("/password-resets", Map.of("email", name + "@example.org"))
                .expect(204);
        return forum.mails().lastTo(name + "@example.org").token();
    }
}
