package waymark.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waymark.TestForum;
import waymark.ids.AccountId;
import waymark.platform.erasure.Placeholders;

/** What the registry of personal data says goes with an account is what an erasure reaches: table by table. */
class ErasedRegistryTest {

    /** Of these nothing goes that a member has before they ask to be erased. */
    private static final Set<String> NOTHING_BEFORE = Set.of("erasure");

    private static final Set<ErasureKind> GOES =
            Set.of(ErasureKind.DELETED, ErasureKind.EMPTIED, ErasureKind.REPLACED, ErasureKind.BY_CHOICE);

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static AccountId person;
    private static List<String> before = List.of();

    @BeforeAll
    static void somebodyWithEverythingLeaves() {
        var all = EveryKindOfContent.of(forum, "heron-1");
        all.settleAll();
        person = forum.account(all.person);
        leave(all, "heron-1", () -> before = filled());
    }

    @Test
    void theMemberHasSomethingInEveryTableOfWhichSomethingGoes() {
        var missing = new TreeSet<String>();
        Registry.get().tables().stream()
                .filter(table -> !table.views().isEmpty())
                .filter(table -> table.erasure().values().stream().anyMatch(GOES::contains))
                .map(RegistryTable::name)
                .forEach(missing::add);
        missing.removeAll(before);
        missing.removeAll(NOTHING_BEFORE);
        assertEquals(Set.of(), missing, "add it to EveryKindOfContent");
    }

    @Test
    void whatIsToGoHasGone() {
        assertEquals(List.of(), forum.db().read(tx -> RegistryCheck.search(tx, person)));
    }

    @Test
    void whatGoesByChoiceHasGoneWithEverything() {
        var left = new ArrayList<String>();
        for (var table : Registry.get().tables()) {
            for (var view : table.views()) {
                for (var column : table.columns().keySet()) {
                    if (table.erasureOf(column) == ErasureKind.BY_CHOICE
                            && !view.without().containsKey(column)
                            && Set.of(ColumnKind.WORDS, ColumnKind.DERIVED, ColumnKind.SUBJECT)
                                    .contains(table.kind(column))
                            && count(
                                            table,
                                            view,
                                            "cast(" + column + " as text) not like '%[removed by its author]%'"
                                                    // The same as it is found by, beside the tags of its thread.
                                                    + " and cast(" + column
                                                    + " as text) !~ '^(''(author|remov)'':[0-9AC,]+ ?|''[a-z]+'':([0-9]+B,?)+ ?)+$'"
                                                    + " and cast(" + column + " as text) not in ('', '"
                                                    + Placeholders.QUOTE
                                                    + "')")
                                    > 0) {
                        left.add(table.name() + "." + column);
                    }
                }
            }
        }
        assertEquals(List.of(), left);
    }

    /** No search for words finds these. */
    @ParameterizedTest
    @CsvSource({
        "signposts,signposting_match",
        "restrictions,restriction",
        "ties,mute",
        "drafts,draft",
        "bookmarks,bookmark",
        "preferences,account_preference",
        "following,read_position",
        "stored-answers,stored_answer",
        "letters,decision",
        "notes,staff_note",
        "case-notes,case_event",
        "stories,story_reminder"
    })
    void aTableThatIsLeftOutIsFound(String step, String table) {
        var name = "left-out-" + step;
        var all = EveryKindOfContent.of(forum, name);
        all.settleAll();
        var account = forum.account(all.person);
        try {
            forum.erasureWork().leaveOut(step);
            leave(all, name, () -> {});
        } finally {
            forum.erasureWork().leaveOut("");
        }
        var found = forum.db().read(tx -> RegistryCheck.search(tx, account)).stream()
                .map(ErasureCheck.Found::table)
                .toList();
        assertEquals(true, found.contains(table), step + ": " + found);
    }

    private static void leave(EveryKindOfContent all, String name, Runnable beforeItIsConfirmed) {
        all.person.post("/me/erasure", Map.of("mode", "remove-all")).expect(202);
        beforeItIsConfirmed.run();
        var token = forum.mails().lastTo(name + "@example.org").token();
        all.person
                .put("/me/erasure/confirmation", Map.of("token", token, "password", TestForum.PASSWORD))
                .expect(202);
        forum.clock().advance(Duration.ofMinutes(3));
        assertEquals(1, forum.erasureWork().run());
    }

    private static List<String> filled() {
        return Registry.get().tables().stream()
                .filter(table -> table.views().stream().anyMatch(view -> count(table, view, "true") > 0))
                .map(RegistryTable::name)
                .toList();
    }

    private static int count(RegistryTable table, RegistryTable.View view, String which) {
        var sql =
                "select count(*) from " + table.name() + " where " + view.path().isOf(table.name()) + " and " + which;
        return forum.db().read(tx -> tx.fetchSingle(sql, person.value()).get(0, Integer.class));
    }
}
