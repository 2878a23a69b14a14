package waymark.platform.http;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import waymark.TestForum;

/** Links that somebody was mailed and has not opened yet. */
final class LinkStage {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestForum forum;

    LinkStage(TestForum forum) {
        this.forum = forum;
    }

    /** Of somebody who has just joined. */
    String proof() {
        var email = "newcomer-" + COUNT.incrementAndGet() + "@example.org";
        var body = ContractRoute.named("signUp").example();
        body.put("username", "newcomer-" + COUNT.get()).put("email", email);
        forum.guest().post("/accounts", body).expect(201);
        return forum.mails().lastTo(email).token();
    }

    /** Of somebody who cannot think of their password. */
    String reset() {
        var name = "forgetful-" + COUNT.incrementAndGet();
        var unused = forum.member(name);
        forum.guest()
                .post("/password-resets", Map.of("email", name + "@example.org"))
                .expect(204);
        return forum.mails().lastTo(name + "@example.org").token();
    }
}
