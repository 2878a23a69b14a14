package waymark.threads;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import waymark.platform.db.Database;
import waymark.platform.http.Input;
import waymark.platform.http.Page;
import waymark.platform.http.Routes;

/** The rooms of the forum and the words threads are tagged with. */
public final class VocabularyRoutes {

    private final Database db;

    public VocabularyRoutes(Database db) {
        this.db = db;
    }

    public void register(Routes routes) {
        routes.get("/categories", this::listCategories, GUEST);
        routes.get("/tags", this::listTags, GUEST);
    }

    private void listCategories(Context ctx) {
        ctx.json(Page.whole(db.read(VocabularyStore::categories)));
    }

    private void listTags(Context ctx) {
        var vocabulary = Input.query(ctx, "vocabulary");
        ctx.json(Page.whole(db.read(tx -> VocabularyStore.tags(tx, vocabulary))));
    }
}
