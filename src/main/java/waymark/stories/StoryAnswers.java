package waymark.stories;

import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.http.Signposted;
import waymark.platform.http.Versions;
import waymark.signposting.Signposting;
import waymark.signposting.Signposts;

/** How a manuscript is answered, to its author with what their words brought up. */
final class StoryAnswers {

    private final Database db;
    private final Manuscripts manuscripts;
    private final Signposts signposts;

    StoryAnswers(Database db, Manuscripts manuscripts, Signposts signposts) {
        this.db = db;
        this.manuscripts = manuscripts;
        this.signposts = signposts;
    }

    void show(Context ctx, StoryStore.Row story) {
        ctx.json(db.read(tx -> of(ctx, tx, story)));
    }

    void show(Context ctx, Stories.Written written) {
        ctx.json(db.read(tx -> of(ctx, tx, written)));
    }

    Signposted of(Context ctx, DSLContext tx, StoryStore.Row story) {
        var reader = Caller.member(ctx);
        var view = manuscripts.of(tx, story, reader);
        var signposting = story.isOf(reader.id())
                ? signposts.toAuthor(tx, reader, story.id(), view.text().words().title(), tags(view))
                : signposts.toModerator(tx, story.id().value());
        return answer(ctx, tx, story, view, reader, signposting);
    }

    Signposted of(Context ctx, DSLContext tx, Stories.Written written) {
        var author = Caller.member(ctx);
        var view = manuscripts.of(tx, written.story(), author);
        return answer(
                ctx,
                tx,
                written.story(),
                view,
                author,
                signposts.toAuthor(
                        tx, author, written.examination(), view.text().words().title(), tags(view)));
    }

    private static Signposted answer(
            Context ctx,
            DSLContext tx,
            StoryStore.Row story,
            ManuscriptView view,
            Member reader,
            Signposting signposting) {
        Versions.show(ctx, story.version());
        return new Signposted(
                new ManuscriptAnswer(view, new Possible(Manuscripts.actions(tx, story, reader))), signposting);
    }

    private static List<String> tags(ManuscriptView view) {
        var words = view.text().words();
        return Stream.concat(
                        words.topics().stream(),
                        Stream.of(words.diagnosis(), words.stage()).flatMap(Stream::ofNullable))
                .toList();
    }

    private record ManuscriptAnswer(ManuscriptView manuscript, Possible viewer) {}

    private record Possible(List<String> actions) {}
}
