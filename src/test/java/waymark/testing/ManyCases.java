package waymark.testing;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import waymark.ids.AccountId;
import waymark.platform.db.Database;

/** So many cases at once that only the database can make them. */
public final class ManyCases {

    private static final String CASES = """
            insert into moderation_case (id, target_type, target_id, subject_id, category, priority, state, escalated, paged,
              assignee_id, held_until, opened_at, due_at, resolved_at, version)
            select gen_random_uuid(), 'post', gen_random_uuid(), ({0}::uuid[])[1 + n / 40 % cardinality({0}::uuid[])], 'abuse',
              'P' || (n / 10 % 4), state, state = 'escalated', false,
              case when state = 'claimed' then {1}::uuid end,
              case when state in ('claimed', 'waiting') then {2}::timestamptz + interval '10 minutes' end,
              {2}::timestamptz - n * interval '1 second', {2}::timestamptz + (n * 31 % 86400) * interval '1 second',
              case when state = 'resolved' then {2}::timestamptz end, 1
            from (
              select n, (array['open', 'open', 'open', 'open', 'open', 'open', 'claimed', 'waiting', 'escalated', 'resolved'])
                [1 + n % 10] as state
              from generate_series(1, {3}) as n
            ) as made""";

    private static final String SOURCES = """
            insert into case_source (id, case_id, source, category, priority, at)
            select gen_random_uuid(), id, 'report', category, priority, opened_at
            from moderation_case where not exists (select from case_source where case_id = moderation_case.id)""";

    private ManyCases() {}

    /**
     * Of all priorities and states, one in ten of them resolved, one in ten held by somebody.
     *
     * @param now by the clock of the forum
     */
    public static void insert(Database db, int count, List<AccountId> subjects, AccountId holder, Instant now) {
        var ids = subjects.stream().map(AccountId::value).toArray(UUID[]::new);
        int unused = db.write(
                tx -> tx.execute(CASES, val(ids), val(holder.value()), val(now), inline(count)) + tx.execute(SOURCES));
        analyze(db);
    }

    /** Lets the planner know what there is. */
    public static void analyze(Database db) {
        int unused = db.read(tx -> tx.execute("analyze moderation_case") + tx.execute("analyze case_source"));
    }
}
