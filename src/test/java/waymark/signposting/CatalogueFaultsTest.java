package waymark.signposting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waymark.App;
import waymark.TestForum;
import waymark.documents.Proposals;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.http.ServerSettings;
import waymark.testing.TestDatabases;

/** Whatever happens to the stored catalogue, there is a helpline in every answer. */
class CatalogueFaultsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final String VERSIONS = "/signposting/catalogue/versions";
    private static final String SHIPPED = ShippedCatalogue.get().version();

    private String version = "";

    @BeforeEach
    void aVersionOfTheCharityIsCurrent() {
        var proposals = Proposals.toTheCatalogue(forum);
        version = proposals.propose(Map.of("services", Map.of("helpline", Map.of("name", "Our own helpline"))));
        proposals.approve(proposals.max(), version).expect(200);
        assertHelpline("Our own helpline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content = '{}'",
                "content = 'null'",
                "content = '[1]'",
                "content = jsonb_set(content, '{services,helpline}', 'null')",
                "content = jsonb_set(content, '{services,helpline,phone}', 'null')",
                "content = jsonb_set(content, '{services,helpline,hours}', 'null')",
                "content = jsonb_set(content, '{services,helpline,timeZone}', '\"nowhere\"')",
                "content = jsonb_set(content, '{services,helpline,nations}', 'null')",
                "content = jsonb_set(content, '{signposts,crisis-mh,services}', 'null')",
                "content = jsonb_set(content, '{signposts,crisis-mh,text}', 'null')",
                "content = jsonb_set(content, '{standing,redFlags}', 'null')",
                "content = content - 'standing'",
                "content = content - 'signposts'",
                "content = jsonb_set(content, '{rules,cues}', 'null')",
                "content = jsonb_set(content, '{rules,rules,fit,phrases}', '\"a (b\"')",
                "content = jsonb_set(content, '{colour}', '\"red\"')",
            })
    void aServerThatCannotReadTheStoredVersionServesWhatItCameWith(String damage) {
        damage(damage);

        try (var other = other(forum.db())) {
            other.directory().refresh();
            assertEquals(SHIPPED, other.directory().current().version());
            assertEquals(
                    "Blood Cancer UK Support Service",
                    other.directory().signposting().helpline().service().name());
            assertTrue(other.directory().trouble().orElseThrow().contains(SHIPPED));
        }
        // The one that has it in memory already goes on with it.
        forum.app().directory().refresh();
        assertHelpline("Our own helpline");
    }

    @Test
    void itIsToldToWhoeverWatchesTheServerAndIsOverWhenItIsMended() {
        var next = new Directory(forum.db(), forum.clock());
        assertEquals(version, next.current().version());
        next.close();
        forum.db().<Integer>write(tx -> tx.execute("""
                insert into document_version (document, version, content, reason, proposed_at)
                  values ('signposting-catalogue', 'shipped-00000000', '{}', 'Broken', now());
                insert into document_activation (document, version, activated_by, activated_at)
                  select 'signposting-catalogue', 'shipped-00000000', id, now() from account limit 1
                """));
        forum.app().directory().refresh();

        var ready = forum.guest().get("//health/ready").expect(200);
        assertEquals("catalogue-fallback", ready.text("/warnings/0/code"));
        assertTrue(ready.text("/warnings/0/detail").contains(version));
        assertHelpline("Our own helpline");

        forum.signedIn("max", Role.MODERATOR)
                .put(VERSIONS + "/" + version + "/approval")
                .expect(200);
        assertEquals(
                0,
                forum.guest().get("//health/ready").expect(200).at("/warnings").size());
        forum.mo().put(VERSIONS + "/shipped-00000000/approval").expectProblem(422, "invalid-value");
    }

    @Test
    void emptyTablesChangeNothing() {
        forum.db().<Integer>write(tx -> tx.execute("delete from document_activation"));
        forum.db().<Integer>write(tx -> tx.execute("delete from document_version"));
        forum.app().directory().refresh();
        assertHelpline("Our own helpline");
        assertEquals(
                "catalogue-fallback",
                forum.guest().get("//health/ready").expect(200).text("/warnings/0/code"));

        try (var other = other(forum.db())) {
            assertEquals(SHIPPED, other.directory().current().version());
            other.start();
            assertTrue(other.directory().trouble().isEmpty());
        }
        forum.mo().put(VERSIONS + "/" + SHIPPED + "/approval").expect(200);
        assertHelpline("Blood Cancer UK Support Service");
    }

    @Test
    void withoutADatabaseThereIsAHelpline() {
        var settings = TestDatabases.create();
        var db = new Database(settings);
        var away = new Directory(db, forum.clock());
        db.close();
        TestDatabases.drop(settings);

        away.refresh();
        assertEquals(SHIPPED, away.signposting().version());
        assertEquals(true, away.signposting().helpline().whenClosed().openNow());
        assertTrue(away.trouble().isPresent());
        away.close();
    }

    private void damage(String change) {
        forum.db()
                .<Integer>write(
                        tx -> tx.execute("update document_version set " + change + " where version = ?", version));
    }

    private static App other(Database db) {
        return new App(
                db,
                new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false),
                forum.clock(),
                forum.settings());
    }

    private static void assertHelpline(String name) {
        assertEquals(name, forum.guest().get("/signposting").expect(200).text("/signposting/helpline/name"));
        assertEquals(name, forum.guest().get("/nowhere").expect(404).text("/signposting/helpline/name"));
    }
}
