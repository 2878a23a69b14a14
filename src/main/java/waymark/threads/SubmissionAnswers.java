package waymark.threads;

import io.javalin.http.Context;
import org.jooq.DSLContext;
import waymark.platform.db.Database;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;
import waymark.signposting.Signposting;
import waymark.signposting.Signposts;

/** What somebody is answered whose words wait. */
final class SubmissionAnswers {

    private final Signposts signposts;

    SubmissionAnswers(Signposts signposts) {
        this.signposts = signposts;
    }

    /** 202: it has been taken, and where its author finds it. */
    void accepted(Context ctx, DSLContext tx, Sent.Waiting waiting) {
        Answers.accepted(ctx, "/submissions/" + waiting.submission().id(), answer(ctx, tx, waiting));
    }

    /** The same outside a transaction. */
    void accepted(Context ctx, Database db, Sent.Waiting waiting) {
        var unused = db.read(tx -> {
            accepted(ctx, tx, waiting);
            return true;
        });
    }

    Signposted answer(Context ctx, DSLContext tx, Sent.Waiting waiting) {
        return answer(
                ctx,
                waiting.submission(),
                signposts.toAuthor(tx, Caller.member(ctx), waiting.examination(), waiting.title(), waiting.tags()));
    }

    static Signposted answer(Context ctx, Submission submission, Signposting signposting) {
        Versions.show(ctx, submission.version());
        return new Signposted(new SubmissionAnswer(submission), signposting);
    }

    private record SubmissionAnswer(Submission submission) {}
}
