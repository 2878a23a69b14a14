package waymark.moderation.replies;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waymark.cases.CaseCategory;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.platform.http.Versions;

public final class CannedReplyRoutes {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,60}");

    private final CannedReplies replies;
    private final Retries retries;

    public CannedReplyRoutes(CannedReplies replies, Retries retries) {
        this.replies = replies;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get("/canned-replies", this::list, MODERATOR);
        routes.post("/canned-replies", this::add, MODERATOR, MODERATING);
        routes.get("/canned-replies/{cannedReply}", this::show, MODERATOR);
        routes.patch("/canned-replies/{cannedReply}", this::change, MODERATOR, MODERATING);
        routes.delete("/canned-replies/{cannedReply}", this::retire, MODERATOR, MODERATING);
        routes.get("/canned-replies/{cannedReply}/versions", this::listVersions, MODERATOR);
    }

    private void list(Context ctx) {
        var query = new CannedReplies.Query(
                Input.query(ctx, "category").map(CaseCategory::of),
                Input.query(ctx, "state").map(CannedReply.State::of).orElse(CannedReply.State.CURRENT));
        ctx.json(replies.list(query, Paging.of(ctx)));
    }

    private void add(Context ctx) {
        var input = Input.body(ctx);
        var words = new CannedReply.Words(
                category(input.path("category")),
                input.path("title").asText(),
                input.path("text").asText());
        retries.once(ctx, tx -> {
            var added = replies.add(tx, Caller.member(ctx), input.path("id").asText(), words);
            Versions.show(ctx, added.version());
            Answers.created(ctx, "/canned-replies/" + added.id(), new ReplyAnswer(added));
        });
    }

    private void show(Context ctx) {
        answer(ctx, replies.require(id(ctx)));
    }

    private void change(Context ctx) {
        var input = Input.body(ctx);
        answer(
                ctx,
                replies.change(Caller.member(ctx), id(ctx), Versions.expected(ctx), before -> changed(before, input)));
    }

    private void retire(Context ctx) {
        replies.retire(Caller.member(ctx), id(ctx), Versions.expected(ctx));
        Answers.nothing(ctx);
    }

    private void listVersions(Context ctx) {
        ctx.json(replies.versions(id(ctx), Paging.of(ctx)));
    }

    private static void answer(Context ctx, CannedReply reply) {
        Versions.show(ctx, reply.version());
        ctx.json(new ReplyAnswer(reply));
    }

    /** What is absent stays; a category of null is every one. */
    private static CannedReply.Words changed(CannedReply.Words before, JsonNode input) {
        return new CannedReply.Words(
                input.has("category") ? category(input.path("category")) : before.category(),
                input.path("title").asText(before.title()),
                input.path("text").asText(before.text()));
    }

    private static @Nullable CaseCategory category(JsonNode given) {
        return given.isTextual() ? CaseCategory.of(given.asText()) : null;
    }

    private static String id(Context ctx) {
        return Input.path(ctx, "cannedReply", ID);
    }

    private record ReplyAnswer(CannedReply cannedReply) {}
}
