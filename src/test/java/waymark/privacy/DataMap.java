package waymark.privacy;

import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code api-docs/privacy.md}: the registry of personal data for people who want to read it. */
final class DataMap {

    private static final Map<String, String> SUBJECTS = Map.of(
            "accounts", "Accounts",
            "threads", "Threads and posts",
            "stories", "Stories",
            "signposting", "Signposting",
            "moderation", "Moderation",
            "mail", "E-mail",
            "privacy", "Data rights",
            "operations", "Running the service");

    private final Registry registry;
    private final StringBuilder page = new StringBuilder();

    private DataMap(Registry registry) {
        this.registry = registry;
    }

    static String of(Registry registry) {
        var map = new DataMap(registry);
        map.lead();
        map.purposes();
        map.retention();
        map.kinds();
        registry.files().forEach(map::subject);
        map.nobodys();
        return map.page.toString();
    }

    private void lead() {
        page.append("""
                # What is kept about people

                <!-- Made from db/reference/privacy. Change the registry there, then: mvn -q test -Dtest=RegistryTest -Dprivacy.write=true -->

                Being a member of this forum already says that somebody has to do with cancer. So this page says of every column of
                the database what is in it, why it is there, for how long, what a member gets of it in an export, and what becomes of
                it when they ask to be erased. It is made from the registry of personal data, and the build fails when a column is
                missing there or when this page says something else.

                The lawful bases, the conditions and all periods are a proposal. They are for the charity, and whoever advises it on
                data protection, to confirm before the forum opens.

                While an admin holds an account because the law asks for it (`PUT /api/v1/members/{username}/legal-hold`), what is about
                it stays, but for what is marked below. Backups are not in this database: how long they are kept is for
                whoever makes them to say.

                """);
    }

    private void purposes() {
        page.append("""
                ## What it is here for

                | purpose | what for | lawful basis (UK GDPR) | condition for health data |
                |---|---|---|---|
                """);
        for (var purpose : registry.purposes()) {
            row(
                    code(purpose.name()),
                    purpose.what(),
                    purpose.basis(),
                    purpose.condition().orElse("nobody's health is in it"));
        }
        page.append('\n');
    }

    private void retention() {
        page.append("""
                ## How long it is kept

                What goes by itself is deleted within a day of its time; `java -jar target/waymark.jar retention --dry-run` counts what
                would go now. What is said in words goes when what it belongs to goes, or when somebody deletes it.

                | table | kept | goes by itself |
                |---|---|---|
                """);
        registry.tables().stream()
                .filter(DataMap::anybodys)
                .forEach(table -> row(
                        code(table.name()),
                        table.keep().orElse("until it goes by itself"),
                        table.sweeps().isEmpty()
                                ? "no"
                                : table.sweeps().stream().map(DataMap::words).collect(Collectors.joining("; "))));
        page.append('\n');
    }

    private void kinds() {
        page.append("""
                ## What the kinds mean

                | kind | what it is | in an export |
                |---|---|---|
                """);
        for (var kind : ColumnKind.values()) {
            row(kind.code(), kind.words(), kind.export().words());
        }
        page.append('\n');
    }

    private void subject(String file, List<RegistryTable> tables) {
        page.append("## ").append(SUBJECTS.getOrDefault(file, file)).append("\n\n");
        tables.stream().filter(DataMap::anybodys).forEach(this::table);
    }

    private void table(RegistryTable table) {
        page.append("### ").append(code(table.name())).append("\n\n").append(table.what());
        page.append(" Purpose: ").append(table.purpose().name()).append(". Lawful basis: ");
        page.append(table.purpose().basis()).append(". Kept: ");
        page.append(table.keep().orElse("until it goes by itself"));
        for (var sweep : table.sweeps()) {
            page.append("; goes by itself ").append(words(sweep));
        }
        page.append("\n\n");
        for (var view : table.views()) {
            page.append("- ").append(code(view.name())).append(": rows whose ");
            page.append(code(way(view.path()))).append(" is the member");
            view.leftOut()
                    .ifPresent(why -> page.append(", left out of exports. ").append(why));
            if (!view.without().isEmpty()) {
                page.append(view.without().entrySet().stream()
                        .map(each -> "without " + code(each.getKey()) + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", ", ", ", "")));
            }
            view.rowsLeftOut().ifPresent(rows -> page.append(". ").append(rows.because()));
            page.append('\n');
        }
        if (table.views().isEmpty()) {
            page.append("- Not exported: these are nobody's rows.\n");
        }
        table.because()
                .ifPresent(why -> page.append("- What erasure leaves, it leaves for a reason. ")
                        .append(why)
                        .append('\n'));
        page.append("\n| column | kind | in an export | erasure |\n|---|---|---|---|\n");
        table.columns()
                .forEach((column, kind) -> row(
                        code(column),
                        kind.code(),
                        export(table, column),
                        table.erasureOf(column).words()));
        page.append('\n');
    }

    private void nobodys() {
        page.append("""
                ## What is about nobody

                Settings, words that everybody is shown, and what keeps the service going. Kept for as long as it is of use, not
                exported, and untouched by erasure, but for the name of a member who leaves in words that moderators watch for.

                | table | what it is | columns |
                |---|---|---|
                """);
        registry.tables().stream()
                .filter(table -> !anybodys(table))
                .forEach(table -> row(
                        code(table.name()),
                        table.what(),
                        table.columns().keySet().stream().map(DataMap::code).collect(Collectors.joining(", "))));
    }

    private static boolean anybodys(RegistryTable table) {
        return table.purpose().personal() || !table.views().isEmpty();
    }

    private static String export(RegistryTable table, String column) {
        var by = new LinkedHashMap<String, List<String>>();
        for (var view : table.views()) {
            by.computeIfAbsent(table.export(view, column).words(), words -> new ArrayList<>())
                    .add(view.name());
        }
        return switch (by.size()) {
            case 0 -> ColumnKind.Export.LEFT_OUT.words();
            case 1 -> by.keySet().iterator().next();
            default ->
                by.entrySet().stream()
                        .map(each -> each.getKey() + " in "
                                + each.getValue().stream().map(DataMap::code).collect(Collectors.joining(", ")))
                        .collect(Collectors.joining("; "));
        };
    }

    private static String way(SubjectPath path) {
        return path.column()
                + path.hops().stream()
                        .map(hop -> " > " + hop.table() + "." + hop.column())
                        .collect(Collectors.joining());
    }

    private static String words(RegistryTable.Sweep sweep) {
        return period(sweep.after())
                + code(sweep.from())
                + sweep.which().map(which -> " (" + which + ")").orElse("")
                + sweep.despiteHold()
                        .map(why -> ", of accounts that are held too. " + why)
                        .orElse("");
    }

    private static String period(TemporalAmount amount) {
        if (amount instanceof Duration duration) {
            return duration.isZero()
                    ? "at "
                    : duration.toHours() + (duration.toHours() == 1 ? " hour after " : " hours after ");
        }
        var period = (Period) amount;
        var parts = new ArrayList<String>();
        part(parts, period.getYears(), "year");
        part(parts, period.getMonths(), "month");
        part(parts, period.getDays(), "day");
        return String.join(" and ", parts) + " after ";
    }

    private static void part(List<String> parts, int count, String unit) {
        if (count > 0) {
            parts.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }

    private static String code(String name) {
        return "`" + name + "`";
    }

    private void row(String... cells) {
        page.append("| ");
        for (int i = 0; i < cells.length; i++) {
            // A bar would begin another cell.
            page.append(i == 0 ? "" : " | ").append(cells[i].replace("|", "\\|").replace('\n', ' '));
        }
        page.append(" |\n");
    }
}
