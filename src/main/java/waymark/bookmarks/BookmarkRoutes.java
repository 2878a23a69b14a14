package waymark.bookmarks;

import static waymark.platform.access.Access.MEMBER;
import static waymark.platform.http.RateLimit.LEAVING;
import static waymark.platform.http.RateLimit.LIKING;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.ids.PostId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Routes;
import waymark.platform.problem.Problem;

public final class BookmarkRoutes {

    private final Bookmarks bookmarks;

    public BookmarkRoutes(Bookmarks bookmarks) {
        this.bookmarks = bookmarks;
    }

    public void register(Routes routes) {
        routes.get("/bookmarks", this::list, MEMBER);
        routes.get("/bookmarks/{post}", this::show, MEMBER);
        routes.put("/bookmarks/{post}", this::put, MEMBER, LIKING);
        routes.delete("/bookmarks/{post}", this::remove, MEMBER, LEAVING);
    }

    private void list(Context ctx) {
        ctx.json(bookmarks.of(Caller.member(ctx), Paging.of(ctx)));
    }

    private void show(Context ctx) {
        ctx.json(new BookmarkAnswer(bookmarks.require(Caller.member(ctx), post(ctx))));
    }

    private void put(Context ctx) {
        var note = Optional.ofNullable(Input.body(ctx, NewBookmark.class).note);
        if (note.filter(String::isBlank).isPresent()) {
            throw Problem.invalidValue("/note", "There are no words in this; leave it out for none.");
        }
        ctx.json(new BookmarkAnswer(bookmarks.put(Caller.member(ctx), post(ctx), note)));
    }

    private void remove(Context ctx) {
        bookmarks.remove(Caller.member(ctx), post(ctx));
        Answers.nothing(ctx);
    }

    private static PostId post(Context ctx) {
        return Input.path(ctx, "post", PostId::new);
    }

    private record NewBookmark(@Nullable String note) {}

    private record BookmarkAnswer(Bookmark bookmark) {}
}
