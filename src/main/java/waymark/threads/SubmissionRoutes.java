package waymark.threads;

import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.access.Access.WRITER;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.WRITING;

import io.javalin.http.Context;
import waymark.ids.SubmissionId;
import waymark.platform.db.Database;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;
import waymark.signposting.Signposts;

public final class SubmissionRoutes {

    private final Database db;
    private final Submissions submissions;
    private final Signposts signposts;
    private final SubmissionAnswers answers;

    public SubmissionRoutes(Database db, Submissions submissions, Signposts signposts) {
        this.db = db;
        this.submissions = submissions;
        this.signposts = signposts;
        this.answers = new SubmissionAnswers(signposts);
    }

    public void register(Routes routes) {
        routes.get("/me/submissions", this::list, MEMBER);
        routes.get("/submissions/{submission}", this::show, MEMBER);
        routes.patch("/submissions/{submission}", this::change, WRITER, WRITING);
        routes.delete("/submissions/{submission}", this::withdraw, MEMBER, LEAVING);
    }

    private void list(Context ctx) {
        ctx.json(submissions.mine(Caller.member(ctx), Paging.of(ctx)));
    }

    private void show(Context ctx) {
        var reader = Caller.member(ctx);
        var submission = submissions.require(submission(ctx), reader);
        ctx.json(db.read(tx -> {
            var heading = submissions.heading(tx, submission);
            return SubmissionAnswers.answer(
                    ctx, submission, signposts.toAuthor(tx, reader, submission.id(), heading.title(), heading.tags()));
        }));
    }

    private void change(Context ctx) {
        var change = SubmissionChange.of(Input.body(ctx));
        var changed = submissions.change(submission(ctx), Caller.member(ctx), Versions.expected(ctx), change);
        ctx.json(db.read(tx -> answers.answer(ctx, tx, changed)));
    }

    private void withdraw(Context ctx) {
        submissions.withdraw(submission(ctx), Caller.member(ctx), Versions.expected(ctx));
        Answers.nothing(ctx);
    }

    private static SubmissionId submission(Context ctx) {
        return Input.path(ctx, "submission", SubmissionId::new);
    }
}
