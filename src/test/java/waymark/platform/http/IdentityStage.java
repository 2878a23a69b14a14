package waymark.platform.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import waymark.TestForum;
import waymark.testing.Answer;
import waymark.testing.Client;
import waymark.testing.IdentityProvider;

/** People with another account elsewhere, for a forum that knows its provider. */
final class IdentityStage {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestForum forum;
    private final IdentityProvider provider;
    private String linked = "";
    private boolean callerHasLinked;

    IdentityStage(TestForum forum, IdentityProvider provider) {
        this.forum = forum;
        this.provider = provider;
    }

    /** Before it can be taken away it has to be there. */
    void prepare(ContractRoute route, Client caller) {
        if (route.id().equals("unlinkIdentity") && !callerHasLinked) {
            link(caller, "subject-" + COUNT.incrementAndGet());
            callerHasLinked = true;
        }
    }

    /** Each proof is good once. */
    void complete(ContractRoute route, Client caller, ObjectNode body) {
        if (route.id().equals("linkIdentity")) {
            put(body, caller, "subject-" + COUNT.incrementAndGet());
        }
        if (route.id().equals("signInElsewhere")) {
            put(body, forum.guest(), linked());
            // There is none to have a code of.
            body.remove("totp");
        }
    }

    private String linked() {
        if (linked.isEmpty()) {
            linked = "subject-" + COUNT.incrementAndGet();
            link(forum.member("of-" + linked), linked);
        }
        return linked;
    }

    private void link(Client member, String subject) {
        var body = new HashMap<>(provider.comeBack(begin(member), subject));
        body.put("password", TestForum.PASSWORD);
        member.put("/me/identity", body).expect(200);
    }

    private void put(ObjectNode body, Client caller, String subject) {
        provider.comeBack(begin(caller), subject).forEach((name, value) -> body.put(name, value.toString()));
    }

    private static Answer begin(Client somebody) {
        return somebody.send("POST", "/identity-attempts", null).expect(201);
    }
}
