package waymark.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_AGREEMENT;
import static waymark.schema.Tables.STORY_APPROVAL;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REVISION;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import waymark.TestForum;
import waymark.accounts.Accounts;
import waymark.audit.Audit;
import waymark.cases.CaseWork;
import waymark.cases.Recusals;
import waymark.gate.Gate;
import waymark.ids.Ids;
import waymark.ids.SessionId;
import waymark.ids.StoryId;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.http.Json;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.testing.Client;
import waymark.webhooks.Webhooks;

/**
 * Whatever authors, three moderators, the clock and the housekeeping do to stories, in whatever order: readers get only
 * texts to which the author has agreed, letter by letter, which enough others have approved who neither wrote nor edited
 * them, and for which there is a consent.
 */
class AgreedTextsTest {

    @RegisterExtension
    static final TestForum forum = new TestForum();

    private static final long SEED = Long.getLong("waymark.seed", System.nanoTime());
    private static final int SEQUENCES = Integer.getInteger("waymark.sequences", 2_000);
    private static final int LONGEST = 12;

    private static final List<String> STEPS = Arrays.stream(StoryAction.values())
            .filter(action -> action.actor() != StoryAction.Actor.NOBODY)
            .map(StoryAction::code)
            .toList();

    private final Map<String, Integer> taken = new TreeMap<>();
    private final Ids ids = new Ids(forum.clock());
    private int refused;
    private int seenPublished;

    private final Member author = member("alice", forum.alice(), Role.MEMBER);
    private final List<Member> team = List.of(
            member("max", forum.signedIn("max", Role.MODERATOR), Role.MODERATOR),
            member("mia", forum.signedIn("mia", Role.MODERATOR), Role.MODERATOR),
            member("mo", forum.mo(), Role.MODERATOR));

    private final Audit audit = new Audit(forum.clock());
    private final Accounts accounts = new Accounts(forum.db(), forum.settings().keys(), ids, forum.clock());
    private final Steps steps = new Steps(
            new Recusals(
                    forum.db(), accounts, new CaseWork(forum.db(), audit, ids, forum.clock()), audit, forum.clock()),
            audit,
            forum.clock());
    private final Assessments assessments =
            new Assessments(accounts, new Gate(forum.app().directory()), forum.clock());
    private final Announcements announcements = new Announcements(new Webhooks(List.of(), ids, forum.clock()));
    private final Stories stories = new Stories(forum.db(), steps, forum.matches(), ids, forum.clock());
    private final StoryConsents consents = new StoryConsents(forum.db(), steps, announcements, forum.clock());
    private final Approvals approvals = new Approvals(assessments);
    private final StoryReviews reviews = new StoryReviews(forum.db(), steps, approvals, forum.clock());
    private final Publications publications =
            new Publications(forum.db(), steps, assessments, approvals, announcements, forum.clock());
    private final Redactions redactions = new Redactions(forum.db(), steps, announcements, audit, ids, forum.clock());

    @Test
    void nothingIsPublishedThatItsAuthorHasNotAgreedTo() {
        System.out.println(
                "stories: " + SEQUENCES + " sequences from seed " + SEED + " (again with -Dwaymark.seed=" + SEED + ")");
        for (int i = 0; i < SEQUENCES; i++) {
            play(new Random(SEED + i), "seed " + (SEED + i));
        }
        System.out.println(
                "steps taken " + taken + ", refused " + refused + ", looked at while published " + seenPublished);
        // Else these would have been walks on which hardly anything was ever published.
        assertTrue(taken.getOrDefault("publish", 0) > SEQUENCES / 4, taken.toString());
        assertTrue(taken.getOrDefault("amend", 0) > SEQUENCES / 10, taken.toString());
        assertTrue(seenPublished > SEQUENCES / 2, String.valueOf(seenPublished));
    }

    private void play(Random random, String seed) {
        var text = Json.MAPPER.valueToTree(Storyteller.text());
        var id = forum.db().write(tx -> stories.begin(tx, author, text)).story().id();
        var log = new ArrayList<String>();
        var story = look(id, seed);
        for (int i = 0; i < LONGEST && !story.deleted(); i++) {
            var action = choose(random, story);
            try {
                act(random, story, action);
                taken.merge(action, 1, Integer::sum);
                log.add(action);
            } catch (Problem problem) {
                refused++;
                log.add(action + " refused: " + problem.type().code());
            }
            story = look(id, seed + " " + log);
        }
    }

    /** Mostly what leads on to being read, often something else that is possible, sometimes anything at all. */
    private static String choose(Random random, StoryStore.Row story) {
        int dice = random.nextInt(20);
        if (dice == 0) {
            return pick(random, List.of("tomorrow", "in-two-years", "housekeeping"));
        }
        if (dice == 1) {
            return pick(random, STEPS);
        }
        if (dice < 14) {
            return onward(random, story);
        }
        return pick(
                random,
                STEPS.stream()
                        .filter(code ->
                                StoryAction.of(code).leadsFrom(story.state()).isPresent())
                        .toList());
    }

    private static String onward(Random random, StoryStore.Row story) {
        return switch (story.state()) {
            case DRAFT, CHANGES_REQUESTED, WITHDRAWN, ARCHIVED -> "submit";
            case SUBMITTED -> "approve";
            case IN_REVIEW -> random.nextBoolean() ? "approve" : "hand-back";
            case AWAITING_AUTHOR -> "agree";
            case APPROVED -> pick(random, List.of("publish", "publish", "schedule", "approve"));
            case SCHEDULED -> random.nextBoolean() ? "tomorrow" : "housekeeping";
            case PUBLISHED, DECLINED -> random.nextBoolean() ? "edit" : "amend";
        };
    }

    private void act(Random random, StoryStore.Row story, String action) {
        var id = story.id();
        var any = Versions.Expected.ANY;
        var moderator = pick(random, team);
        switch (action) {
            case "edit" -> stories.change(id, author, any, words(random));
            case "submit" -> {
                if (random.nextInt(4) > 0) {
                    consents.give(id, author, consent(random));
                }
                stories.submit(id, author, any);
            }
            case "take-back" -> stories.takeBack(id, author);
            case "agree" -> stories.agree(id, author, hash(random, story));
            case "consent" -> consents.give(id, author, consent(random));
            case "withdraw" -> consents.withdraw(id, author);
            case "delete" -> consents.delete(id, author, any);
            case "take-up" -> reviews.takeUp(id, moderator, any);
            case "hand-back" -> reviews.handBack(id, moderator, any);
            case "return" -> reviews.giveBack(id, moderator, any, verdict());
            case "decline" -> reviews.decline(id, moderator, any, verdict());
            case "amend" -> reviews.amend(id, moderator, any, "A small change.", words(random));
            case "approve" -> reviews.approve(id, moderator, any, hash(random, story), random.nextInt(4) == 0);
            case "schedule" ->
                publications.schedule(
                        id, moderator, any, forum.clock().instant().plus(Duration.ofHours(12)));
            case "unschedule" -> publications.unschedule(id, moderator, any);
            case "publish" -> publications.publish(id, moderator, any);
            case "archive" -> publications.archive(id, moderator, any, verdict());
            case "redact" -> forum.db().write(tx -> redactions.redact(tx, id, moderator, "kettle", "recognisable"));
            case "tomorrow" -> forum.clock().advance(Duration.ofDays(1));
            case "in-two-years" -> forum.clock().advance(Duration.ofDays(800));
            default -> housekeep();
        }
    }

    /** Of the text that is there now, and sometimes of the first one. */
    private static String hash(Random random, StoryStore.Row story) {
        int revision = random.nextInt(8) == 0 ? 1 : story.revision();
        return forum.db().read(tx -> TextStore.require(tx, story.id(), revision).hash());
    }

    private void housekeep() {
        consents.takeDownRunOut();
        publications.publishDue();
        consents.askAgain();
    }

    /** What readers get now, against what the tables say about how it came there. */
    private StoryStore.Row look(StoryId id, String log) {
        var now = forum.clock().instant();
        return forum.db().read(tx -> {
            var story = StoryStore.find(tx, id, now).orElseThrow();
            var live = tx.select(
                            STORY_PUBLICATION.REVISION,
                            STORY_REVISION.CONTENT_SHA256,
                            STORY_AGREEMENT.CONTENT_SHA256,
                            STORY.AUTHOR_ID)
                    .from(STORY_PUBLICATION)
                    .join(STORY)
                    .on(STORY.ID.eq(STORY_PUBLICATION.STORY_ID))
                    .join(STORY_REVISION)
                    .on(STORY_REVISION.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                    .and(STORY_REVISION.NUMBER.eq(STORY_PUBLICATION.REVISION))
                    .leftJoin(STORY_AGREEMENT)
                    .on(STORY_AGREEMENT.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                    .and(STORY_AGREEMENT.REVISION.eq(STORY_PUBLICATION.REVISION))
                    .where(STORY_PUBLICATION.STORY_ID.eq(id))
                    .and(STORY_PUBLICATION.CONSENT_UNTIL.gt(now))
                    .fetchOptional();
            assertEquals(live.isPresent(), story.published(), log);
            if (live.isEmpty()) {
                return story;
            }
            seenPublished++;
            var row = live.get();
            int revision = row.value1();
            var text = TextStore.require(tx, id, revision);
            assertTrue(Arrays.equals(row.value2(), row.value3()), "not agreed to: " + log);
            var again = Composed.of(
                    text.words(),
                    text.pullQuotes().stream().map(StoryText.PullQuote::text).toList(),
                    "");
            assertTrue(Arrays.equals(again.sha256(), row.value2()), "another text than was agreed to: " + log);
            var consent = ConsentStore.newest(tx, id, now).orElseThrow();
            assertTrue(consent.allows("forum"), "no consent: " + log);
            var approvers = tx.select(STORY_APPROVAL.APPROVER_ID)
                    .from(STORY_APPROVAL)
                    .where(STORY_APPROVAL.STORY_ID.eq(id))
                    .and(STORY_APPROVAL.REVISION.eq(revision))
                    .and(STORY_APPROVAL.CONTENT_SHA256.eq(row.value2()))
                    .fetchSet(STORY_APPROVAL.APPROVER_ID);
            var editors = tx.select(STORY_REVISION.EDITOR_ID)
                    .from(STORY_REVISION)
                    .where(STORY_REVISION.STORY_ID.eq(id))
                    .and(STORY_REVISION.NUMBER.le(revision))
                    .fetchSet(STORY_REVISION.EDITOR_ID);
            approvers.removeAll(editors);
            assertTrue(!approvers.isEmpty(), "approved by nobody else: " + log);
            assertTrue(!approvers.contains(author.id()), log);
            assertTrue(story.state() != StoryState.WITHDRAWN && story.state() != StoryState.ARCHIVED, log);
            return story;
        });
    }

    private static JsonNode words(Random random) {
        return Json.MAPPER.valueToTree(Map.of("title", "Title " + random.nextInt(1_000_000)));
    }

    private static StoryConsents.Wanted consent(Random random) {
        return new StoryConsents.Wanted(
                List.of("forum"),
                random.nextBoolean() ? "everyone" : "members",
                random.nextBoolean() ? "chosen-name" : "none",
                "self",
                null,
                1 + random.nextInt(24),
                "2026-11");
    }

    private static Verdict verdict() {
        return new Verdict("other", "A few words.");
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Member member(String username, Client client, Role role) {
        var session = SessionId.of(client.get("/sessions/current").expect(200).text("/session/id"));
        return new Member(forum.account(client), username, role, session, Optional.empty());
    }
}
