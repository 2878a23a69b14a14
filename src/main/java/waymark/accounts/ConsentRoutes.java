package waymark.accounts;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.http.RateLimit.LEAVING;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.util.List;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

/** Open to suspended members too: it is about themselves, and taking a consent back is as easy as giving it. */
public final class ConsentRoutes {

    private static final String PLACE = "/me/consents";

    private final Consents consents;
    private final Retries retries;

    public ConsentRoutes(Consents consents, Retries retries) {
        this.consents = consents;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get(PLACE, this::list, ACCOUNT);
        routes.post(PLACE, this::give, ACCOUNT, LEAVING);
        routes.delete(PLACE + "/{purpose}", this::withdraw, ACCOUNT, LEAVING);
    }

    private void list(Context ctx) {
        var ledger = consents.of(Caller.member(ctx), Paging.of(ctx));
        ctx.json(new LedgerAnswer(ledger.page(), ledger.standing()));
    }

    private void give(Context ctx) {
        var member = Caller.member(ctx);
        var input = Input.body(ctx, NewAccount.ConsentGiven.class);
        retries.once(ctx, tx -> {
            boolean isNew = consents.give(tx, member, input.purpose(), input.wordingVersion());
            var answer = new ConsentAnswer(ConsentStore.standing(tx, member.id(), input.purpose()));
            if (isNew) {
                Answers.created(ctx, PLACE, answer);
            } else {
                ctx.json(answer);
            }
        });
    }

    private void withdraw(Context ctx) {
        ctx.json(new ConsentAnswer(consents.withdraw(Caller.member(ctx), ctx.pathParam("purpose"))));
    }

    private record LedgerAnswer(@JsonUnwrapped Page<ConsentEntry> page, List<ConsentStanding> standing) {}

    private record ConsentAnswer(ConsentStanding consent) {}
}
