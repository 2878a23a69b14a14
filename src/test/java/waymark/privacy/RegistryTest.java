package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import waymark.platform.db.Database;
import waymark.platform.db.DatabaseSettings;
import waymark.testing.Connections;
import waymark.testing.TestDatabases;

/**
 * Nothing is kept that is not in the registry of personal data. How to declare a table or a column is said at the top of
 * {@code db/reference/privacy/accounts.yaml}.
 */
class RegistryTest {

    /** What has to be taken for health data. */
    private static final Set<ColumnKind> HEALTH = EnumSet.of(
            ColumnKind.HEALTH, ColumnKind.WORDS, ColumnKind.OTHER_WORDS, ColumnKind.TEAM_WORDS, ColumnKind.DERIVED);

    private static final DatabaseSettings settings = TestDatabases.create();
    private static final Database db = new Database(settings);

    private final Registry registry = Registry.get();

    @AfterAll
    static void itGoes() {
        db.close();
        TestDatabases.drop(settings);
    }

    @Test
    void everyColumnOfEveryTableIsDeclaredAndNoOther() {
        var declared = new TreeSet<String>();
        registry.tables()
                .forEach(
                        table -> table.columns().keySet().forEach(column -> declared.add(table.name() + "." + column)));

        var missing = new TreeSet<>(columns());
        missing.removeAll(declared);
        var gone = new TreeSet<>(declared);
        gone.removeAll(columns());

        assertEquals(List.of(), List.copyOf(missing), "in the database and not in db/reference/privacy");
        assertEquals(List.of(), List.copyOf(gone), "in db/reference/privacy and not in the database");
    }

    @Test
    void everyTableIsDeclaredOnce() {
        var twice = new ArrayList<String>();
        var seen = new HashSet<String>();
        registry.tables().stream()
                .map(RegistryTable::name)
                .filter(name -> !seen.add(name))
                .forEach(twice::add);
        assertEquals(List.of(), twice);
    }

    @Test
    void everyNameInAnExportIsThereOnce() {
        var twice = new ArrayList<String>();
        var seen = new HashSet<String>();
        registry.tables().stream()
                .flatMap(table -> table.views().stream())
                .map(RegistryTable.View::name)
                .filter(name -> !seen.add(name))
                .forEach(twice::add);
        assertEquals(List.of(), twice);
    }

    @Test
    void whoeverCanBeFoundThroughAReferenceIsNamedAsASubjectOrAsSomebodyElse() {
        var unnamed = references("account").stream()
                .filter(reference -> registry.find(reference.table()).stream()
                        .noneMatch(table -> List.of(ColumnKind.SUBJECT, ColumnKind.OTHER, ColumnKind.TEAM)
                                .contains(table.kind(reference.column()))))
                .map(Reference::toString)
                .toList();
        assertEquals(List.of(), unnamed);
    }

    @Test
    void everyRowThatLeadsToAnAccountSaysWhoseItIs() {
        // Of what only the team did, the audit log has who.
        var nobodys = references("account").stream()
                .filter(reference -> registry.find(reference.table()).stream()
                        .anyMatch(table -> table.views().isEmpty()))
                .map(Reference::toString)
                .toList();
        assertEquals(List.of(), nobodys);
    }

    @Test
    void everyWayToAnAccountCanBeGone() {
        for (var table : registry.tables()) {
            for (var view : table.views()) {
                var sql = "select count(*) from " + table.name() + " where "
                        + view.path().isOf(table.name());
                var found = db.read(tx -> tx.fetchSingle(sql, UUID.randomUUID()).get(0, Long.class));
                assertEquals(Long.valueOf(0), found, table.name() + " " + view.name());
            }
        }
    }

    @Test
    void everyPurposeIsUsedAndSaysWhatAllowsIt() {
        var used = new TreeSet<String>();
        registry.tables().forEach(table -> used.add(table.purpose().name()));
        var all = new TreeSet<String>();
        registry.purposes().forEach(purpose -> all.add(purpose.name()));
        assertEquals(all, used);
        registry.purposes().forEach(purpose -> assertTrue(!purpose.basis().isBlank(), purpose.name()));
    }

    @Test
    void whereSomebodysHealthIsAConditionAllowsIt() {
        var without = registry.tables().stream()
                .filter(table -> table.columns().values().stream().anyMatch(HEALTH::contains))
                .filter(table -> table.purpose().condition().isEmpty())
                .map(RegistryTable::name)
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void thePageAboutItSaysTheSame() throws IOException {
        var committed = Path.of("api-docs/privacy.md");
        var page = DataMap.of(registry);

        if (Boolean.getBoolean("privacy.write")) {
            Files.writeString(committed, page);
        }
        var written = new HashSet<>(Files.readString(committed).lines().toList());
        assertEquals(
                List.of(),
                page.lines().filter(line -> !written.contains(line)).toList(),
                "write it anew with: mvn -q test -Dtest=RegistryTest -Dprivacy.write=true");
        assertEquals(page, Files.readString(committed));
    }

    private static List<String> columns() {
        return db.read(tx -> tx.fetch("""
                        select table_name || '.' || column_name
                          from information_schema.columns
                            join information_schema.tables using (table_schema, table_name)
                          where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                        """).getValues(0, String.class));
    }

    private static List<Reference> references(String target) {
        try (var connection = Connections.open(settings);
                var keys = connection.getMetaData().getExportedKeys(null, "public", target)) {
            var all = new ArrayList<Reference>();
            while (keys.next()) {
                all.add(new Reference(keys.getString("FKTABLE_NAME"), keys.getString("FKCOLUMN_NAME")));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    record Reference(String table, String column) {

        @Override
        public String toString() {
            return table + "." + column;
        }
    }
}
