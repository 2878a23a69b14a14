package waymark.stories;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

/** What the team does with stories. */
final class StoryReviewRoutes {

    private final StoryReviews reviews;
    private final Publications publications;
    private final Redactions redactions;
    private final Copies copies;
    private final StoryAnswers answers;
    private final Retries retries;
    private final Clock clock;

    StoryReviewRoutes(
            StoryReviews reviews,
            Publications publications,
            Redactions redactions,
            Copies copies,
            StoryAnswers answers,
            Retries retries,
            Clock clock) {
        this.reviews = reviews;
        this.publications = publications;
        this.redactions = redactions;
        this.copies = copies;
        this.answers = answers;
        this.retries = retries;
        this.clock = clock;
    }

    /** Before the routes of one story: these names would be taken for its id. */
    void register(Routes routes) {
        routes.get("/stories/awaiting-review", this::listWaiting, MODERATOR);
        routes.get("/stories/recalls", this::listRecalls, MODERATOR);
        routes.put("/stories/recalls/{copy}", this::markRecalled, MODERATOR, MODERATING);
        routes.put("/stories/{story}/review", this::takeUp, MODERATOR, MODERATING);
        routes.delete("/stories/{story}/review", this::handBack, MODERATOR, MODERATING);
        routes.put("/stories/{story}/return", this::giveBack, MODERATOR, MODERATING);
        routes.put("/stories/{story}/decline", this::decline, MODERATOR, MODERATING);
        routes.put("/stories/{story}/edit", this::amend, MODERATOR, MODERATING);
        routes.put("/stories/{story}/approval", this::approve, MODERATOR, MODERATING);
        routes.put("/stories/{story}/schedule", this::schedule, MODERATOR, MODERATING);
        routes.delete("/stories/{story}/schedule", this::unschedule, MODERATOR, MODERATING);
        routes.put("/stories/{story}/publication", this::publish, MODERATOR, MODERATING);
        routes.put("/stories/{story}/removal", this::archive, MODERATOR, MODERATING);
        routes.post("/stories/{story}/redactions", this::redact, MODERATOR, MODERATING);
        routes.get("/stories/{story}/sealed-originals", this::listOriginals, MODERATOR);
        routes.get("/stories/{story}/copies", this::listCopies, MODERATOR);
        routes.post("/stories/{story}/copies", this::noteCopy, MODERATOR, MODERATING);
    }

    private void listWaiting(Context ctx) {
        var now = clock.instant();
        ctx.json(reviews.queue(Paging.of(ctx)).map(story -> ManuscriptView.Waiting.of(story, now)));
    }

    private void takeUp(Context ctx) {
        answers.show(ctx, reviews.takeUp(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void handBack(Context ctx) {
        answers.show(ctx, reviews.handBack(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void giveBack(Context ctx) {
        var verdict = Input.body(ctx, Verdict.class);
        answers.show(
                ctx, reviews.giveBack(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx), verdict));
    }

    private void decline(Context ctx) {
        var verdict = Input.body(ctx, Verdict.class);
        answers.show(ctx, reviews.decline(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx), verdict));
    }

    private void amend(Context ctx) {
        var edit = Input.body(ctx, Edit.class);
        answers.show(
                ctx,
                reviews.amend(
                        StoryRoutes.story(ctx),
                        Caller.member(ctx),
                        Versions.expected(ctx),
                        edit.message,
                        edit.changes));
    }

    private void approve(Context ctx) {
        var input = Input.body(ctx, Approval.class);
        answers.show(
                ctx,
                reviews.approve(
                        StoryRoutes.story(ctx),
                        Caller.member(ctx),
                        Versions.expected(ctx),
                        input.hash,
                        Boolean.TRUE.equals(input.medicalClaim)));
    }

    private void schedule(Context ctx) {
        var day = Input.body(ctx, Schedule.class).publishAt;
        answers.show(
                ctx, publications.schedule(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx), day));
    }

    private void unschedule(Context ctx) {
        answers.show(ctx, publications.unschedule(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void publish(Context ctx) {
        answers.show(ctx, publications.publish(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx)));
    }

    private void archive(Context ctx) {
        var verdict = Input.body(ctx, Verdict.class);
        answers.show(
                ctx, publications.archive(StoryRoutes.story(ctx), Caller.member(ctx), Versions.expected(ctx), verdict));
    }

    private void redact(Context ctx) {
        var input = Input.body(ctx, Redaction.class);
        var id = StoryRoutes.story(ctx);
        retries.once(ctx, tx -> {
            var story = redactions.redact(tx, id, Caller.member(ctx), input.words, input.reason);
            Answers.created(ctx, "/stories/" + id + "/manuscript", answers.of(ctx, tx, story));
        });
    }

    private void listOriginals(Context ctx) {
        ctx.json(Page.whole(redactions.originals(StoryRoutes.story(ctx), Caller.member(ctx))));
    }

    private void listCopies(Context ctx) {
        ctx.json(copies.of(StoryRoutes.story(ctx), Caller.member(ctx), Paging.of(ctx)));
    }

    private void noteCopy(Context ctx) {
        var input = Input.body(ctx, NewCopy.class);
        var id = StoryRoutes.story(ctx);
        retries.once(ctx, tx -> {
            var noted = copies.note(tx, id, Caller.member(ctx), input.scope, input.place);
            Answers.created(ctx, "/stories/" + id + "/copies", new CopyAnswer(noted));
        });
    }

    private void listRecalls(Context ctx) {
        ctx.json(copies.toRecall(Paging.of(ctx)));
    }

    private void markRecalled(Context ctx) {
        var id = Input.path(ctx, "copy", (UUID uuid) -> uuid);
        ctx.json(new CopyAnswer(copies.markRecalled(id, Caller.member(ctx))));
    }

    private record Edit(String message, JsonNode changes) {}

    private record Approval(String hash, @Nullable Boolean medicalClaim) {}

    private record Schedule(Instant publishAt) {}

    private record Redaction(String words, String reason) {}

    private record NewCopy(String scope, String place) {}

    private record CopyAnswer(CopyStore.Copy copy) {}
}
