package waymark.moderation.replies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.CANNED_REPLY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.audit.Audit;
import waymark.cases.CaseCategory;
import waymark.moderation.replies.CannedReplies.Rendered;
import waymark.signposting.Directory;

/** What moderators are offered in a case, and what comes with Waymark. */
class RenderedReplyTest {

    private static final String TO_TALK_TO = "Blood Cancer UK Support Service, 0808 2080 888; Samaritans, 116 123";
    private static final String SHIPPED = "/db/reference/R__canned_replies.sql";

    @RegisterExtension
    static final TestForum forum = new TestForum();

    @Test
    void whatIsKnownIsFilledInAndWhatIsNotStaysInItsBraces() {
        add("letter", "spam", "For {username}", "Hello {username}, {rule} in {thread} until {until}. {helpline}!");

        var letter = find(
                "letter",
                rendered(
                        CaseCategory.SPAM,
                        Map.of(Placeholder.USERNAME, "heron", Placeholder.THREAD, "Costs $1 {rule} \\1")));
        assertEquals("For heron", letter.title());
        assertEquals("Hello heron, {rule} in Costs $1 {rule} \\1 until {until}. " + TO_TALK_TO + "!", letter.text());
        assertEquals(1, letter.version());
    }

    @Test
    void aCaseIsOfferedItsOwnFirstAndThenThoseForAll() {
        var ids = rendered(CaseCategory.ABUSE, Map.of()).stream()
                .map(Rendered::id)
                .toList();
        assertEquals(List.of("abuse", "pause"), ids.subList(0, 2));
        assertEquals("removal", ids.get(ids.size() - 1));
        assertFalse(ids.contains("crisis-first-reply"));
    }

    @Test
    void theLatestVersionIsOfferedAndARetiredOneIsNot() {
        add("changing", "illegal", "A title", "First words.");
        change("changing", "Second words.");
        var offered = find("changing", rendered(CaseCategory.ILLEGAL, Map.of()));
        assertEquals(2, offered.version());
        assertEquals("Second words.", offered.text());

        forum.mo().with("If-Match", "*").delete("/canned-replies/changing").expect(204);
        assertTrue(rendered(CaseCategory.ILLEGAL, Map.of()).stream()
                .noneMatch(reply -> reply.id().equals("changing")));
    }

    @Test
    void theWordsOfEveryVersionCanBeHadForGood() {
        add("kept", "other", "A title", "First words for {username}.");
        change("kept", "Second words.");
        forum.mo().with("If-Match", "*").delete("/canned-replies/kept").expect(204);

        assertEquals(Map.of(1, "First words for {username}.", 2, "Second words.", 3, "Second words."), texts("kept"));
    }

    @Test
    void whatComesWithWaymarkSaysWhereToTurnAndNothingThatItMustNot() {
        var shipped = shipped();
        assertTrue(shipped.size() >= 12, shipped::toString);
        var lint = directory().current().lint();
        for (var reply : shipped) {
            assertTrue(reply.text().contains("{helpline}"), reply::id);
            assertEquals(List.of(), lint.find(reply.title()).stream().toList(), reply::id);
            assertEquals(List.of(), lint.find(reply.text()).stream().toList(), reply::id);
            assertEquals(
                    List.of(),
                    Placeholder.findUnknown(reply.title() + reply.text()).stream()
                            .toList(),
                    reply::id);
        }
    }

    @Test
    void everyCategoryOffersSomethingThatComesWithWaymark() {
        for (var category : EnumSet.allOf(CaseCategory.class)) {
            assertFalse(rendered(category, Map.of()).isEmpty(), category::code);
        }
        var own = shipped().stream()
                .flatMap(reply -> Optional.ofNullable(reply.category()).stream())
                .collect(Collectors.toSet());
        assertTrue(own.containsAll(Set.of(
                CaseCategory.CRISIS,
                CaseCategory.RED_FLAG,
                CaseCategory.WORRIED,
                CaseCategory.PERSONAL_DATA,
                CaseCategory.STAFF_NAMED,
                CaseCategory.UNSAFE_ADVICE,
                CaseCategory.MEDICAL_CLAIM,
                CaseCategory.ABUSE,
                CaseCategory.SPAM,
                CaseCategory.REVIEW,
                CaseCategory.APPEAL)));
    }

    /** The file is read again whenever it changes. */
    @Test
    void whatACharityMadeOfThemStaysWhenTheFileIsReadAgain() throws IOException {
        change("spam", "Our own words. {helpline}");
        forum.mo().with("If-Match", "*").delete("/canned-replies/bereavement").expect(204);
        var before = forum.mo().get("/canned-replies?limit=100").expect(200).at("/items");

        String sql;
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream(SHIPPED))) {
            sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        int inserted = forum.db().write(tx -> tx.execute(sql));

        assertEquals(0, inserted);
        assertEquals(
                before, forum.mo().get("/canned-replies?limit=100").expect(200).at("/items"));
        assertEquals("Our own words. {helpline}", texts("spam").get(2));
    }

    private static List<Rendered> rendered(CaseCategory category, Map<Placeholder, String> values) {
        return forum.db().read(tx -> replies().rendered(tx, category, values));
    }

    /** What it said in each of its versions. */
    private static Map<Integer, String> texts(String id) {
        var versions = forum.mo().get("/canned-replies/" + id + "/versions").expect(200);
        return StreamSupport.stream(versions.at("/items").spliterator(), false)
                .collect(Collectors.toMap(
                        each -> each.path("version").asInt(),
                        each -> each.path("text").asText()));
    }

    private static Rendered find(String id, List<Rendered> all) {
        return all.stream().filter(reply -> reply.id().equals(id)).findFirst().orElseThrow();
    }

    private static CannedReplies replies() {
        return new CannedReplies(forum.db(), directory(), new Audit(forum.clock()), forum.clock());
    }

    private static Directory directory() {
        return forum.app().directory();
    }

    /** As they came, whatever other tests have made of them. */
    private static List<CannedReply> shipped() {
        return forum.db()
                .read(tx -> tx.selectFrom(CANNED_REPLY)
                        .where(CANNED_REPLY.AUTHOR_ID.isNull())
                        .and(CANNED_REPLY.VERSION.eq(1))
                        .fetch(row -> new CannedReply(
                                row.get(CANNED_REPLY.ID),
                                1,
                                Optional.ofNullable(row.get(CANNED_REPLY.CATEGORY))
                                        .map(CaseCategory::of)
                                        .orElse(null),
                                row.get(CANNED_REPLY.TITLE),
                                row.get(CANNED_REPLY.TEXT),
                                CannedReply.State.of(row.get(CANNED_REPLY.STATE)),
                                row.get(CANNED_REPLY.UPDATED_AT),
                                null)));
    }

    private static void add(String id, String category, String title, String text) {
        forum.mo()
                .post("/canned-replies", Map.of("id", id, "category", category, "title", title, "text", text))
                .expect(201);
    }

    private static void change(String id, String text) {
        forum.mo()
                .with("If-Match", "*")
                .patch("/canned-replies/" + id, Map.of("text", text))
                .expect(200);
    }
}
