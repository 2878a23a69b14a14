package waymark.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Paging;

/** What one search asks of PostgreSQL, for guests and without guides, which are not in the database. */
final class Statements implements ExecuteListener {

    private final List<String> all = new ArrayList<>();
    private long spent;
    private long start;

    private Statements() {}

    static Statements of(Database db, String words, Optional<String> category) {
        var statements = new Statements();
        return db.read(tx -> {
            search(tx.configuration().derive(statements).dsl(), words, category);
            return statements;
        });
    }

    double milliseconds() {
        return spent / 1e6;
    }

    /** How the one is carried out that finds what is shown. */
    String plan(Database db) {
        return db.read(tx -> tx.fetch("explain (analyze, buffers) " + all.get(1)).stream()
                .map(row -> row.get(0, String.class))
                .collect(Collectors.joining("\n")));
    }

    private static void search(DSLContext dsl, String words, Optional<String> category) {
        var terms = new Terms(Synonyms.shipped(), List.of()).of(Wanted.parse(words));
        var understood = SearchStore.understand(dsl, terms, terms, category, Optional.empty());
        var where = new SearchStore.Where(
                Viewer.GUEST,
                Set.of("thread", "post", "story", "guide"),
                category,
                Optional.empty(),
                GuideIndex.Shelf.EMPTY,
                Instant.parse("2026-03-10T12:00:00Z"));
        var page = SearchStore.page(dsl, understood.strict(), where, Paging.firstOf("/search"), false);
        var unused = FoundStore.shown(dsl, page, understood.strict(), where);
    }

    @Override
    public void executeStart(ExecuteContext context) {
        all.add(context.dsl().renderInlined(context.query()));
        start = System.nanoTime();
    }

    @Override
    public void fetchEnd(ExecuteContext context) {
        spent += System.nanoTime() - start;
    }
}
