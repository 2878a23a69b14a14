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
        var max = forum.signedIn("max", Role.MODERATOR);
        max.put(VERSIONS + "/" + SHIPPED + "/approval").expect(200);
        version = forum.mo()
                .post(
                        VERSIONS,
                        Map.of(
                                "basedOn",
                                SHIPPED,
                                "reason",
                                "For this test.",
                                "changes",
                                Map.of("services", Map.of("helpline", Map.of("name", "Our own helpline")))))
                .expect(201)
                .text("/catalogueVersion/version");
        max.put(VERSIONS + "/" + version + "/approval").expect(200);
        assertHelpline("Our own helpline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document = '{}'",
                "document = 'null'",
                "document = '[1]'",
                "document = jsonb_set(document, '{services,helpline}', 'null')",
                "document = jsonb_set(document, '{services,helpline,phone}', 'null')",
                "document = jsonb_set(document, '{services,helpline,hours}', 'null')",
                "document = jsonb_set(document, '{services,helpline,timeZone}', '\"nowhere\"')",
                "document = jsonb_set(document, '{services,helpline,nations}', 'null')",
                "document = jsonb_set(document, '{signposts,crisis-mh,services}', 'null')",
                "document = jsonb_set(document, '{signposts,crisis-mh,text}', 'null')",
                "document = jsonb_set(document, '{standing,redFlags}', 'null')",
                "document = document - 'standing'",
                "document = document - 'signposts'",
                "document = jsonb_set(document, '{rules,cues}', 'null')",
                "document = jsonb_set(document, '{rules,rules,fit,phrases}', '\"a (b\"')",
                "document = jsonb_set(document, '{colour}', '\"red\"')",
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
                insert into catalogue_version (version, document, reason, proposed_at)
                  values ('shipped-00000000', '{}', 'Broken', now());
                insert into catalogue_activation (version, activated_by, activated_at)
                  select 'shipped-00000000', id, now() from account limit 1
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
        forum.db().<Integer>write(tx -> tx.execute("delete from catalogue_activation"));
        forum.db().<Integer>write(tx -> tx.execute("delete from catalogue_version"));
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
                        tx -> tx.execute("update catalogue_version set " + change + " where version = ?", version));
    }

    private static App other(Database db) {
        return new App(db, new ServerSettings("127.0.0.1", 0, false, Set.of(), Set.of(), false), forum.clock());
    }

    private static void assertHelpline(String name) {
        assertEquals(name, forum.guest().get("/signposting").expect(200).text("/signposting/helpline/name"));
        assertEquals(name, forum.guest().get("/nowhere").expect(404).text("/signposting/helpline/name"));
    }
}
