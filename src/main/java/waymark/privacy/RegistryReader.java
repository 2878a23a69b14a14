package waymark.privacy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads the files of the registry, and tells all that is wrong with them at once. */
final class RegistryReader {

    private static final Set<String> KEYS =
            Set.of("what", "purpose", "about", "keep", "sweep", "erasure", "sealed", "columns");
    private static final Set<String> VIEW_KEYS = Set.of("path", "without", "rows-left-out", "left-out");
    private static final Set<String> SWEEP_KEYS = Set.of("after", "from", "only", "which", "with", "despite-hold");

    private final YAMLMapper yaml = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private final Map<String, RegistryTable.Purpose> purposes = new LinkedHashMap<>();
    private final Map<String, List<RegistryTable>> files = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    RegistryReader(byte[] purposesFile) {
        tree(purposesFile)
                .properties()
                .forEach(each -> purposes.put(
                        each.getKey(),
                        new RegistryTable.Purpose(
                                each.getKey(),
                                each.getValue().path("what").asText(),
                                each.getValue().path("basis").asText(),
                                text(each.getValue(), "condition"))));
    }

    void read(String name, byte[] file) {
        var tables = new ArrayList<RegistryTable>();
        tree(file).properties().forEach(each -> tables.add(table(each.getKey(), each.getValue())));
        files.put(name, List.copyOf(tables));
    }

    Map<String, RegistryTable.Purpose> purposes() {
        return purposes;
    }

    Map<String, List<RegistryTable>> files() {
        return files;
    }

    /** @throws IllegalStateException with everything that is wrong */
    void requireSound() {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The registry of personal data:\n" + String.join("\n", faults));
        }
    }

    private RegistryTable table(String name, JsonNode node) {
        known(name, node, KEYS);
        var purpose = Optional.ofNullable(purposes.get(node.path("purpose").asText()))
                .orElseGet(() -> fault(
                        name + " needs a purpose that is in purposes.yaml",
                        new RegistryTable.Purpose("", "", "", Optional.empty())));
        var columns = columns(name, node.path("columns"));
        var keep = text(node, "keep")
                .or(() -> purpose.personal() ? Optional.empty() : Optional.of("for ever, because it is nobody's"));
        var sweeps = StreamSupport.stream(node.path("sweep").spliterator(), false)
                .flatMap(each -> sweep(name, each, columns).stream())
                .toList();
        if (text(node, "what").isEmpty()) {
            faults.add(name + " needs to say what it is");
        }
        if (keep.isEmpty() && sweeps.isEmpty()) {
            faults.add(name + " needs to say how long it is kept");
        }
        var sealed = new LinkedHashMap<String, String>();
        node.path("sealed")
                .properties()
                .forEach(each -> sealed.put(each.getKey(), each.getValue().asText()));
        require(name + ": sealed", sealed.keySet(), columns);
        var erasure = erasure(name, node.path("erasure"), columns, purpose);
        return new RegistryTable(
                name,
                node.path("what").asText(),
                purpose,
                views(name, node.path("about"), columns),
                keep,
                sweeps,
                columns,
                erasure,
                text(node.path("erasure"), "because"),
                sealed);
    }

    private Map<String, ColumnKind> columns(String table, JsonNode node) {
        var columns = new LinkedHashMap<String, ColumnKind>();
        node.properties().forEach(group -> {
            var kind = ColumnKind.of(group.getKey());
            if (kind.isEmpty()) {
                faults.add(table + " has columns of a kind that is not known: " + group.getKey());
                return;
            }
            for (var column : names(group.getValue())) {
                if (columns.put(column, kind.get()) != null) {
                    faults.add(table + "." + column + " is there twice");
                }
            }
        });
        return columns;
    }

    private List<RegistryTable.View> views(String table, JsonNode node, Map<String, ColumnKind> columns) {
        var views = new ArrayList<RegistryTable.View>();
        node.properties().forEach(each -> {
            var name = each.getKey();
            var written = each.getValue();
            if (written.isObject()) {
                known(table + "." + name, written, VIEW_KEYS);
            }
            try {
                var path =
                        SubjectPath.of(written.isObject() ? written.path("path").asText() : written.asText());
                var without = new LinkedHashMap<String, String>();
                written.path("without")
                        .properties()
                        .forEach(column ->
                                without.put(column.getKey(), column.getValue().asText()));
                require(table + "." + name, without.keySet(), columns);
                require(table + "." + name, List.of(path.column()), columns);
                var rows = rows(table + "." + name, written.path("rows-left-out"));
                views.add(new RegistryTable.View(name, path, without, rows, text(written, "left-out")));
            } catch (IllegalArgumentException e) {
                faults.add(table + "." + name + ": " + e.getMessage());
            }
        });
        return List.copyOf(views);
    }

    private Optional<RegistryTable.Rows> rows(String where, JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        known(where + ": rows-left-out", node, Set.of("where", "because"));
        var condition = text(node, "where");
        var because = text(node, "because");
        if (condition.isEmpty() || because.isEmpty()) {
            faults.add(where + ": rows-left-out needs where in SQL and because in words");
        }
        return Optional.of(new RegistryTable.Rows(condition.orElse("false"), because.orElse("")));
    }

    private Optional<RegistryTable.Sweep> sweep(String table, JsonNode node, Map<String, ColumnKind> columns) {
        known(table + ": sweep", node, SWEEP_KEYS);
        var from = node.path("from").asText();
        var only = text(node, "only");
        var which = text(node, "which");
        require(table + ": sweep", List.of(from), columns);
        if (only.isPresent() != which.isPresent()) {
            faults.add(table + ": sweep needs only in SQL and which in words, or neither");
        }
        return amount(node.path("after").asText())
                .map(after -> new RegistryTable.Sweep(
                        after,
                        node.path("after").asText(),
                        from,
                        only,
                        which,
                        names(node.path("with")),
                        text(node, "despite-hold")))
                .or(() -> fault(table + ": sweep needs a period, such as P90D, in after", Optional.empty()));
    }

    private Map<String, ErasureKind> erasure(
            String table, JsonNode node, Map<String, ColumnKind> columns, RegistryTable.Purpose purpose) {
        var erasure = new LinkedHashMap<String, ErasureKind>();
        if (node.isTextual()) {
            ErasureKind.of(node.asText()).ifPresent(kind -> columns.keySet().forEach(each -> erasure.put(each, kind)));
        } else if (node.isMissingNode() && !purpose.personal()) {
            columns.keySet().forEach(each -> erasure.put(each, ErasureKind.KEPT));
        }
        node.properties().forEach(each -> {
            var kind = ErasureKind.of(each.getKey());
            if (kind.isEmpty()) {
                if (!each.getKey().equals("because")) {
                    faults.add(table + ": erasure does not know " + each.getKey());
                }
                return;
            }
            boolean rest = Set.of("rest", "all").contains(each.getValue().asText());
            var named = rest
                    ? columns.keySet().stream()
                            .filter(column -> !erasure.containsKey(column))
                            .toList()
                    : names(each.getValue());
            require(table + ": erasure", named, columns);
            named.forEach(column -> erasure.put(column, kind.get()));
        });
        if (!erasure.keySet().containsAll(columns.keySet())) {
            faults.add(table + " needs to say what erasure does to all its columns");
        }
        if (purpose.personal()
                && erasure.containsValue(ErasureKind.KEPT)
                && text(node, "because").isEmpty()) {
            faults.add(table + " needs to say because of what erasure keeps something");
        }
        return erasure;
    }

    private void known(String where, JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                faults.add(where + " does not know " + key);
            }
        });
    }

    private void require(String where, Iterable<String> named, Map<String, ColumnKind> columns) {
        for (var column : named) {
            if (!columns.containsKey(column)) {
                faults.add(where + " names a column that is not declared: " + column);
            }
        }
    }

    private <T> T fault(String what, T instead) {
        faults.add(what);
        return instead;
    }

    private JsonNode tree(byte[] file) {
        try {
            return yaml.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<TemporalAmount> amount(String written) {
        try {
            return Optional.of(written.contains("T") ? Duration.parse(written) : Period.parse(written));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
