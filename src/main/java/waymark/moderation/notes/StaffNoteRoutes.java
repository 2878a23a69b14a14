package waymark.moderation.notes;

import static waymark.platform.access.Access.MODERATOR;
import static waymark.platform.http.RateLimit.MODERATING;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import waymark.ids.CaseId;
import waymark.platform.http.Answers;
import waymark.platform.http.Caller;
import waymark.platform.http.Input;
import waymark.platform.http.Paging;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;

public final class StaffNoteRoutes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{2,30}");

    private final StaffNotes notes;
    private final Retries retries;

    public StaffNoteRoutes(StaffNotes notes, Retries retries) {
        this.notes = notes;
        this.retries = retries;
    }

    public void register(Routes routes) {
        routes.get("/members/{username}/notes", this::list, MODERATOR);
        routes.post("/members/{username}/notes", this::writeAboutMember, MODERATOR, MODERATING);
        routes.post("/cases/{case}/notes", this::writeInCase, MODERATOR, MODERATING);
    }

    private void list(Context ctx) {
        ctx.json(notes.list(username(ctx), Caller.member(ctx), Paging.of(ctx)));
    }

    private void writeAboutMember(Context ctx) {
        var wanted = Input.body(ctx, NewStaffNote.class);
        var username = username(ctx);
        retries.once(
                ctx,
                tx -> Answers.created(
                        ctx,
                        "/members/" + username + "/notes",
                        new NoteAnswer(notes.write(tx, username, Caller.member(ctx), wanted))));
    }

    private void writeInCase(Context ctx) {
        var wanted = Input.body(ctx, NewStaffNote.class);
        var id = Input.path(ctx, "case", CaseId::new);
        retries.once(
                ctx,
                tx -> Answers.created(
                        ctx, "/cases/" + id, new NoteAnswer(notes.write(tx, id, Caller.member(ctx), wanted))));
    }

    private static String username(Context ctx) {
        return Input.path(ctx, "username", NAME);
    }

    private record NoteAnswer(StaffNote note) {}
}
