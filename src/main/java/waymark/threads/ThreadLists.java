package waymark.threads;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
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
import waymark.preferences.HiddenLabels;
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
    Found page(Viewer viewer, Query query, Paging paging) {
        return db.read(tx -> {
            var filter = filter(tx, viewer, query);
            var listed = Visible.listedThreads(viewer).and(filter);
            var now = clock.instant();
            var page = switch (query.sort()) {
                case "newest" -> ThreadStore.newest(tx, listed, paging, viewer);
                case "unanswered" -> ThreadStore.unanswered(tx, listed, paging, viewer);
                default -> ActiveThreads.page(tx, listed, paging, viewer, now);
            };
            var pinned = paging.cursor().isPresent() || query.sort().equals("unanswered")
                    ? List.<ThreadView>of()
                    : ThreadToolStore.pinned(tx, viewer, filter, now);
            return new Found(pinned, page.map(thread -> thread.asOf(now)));
        });
    }

    /**
     * What waits for a first reply by somebody else than this supporter, the longest wait first; also what they have muted or
     * would rather not come across, so that nobody waits because of it.
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

    /** Threads in which there is something new to this member, those first in which somebody wrote last. */
    Page<ThreadView> catchUp(Member member, Paging paging) {
        var viewer = Viewer.of(member);
        var news = Visible.listedThreads(viewer).and(Following.withNews(member)).and(HiddenLabels.threads(viewer));
        var now = clock.instant();
        return db.read(tx -> ActiveThreads.page(tx, news, paging, viewer, now)).map(thread -> thread.asOf(now));
    }

    /** What these threads are to the viewer. */
    Seen seen(Viewer viewer, List<ThreadView> shown) {
        var threads = shown.stream().map(ThreadView::id).collect(Collectors.toSet());
        var readings = db.read(tx -> Following.readings(tx, viewer, threads));
        var muted = shown.stream()
                .filter(thread -> !thread.isKeptBack())
                .map(ThreadView::id)
                .distinct()
                .filter(id -> Optional.ofNullable(readings.get(id))
                        .map(ThreadReading::byMuted)
                        .orElse(false))
                .toList();
        return new Seen(muted, byText(readings));
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
                Following.unmuted(viewer, category.isPresent() || tag.isPresent()),
                HiddenLabels.threads(viewer));
    }

    private static Problem unknown(String parameter, String detail) {
        return ProblemType.INVALID_REQUEST.because(detail, List.of(FieldError.query(parameter, detail)));
    }

    /**
     * One page of threads.
     *
     * @param pinned what stands above the first page: the threads of the list that are pinned, the latest pin first. They are
     *     in the list too, each in its place, so a walk over the pages is what it is without them
     */
    record Found(List<ThreadView> pinned, @JsonUnwrapped Page<ThreadView> page) {

        List<ThreadView> all() {
            return Stream.concat(pinned.stream(), page.items().stream()).toList();
        }
    }

    /**
     * What threads are to the one who asks.
     *
     * @param muted those that somebody started whom they have muted
     * @param threads how far they have read each, by its id; nothing to guests
     */
    record Seen(List<ThreadId> muted, Map<String, ThreadReading> threads) {}

    /** @param claims who is answering, by the id of the thread */
    record Awaiting(@JsonUnwrapped Page<ThreadView> page, Map<String, AnswerClaim> claims) {}

    /** @param sort active, newest or unanswered */
    record Query(Optional<String> category, Optional<String> tag, String sort) {}
}
