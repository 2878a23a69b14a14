package waymark.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import waymark.guides.Guides;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Finds what others wrote, for those who may read it. Who looked for what is not kept. */
public final class Searches {

    /** With fewer than these, words may have been mistyped. */
    private static final int FEW = 3;

    /** Of a title: two of them make it similar, and every two of them are looked for. */
    private static final int MOST_UNITS = 7;

    private final Database db;
    private final Clock clock;
    private final GuideIndex guides;
    private final Synonyms synonyms = Synonyms.shipped();

    public Searches(Database db, Guides guides, Clock clock) {
        this.db = db;
        this.clock = clock;
        this.guides = new GuideIndex(guides, synonyms);
    }

    /**
     * One page of what was found, the best first.
     *
     * @throws Problem INVALID_REQUEST for a category or a tag that there is not
     */
    Answer page(Viewer viewer, Query query, Paging paging) {
        return db.read(tx -> {
            var shelf = guides.current(tx);
            var wanted = Wanted.parse(query.words());
            var corrections = Terms.corrections(wanted, synonyms, shelf.spelling());
            var understood = SearchStore.understand(
                    tx,
                    new Terms(synonyms, List.of()).of(wanted),
                    new Terms(synonyms, corrections).of(wanted),
                    query.category(),
                    query.tag());
            requireKnown(query, understood);
            var where = new SearchStore.Where(
                    viewer,
                    query.types(),
                    query.category(),
                    query.tag().map(unused -> understood.tags()),
                    shelf,
                    clock.instant());
            return answer(tx, understood, where, paging, corrections);
        });
    }

    /** Threads with titles like the one that somebody is writing. */
    Answer similar(Viewer viewer, String title) {
        return db.read(tx -> {
            var plain = Synonyms.split(title)
                    .map(word -> new Wanted.Term(word, false, false))
                    .toList();
            var units = SearchStore.words(tx, new Terms(synonyms, List.of()).units(plain)).stream()
                    .distinct()
                    .limit(MOST_UNITS)
                    .toList();
            var found = units.isEmpty() ? List.<Found>of() : SearchStore.similar(tx, everyTwo(units), viewer);
            return new Answer(Page.whole(found), List.of());
        });
    }

    private static Answer answer(
            DSLContext tx,
            SearchStore.Understood understood,
            SearchStore.Where where,
            Paging paging,
            List<Terms.Correction> corrections) {
        if (understood.strict().isEmpty()) {
            return new Answer(Page.whole(List.of()), List.of());
        }
        boolean wide = SearchStore.isWide(paging);
        var words = wide ? understood.wide() : understood.strict();
        var page = SearchStore.page(tx, words, where, paging, wide);
        boolean isAll = paging.cursor().isEmpty() && page.next() == null;
        if (!wide && isAll && page.items().size() < FEW && !corrections.isEmpty()) {
            wide = true;
            words = understood.wide();
            page = SearchStore.page(tx, words, where, paging, wide);
        }
        return new Answer(FoundStore.shown(tx, page, words, where), wide ? corrections : List.of());
    }

    private static void requireKnown(Query query, SearchStore.Understood understood) {
        if (query.category().isPresent() && !understood.categoryKnown()) {
            throw unknown("category", "There is no category of this name.");
        }
        if (query.tag().isPresent() && understood.tags().isEmpty()) {
            throw unknown("tag", "There is no tag of this name.");
        }
    }

    private static String everyTwo(List<String> units) {
        if (units.size() == 1) {
            return units.get(0);
        }
        var pairs = new ArrayList<String>();
        for (int i = 0; i < units.size(); i++) {
            for (int j = i + 1; j < units.size(); j++) {
                pairs.add("((" + units.get(i) + ") & (" + units.get(j) + "))");
            }
        }
        return pairs.stream().collect(Collectors.joining(" | "));
    }

    private static Problem unknown(String parameter, String detail) {
        return ProblemType.INVALID_REQUEST.because(detail, List.of(FieldError.query(parameter, detail)));
    }

    record Query(String words, Set<String> types, Optional<String> category, Optional<String> tag) {}

    /** @param corrections what was looked for besides, because little was found */
    record Answer(@JsonUnwrapped Page<Found> page, List<Terms.Correction> corrections) {}
}
