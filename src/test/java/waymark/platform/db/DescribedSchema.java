package waymark.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that a database has besides rows of members, a line for each thing, so that two can be compared. */
final class DescribedSchema {

    private static final String THINGS = """
            with ours as (
              select * from pg_class
              where relnamespace = 'public'::regnamespace and relname not like 'flyway%')
            select concat_ws(' ', 'table', relname, relkind, relpersistence, relrowsecurity, relacl, reloptions)
              from ours where relkind not in ('i', 'S')
            union all
            select concat_ws(' ', 'column', relname, attname,
                'at', row_number() over (partition by relname order by attnum),
                format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
                'default ' || pg_get_expr(adbin, adrelid), 'identity ' || nullif(attidentity::text, ''),
                'generated ' || nullif(attgenerated::text, ''), 'collate ' || collname)
              from ours join pg_attribute on attrelid = ours.oid
                left join pg_attrdef on adrelid = attrelid and adnum = attnum
                left join pg_collation on pg_collation.oid = attcollation
              where relkind not in ('i', 'S') and attnum > 0 and not attisdropped
            union all
            select concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid), convalidated)
              from ours join pg_constraint on conrelid = ours.oid
            union all
            select concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisvalid)
              from pg_index join ours on ours.oid = indrelid
            union all
            select concat_ws(' ', 'trigger', pg_get_triggerdef(pg_trigger.oid), tgenabled)
              from ours join pg_trigger on tgrelid = ours.oid
              where not tgisinternal
            union all
            select concat_ws(' ', 'function', pg_get_functiondef(oid))
              from pg_proc where pronamespace = 'public'::regnamespace
            union all
            select concat_ws(' ', 'sequence', sequencename, data_type, start_value, increment_by, cycle)
              from pg_sequences where schemaname = 'public'
            union all
            select concat_ws(' ', 'type', typname, typtype)
              from pg_type where typnamespace = 'public'::regnamespace and typtype not in ('c', 'b')
            union all
            select concat_ws(' ', 'extension', extname, extversion) from pg_extension
            union all
            -- What is not of PostgreSQL itself has larger numbers.
            select concat_ws(' ', 'comment on', pg_describe_object(classoid, objoid, objsubid), description)
              from pg_description where objoid >= 16384
            """;

    private static final String TABLES =
            "select tablename from pg_tables where schemaname = 'public' and tablename not like 'flyway%'";

    /** Rows without their moments and without how often they were written. */
    private static final String ROWS = """
            select relname || ' ' || (to_jsonb(%1$s) - 'version' - coalesce((
                select array_agg(attname::text) from pg_attribute
                  where attrelid = pg_class.oid and atttypid = 'timestamptz'::regtype), '{}'))
              from %1$s, pg_class where relname = '%1$s' and relnamespace = 'public'::regnamespace
            """;

    private DescribedSchema() {}

    static List<String> things(Connection connection) throws SQLException {
        return texts(connection, THINGS);
    }

    static List<String> rows(Connection connection) throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : texts(connection, TABLES)) {
            rows.addAll(texts(connection, ROWS.formatted(table)));
        }
        return rows;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
