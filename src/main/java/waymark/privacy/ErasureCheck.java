package waymark.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import waymark.platform.db.Database;
import waymark.platform.erasure.Traces;

/**
 * Searches the whole database for what should be gone: every column of every table that can hold words, as the database itself
 * lists them. It knows nothing of what the tables are for and of what was erased where, so that a table that somebody forgot
 * is found. It tells tables, columns and numbers only.
 */
public final class ErasureCheck {

    /** What cannot hold words. Everything else is searched, also types that nobody has thought of. */
    private static final Set<String> WORDLESS = Set.of(
            "uuid",
            "integer",
            "bigint",
            "smallint",
            "boolean",
            "numeric",
            "real",
            "double precision",
            "date",
            "interval",
            "timestamp with time zone",
            "timestamp without time zone",
            "time with time zone",
            "time without time zone",
            "oid");

    /** What stands there alone is a word like any other, unless it can be nothing but a name. */
    private static final Set<String> ANY_WORD = Set.of("watched_word.pattern", "watched_word.pattern_key");

    /** Large, and nobody could find anything in it. */
    private static final Set<String> ENCRYPTED = Set.of("data_export_part.sealed");

    /** So many pages are searched by one statement, with those of long values, so that none takes too long. */
    private static final long PAGES_AT_ONCE = 2_000;

    /** Pieces shorter than this may be anybody's. */
    private static final int SHORTEST_PIECE = 24;

    private static final int LONGEST_PIECE = 60;
    private static final int FEWEST_WORDS = 4;

    private final Database db;

    public ErasureCheck(Database db) {
        this.db = db;
    }

    /** Everything in the database in which something of it is. */
    public List<Found> search(Sought sought) {
        return tables().stream()
                .flatMap(table -> search(table, sought).stream())
                .toList();
    }

    private List<Table> tables() {
        return db.read(tx -> tx.fetch("""
                        select columns.table_schema, columns.table_name, columns.column_name, columns.data_type,
                            pg_relation_size(format('%I.%I', columns.table_schema, columns.table_name)::regclass)
                                / current_setting('block_size')::bigint as pages,
                            pg_table_size(format('%I.%I', columns.table_schema, columns.table_name)::regclass)
                                / current_setting('block_size')::bigint as all_pages
                          from information_schema.columns
                          join information_schema.tables
                            on tables.table_schema = columns.table_schema and tables.table_name = columns.table_name
                          where tables.table_type = 'BASE TABLE'
                            and columns.table_schema not in ('pg_catalog', 'information_schema')
                          order by columns.table_schema, columns.table_name, columns.ordinal_position
                        """).stream()
                .filter(row -> !WORDLESS.contains(row.get("data_type", String.class)))
                .filter(row -> !ENCRYPTED.contains(
                        row.get("table_name", String.class) + "." + row.get("column_name", String.class)))
                .collect(Collectors.groupingBy(row -> new Table(
                        row.get("table_schema", String.class),
                        row.get("table_name", String.class),
                        row.get("pages", Long.class),
                        row.get("all_pages", Long.class),
                        List.of())))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey()
                        .with(entry.getValue().stream()
                                .map(row -> new Column(
                                        row.get("column_name", String.class), row.get("data_type", String.class)))
                                .toList()))
                .toList());
    }

    private List<Found> search(Table table, Sought sought) {
        var hits = new int[table.columns().size()];
        long step = table.pagesAtOnce();
        for (long page = 0; page <= table.pages(); page += step) {
            // The last part has no end: the table may have grown.
            var end = page + step > table.pages() ? Optional.<Long>empty() : Optional.of(page + step);
            var part = part(table, sought, page, end);
            for (int i = 0; i < hits.length; i++) {
                hits[i] += part.get(i);
            }
        }
        var found = new ArrayList<Found>();
        for (int i = 0; i < hits.length; i++) {
            if (hits[i] > 0) {
                found.add(new Found(table.name(), table.columns().get(i).name(), hits[i]));
            }
        }
        return found;
    }

    private List<Integer> part(Table table, Sought sought, long page, Optional<Long> end) {
        var counts = table.columns().stream()
                .map(column -> DSL.count()
                        .filterWhere(sought.isIn(
                                column.text(),
                                column.isBytes(),
                                !ANY_WORD.contains(table.name() + "." + column.name()))))
                .toList();
        return db.read(tx -> {
            var from = DSL.condition("ctid >= format('(%s,0)', {0})::tid", DSL.inline(page));
            var query = tx.select(counts)
                    .from(DSL.table(DSL.name(table.schema(), table.name())))
                    .where(from);
            var whole = end.map(
                            first -> query.and(DSL.condition("ctid < format('(%s,0)', {0})::tid", DSL.inline(first))))
                    .orElse(query);
            return whole.fetchSingle(row -> counts.stream().map(row::get).toList());
        });
    }

    /** A part of a text by which it would be known again anywhere, in HTML and JSON too; empty when it has none. */
    static Optional<String> piece(String text) {
        return Pattern.compile("[\\p{L}\\p{N} ]{" + SHORTEST_PIECE + "," + LONGEST_PIECE + "}")
                .matcher(text)
                .results()
                .map(found -> found.group().strip())
                .filter(piece -> piece.length() >= SHORTEST_PIECE - 2 && piece.split(" +").length >= FEWEST_WORDS)
                .max(Comparator.comparingInt(String::length));
    }

    /** @param rows how many have it */
    public record Found(String table, String column, int rows) {}

    /**
     * What is looked for.
     *
     * @param pieces of texts, letter by letter
     */
    public record Sought(String username, List<String> addresses, List<String> pieces) {

        /** What leads to somebody, before anything of theirs is erased. */
        static Sought of(Traces traces) {
            return new Sought(traces.username(), traces.addresses(), List.of());
        }

        /** With a piece of each of these texts that has one. */
        public Sought with(Collection<String> texts) {
            var all = new LinkedHashSet<>(pieces);
            texts.forEach(text -> piece(text).ifPresent(all::add));
            return new Sought(username, addresses, List.copyOf(all));
        }

        Traces traces() {
            return new Traces(username, addresses);
        }

        private Condition isIn(Field<String> text, boolean bytes, boolean alone) {
            var found = new ArrayList<Condition>();
            found.add(text.likeRegex("(?i)" + nameRegex(alone)));
            addresses.stream()
                    .filter(address -> !address.isBlank())
                    .forEach(address -> found.add(text.containsIgnoreCase(bytes ? escaped(address) : address)));
            pieces.forEach(piece -> found.add(text.contains(bytes ? escaped(piece) : piece)));
            return DSL.or(found);
        }

        /** A name that may be an ordinary word counts only where it is used as a name. */
        private String nameRegex(boolean alone) {
            // In Markdown there may be a backslash before these.
            var name = username.replace("-", "\\\\?\\-").replace("_", "\\\\?_");
            var after = "(?![[:alnum:]]|[_-]+[[:alnum:]])";
            return traces().isDistinctive()
                    ? "(?<![[:alnum:]])(?<![[:alnum:]][_-])" + name + after
                    : "(@|&#64;|members/)" + name + after + (alone ? "|^" + name + "$|[\"{,]" + name + "[\"},]" : "");
        }

        /** As the database writes bytes as text. */
        private static String escaped(String text) {
            var escaped = new StringBuilder();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                escaped.append(b >= 0 ? String.valueOf((char) b) : String.format("\\%03o", b & 0xff));
            }
            return escaped.toString();
        }
    }

    /** @param allPages with those in which long values are kept */
    private record Table(String schema, String name, long pages, long allPages, List<Column> columns) {

        Table with(List<Column> those) {
            return new Table(schema, name, pages, allPages, those);
        }

        long pagesAtOnce() {
            return Math.max(1, PAGES_AT_ONCE * Math.max(1, pages) / Math.max(1, allPages));
        }
    }

    private record Column(String name, String type) {

        boolean isBytes() {
            return type.equals("bytea");
        }

        Field<String> text() {
            var column = DSL.field(DSL.name(name));
            return isBytes()
                    ? DSL.field("encode({0}, 'escape')", SQLDataType.CLOB, column)
                    : DSL.field("{0}::text", SQLDataType.CLOB, column);
        }
    }
}
