package waymark.moderation.statistics;

import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import waymark.visibility.Visible;

/** Counts only; who waited is never read here. */
final class FirstReplyStore {

    private static final String BY_CATEGORY = """
            select category.id,
              count(first.seconds)::int as answered,
              percentile_cont(0.5) within group (order by first.seconds) as median,
              percentile_cont(0.9) within group (order by first.seconds) as p90
            from category
              left join forum_thread on forum_thread.category_id = category.id
                and forum_thread.created_at >= {0} and forum_thread.created_at < {1}
                and forum_thread.deleted_at is null and forum_thread.removed_at is null
                and forum_thread.merged_into is null
              left join lateral (
                select extract(epoch from min(post.created_at) - forum_thread.created_at)::float8 as seconds
                  from post
                  where post.thread_id = forum_thread.id and post.author_id <> forum_thread.author_id
                    and post.erased_at is null and {2}) first on true
            group by category.id, category.position
            order by category.position, category.id
            """;

    private FirstReplyStore() {}

    static List<FirstReplies.ForCategory> byCategory(DSLContext tx, Instant from, Instant to) {
        return tx.fetch(BY_CATEGORY, val(from), val(to), Visible.shownPost())
                .map(row -> FirstReplies.ForCategory.of(
                        row.get("id", String.class), row.get("answered", int.class), minutes(row)));
    }

    private static Optional<Figures.Minutes> minutes(Record row) {
        var median = row.get("median", Double.class);
        var p90 = row.get("p90", Double.class);
        return median == null || p90 == null
                ? Optional.empty()
                : Optional.of(new Figures.Minutes(toATenth(median), toATenth(p90)));
    }

    private static double toATenth(double seconds) {
        return Math.round(seconds / 6) / 10.0;
    }
}
