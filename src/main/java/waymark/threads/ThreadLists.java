package waymark.threads;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import waymark.accounts.Mutes;
import waymark.following.AnswerClaim;
import waymark.following.AnswerClaims;
import waymark.following.Following;
import waymark.following.ThreadReading;
import waymark.ids.ThreadId;
import waymark.platform.access.Member;
import waymark.platform.access.Viewer;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.visibility.Visible;

/** Lists of threads. */
public final class ThreadLists {

    private final Database db;
    private final Clock clock;

    public ThreadLists(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * One page of threads.
     *
     * @throws Problem INVALID_REQUEST for a category or a tag that there is not
     */
    Page<ThreadView> page(Viewer viewer, Query query, Paging paging) {
        return db.read(tx -> {
            var listed = Visible.listedThreads(viewer).and(filter(tx, viewer, query));
            var now = clock.instant();
            var page = switch (query.sort()) {
                case "newest" -> ThreadStore.newest(tx, listed, paging, viewer);
                case "unanswered" -> ThreadStore.unanswered(tx, listed, paging, viewer);
                default -> ActiveThreads.page(tx, listed, paging, viewer, now);
            };
            return page.map(thread -> thread.asOf(now));
        });
    }

    /**
     * What waits for a first reply by somebody else than this supporter, the longest wait first; also what they have muted.
     * With who is answering it, by the id of the thread.
     */
    Awaiting awaiting(Member supporter, Paging paging) {
        var viewer = Viewer.of(supporter);
        return db.read(tx -> {
            var now = clock.instant();
            var others = Visible.listedThreads(viewer).and(ThreadStore.isNotBy(supporter.id()));
            var page = ThreadStore.unanswered(tx, others, paging, viewer).map(thread -> thread.asOf(now));
            var threads = page.items().stream().map(ThreadView::id).toList();
            return new Awaiting(page, byText(AnswerClaims.of(tx, supporter, threads, now)));
        });
    }

    /**
     * What stands above the first page of a list: the threads of it that are pinned, the latest pin first. They are in the
     * list too, each in its place, so a walk over the pages is what it is without them.
     *
     * @throws Problem INVALID_REQUEST for a category or a tag that there is not
     */
    List<ThreadView> pinned(Viewer viewer, Query query, Paging paging) {
        if (paging.cursor().isPresent() || query.sort().equals("unanswered")) {
            return List.of();
        }
        return db.read(tx -> ThreadToolStore.pinned(tx, viewer, filter(tx, viewer, query), clock.instant()));
    }

    /** Those of these threads that somebody started whom the viewer has muted. */
    List<ThreadId> muted(Viewer viewer, List<ThreadView> shown) {
        if (viewer.member().isEmpty()) {
            return List.of();
        }
        var starters = shown.stream().map(ThreadView::authorId).collect(Collectors.toSet());
        var muted = db.read(tx -> Mutes.among(tx, viewer, starters));
        return shown.stream()
                .filter(thread -> muted.contains(thread.authorId()) && !thread.isKeptBack())
                .map(ThreadView::id)
                .distinct()
                .toList();
    }

    /** How far the viewer has read each of these threads, by its id. */
    Map<String, ThreadReading> readings(Viewer viewer, List<ThreadView> shown) {
        if (viewer.member().isEmpty()) {
            return Map.of();
        }
        var threads = shown.stream().map(ThreadView::id).collect(Collectors.toSet());
        return byText(db.read(tx -> Following.readings(tx, viewer, threads)));
    }

    private static <T> Map<String, T> byText(Map<ThreadId, T> byId) {
        return byId.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));
    }

    private static Condition filter(DSLContext tx, Viewer viewer, Query query) {
        var category = query.category().map(id -> {
            if (!VocabularyStore.hasCategory(tx, id)) {
                throw unknown("category", "There is no category of this name.");
            }
            return ThreadStore.isIn(id);
        });
        var tag = query.tag().map(id -> {
            var tags = VocabularyStore.withNarrower(tx, id);
            if (tags.isEmpty()) {
                throw unknown("tag", "There is no tag of this name.");
            }
            return ThreadStore.taggedWithAny(tags);
        });
        return DSL.and(
                category.orElseGet(DSL::noCondition),
                tag.orElseGet(DSL::noCondition),
                Following.unmuted(viewer, category.isPresent() || tag.isPresent()));
    }

    private static Problem unknown(String parameter, String detail) {
        return ProblemType.INVALID_REQUEST.because(detail, List.of(FieldError.query(parameter, detail)));
    }

    /** @param claims who is answering, by the id of the thread */
    record Awaiting(@JsonUnwrapped Page<ThreadView> page, Map<String, AnswerClaim> claims) {}

    /** @param sort active, newest or unanswered */
    record Query(Optional<String> category, Optional<String> tag, String sort) {}
}
