package waymark.search;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Finds what others wrote, for those who may read it. Who looked for what is not kept. */
public final class Searches {

    private final Database db;
    private final Clock clock;

    public Searches(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * One page of what was found, the best first.
     *
     * @throws Problem INVALID_REQUEST for a category or a tag that there is not
     */
    Page<Found> page(Viewer viewer, Query query, Paging paging) {
        return db.read(tx -> {
            var scope = scope(tx, query);
            return SearchStore.compile(tx, Terms.of(Wanted.parse(query.words())))
                    .map(words -> SearchStore.page(tx, words, scope, viewer, clock.instant(), paging))
                    .orElseGet(() -> Page.whole(List.of()));
        });
    }

    private static Scope scope(DSLContext tx, Query query) {
        query.category().filter(id -> !SearchStore.hasCategory(tx, id)).ifPresent(id -> {
            throw unknown("category", "There is no category of this name.");
        });
        return new Scope(query.types(), query.category(), query.tag().map(id -> tags(tx, id)));
    }

    private static Collection<String> tags(DSLContext tx, String id) {
        var tags = SearchStore.withNarrower(tx, id);
        if (tags.isEmpty()) {
            throw unknown("tag", "There is no tag of this name.");
        }
        return tags;
    }

    private static Problem unknown(String parameter, String detail) {
        return ProblemType.INVALID_REQUEST.because(detail, List.of(FieldError.query(parameter, detail)));
    }

    record Query(String words, Set<String> types, Optional<String> category, Optional<String> tag) {}
}
