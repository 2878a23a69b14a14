package waymark.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.platform.http.Json;
import waymark.platform.secret.Keyring;

/** What there is about somebody, as it stands in a copy of theirs: without who other people are and what they wrote. */
final class ExportRows {

    private static final int ROWS_AT_ONCE = 200;
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+\\+00:00");

    private final DSLContext tx;
    private final AccountId account;
    private final Keyring keys;
    private final ExportWordings words;

    ExportRows(DSLContext tx, AccountId account, Keyring keys, ExportWordings words) {
        this.tx = tx;
        this.account = account;
        this.keys = keys;
        this.words = words;
    }

    /** The columns of a view that are exported. */
    static List<String> columns(RegistryTable table, RegistryTable.View view) {
        return table.columns().keySet().stream()
                .filter(column -> table.export(view, column) != ColumnKind.Export.LEFT_OUT)
                .toList();
    }

    /** The rows of a view one by one; no more than a few are in memory. Names of tables come from the registry. */
    void forEach(RegistryTable table, RegistryTable.View view, Consumer<Map<String, JsonNode>> row) {
        var columns = columns(table, view);
        if (columns.isEmpty()) {
            return;
        }
        var sql = "select cast(to_jsonb(exported) as text) from (select " + String.join(", ", columns) + " from "
                + table.name() + " where " + view.path().isOf(table.name())
                + view.rowsLeftOut()
                        .map(rows -> " and (" + rows.where() + ") is not true")
                        .orElse("")
                + order(columns).map(column -> " order by " + column).orElse("") + ") exported";
        try (var found =
                tx.resultQuery(sql, account.value()).fetchSize(ROWS_AT_ONCE).fetchLazy()) {
            for (var each : found) {
                row.accept(exported(table, view, columns, parsed(each.get(0, String.class))));
            }
        }
    }

    private Map<String, JsonNode> exported(
            RegistryTable table, RegistryTable.View view, List<String> columns, JsonNode row) {
        var all = new LinkedHashMap<String, JsonNode>();
        for (var column : columns) {
            var value = row.path(column);
            all.put(
                    column,
                    value.isNull()
                            ? NullNode.instance
                            : switch (table.export(view, column)) {
                                case AS_IT_IS -> open(table, column, value);
                                case WITHOUT_NAMES -> TextNode.valueOf(withoutNames(value.asText()));
                                case UNNAMED_MEMBER -> person(value, words.member());
                                case UNNAMED_TEAM -> person(value, words.team());
                                case LEFT_OUT -> throw new IllegalStateException(column);
                            });
        }
        return all;
    }

    private JsonNode open(RegistryTable table, String column, JsonNode value) {
        var purpose = table.sealed().get(column);
        if (purpose != null) {
            // PostgreSQL writes bytes as \x and hexadecimal digits.
            var sealed = HexFormat.of().parseHex(value.asText().substring(2));
            return TextNode.valueOf(keys.open(purpose, sealed));
        }
        if (value.isTextual() && MOMENT.matcher(value.asText()).matches()) {
            return TextNode.valueOf(value.asText().replace("+00:00", "Z"));
        }
        return value;
    }

    private JsonNode person(JsonNode value, String somebodyElse) {
        return TextNode.valueOf(value.asText().equals(account.toString()) ? words.you() : somebodyElse);
    }

    private String withoutNames(String text) {
        var without = text;
        for (var name : ExportStore.namesIn(tx, account, text)) {
            without = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])@?" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(without)
                    .replaceAll(Matcher.quoteReplacement(words.name()));
        }
        return without;
    }

    /** By the first moment that a row has, so that a copy reads as things happened. */
    private static Optional<String> order(List<String> columns) {
        return columns.stream()
                .filter(column -> column.endsWith("_at") || column.equals("at"))
                .findFirst();
    }

    private static JsonNode parsed(String row) {
        return Json.tree(row);
    }
}
