package waymark.reports;

import static waymark.platform.access.Access.ACCOUNT;
import static waymark.platform.access.Access.GUEST;
import static waymark.platform.http.RateLimit.REPORTING;

import io.javalin.http.Context;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.RateLimits;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Signposted;
import waymark.signposting.Signposts;

public final class ReportRoutes {

    private final Reports reports;
    private final Signposts signposts;
    private final Retries retries;

    public ReportRoutes(Reports reports, Signposts signposts, Retries retries) {
        this.reports = reports;
        this.signposts = signposts;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get("/report-reasons", this::listReasons, GUEST);
        routes.nameless(some -> {
            some.post("/reports", this::file, GUEST, REPORTING);
            some.get("/reports/{receipt}", this::show, GUEST);
            some.get("/me/reports", this::list, ACCOUNT);
        });
    }

    private void listReasons(Context ctx) {
        ctx.json(Page.whole(reports.reasons()));
    }

    private void file(Context ctx) {
        var input = Input.body(ctx, NewReport.class);
        var reporter = Caller.viewer(ctx);
        boolean batched = RateLimits.isOver(ctx);
        retries.once(ctx, tx -> {
            var filed = reports.file(tx, reporter, input, batched);
            var signposting = signposts.toWriter(tx, reporter, filed.examination());
            Answers.created(ctx, "/reports/" + filed.receipt(), new Signposted(new FiledAnswer(filed), signposting));
        });
    }

    private void show(Context ctx) {
        var receipt = new Receipt(Input.path(ctx, "receipt", Receipt.SHAPE));
        ctx.json(new ReportAnswer(reports.require(receipt)));
    }

    private void list(Context ctx) {
        ctx.json(reports.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private record FiledAnswer(Reports.Filed report) {}

    private record ReportAnswer(ReportView report) {}
}
