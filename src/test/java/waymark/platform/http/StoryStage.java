package waymark.platform.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.stories.Storyteller;
import waymark.testing.Client;

/** Stories for requests to be about, in the state that each request needs. */
final class StoryStage {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String NAMED = "Nurse Pemberton";

    private final TestForum forum;
    private final Storyteller teller;
    private final Map<String, String> stories = new HashMap<>();
    private String copy = "";

    StoryStage(TestForum forum) {
        this.forum = forum;
        this.teller = new Storyteller(forum);
    }

    /** So many that every list of stories has a second page, of every role too; the one that most of the lists are about. */
    String fill(Client author, List<Client> readers) {
        for (var role : List.of("patient", "carer", "bereaved")) {
            for (int i = 0; i < 2; i++) {
                var unused = teller.published(author, with("role", role));
            }
        }
        for (int i = 0; i < 2; i++) {
            var unused = teller.submitted(author);
        }
        var story = published(author);
        for (var scope : List.of("public-web", "print")) {
            note(story, scope);
            note(story, scope);
        }
        consent(author, story, "forum", "public-web");
        change(author, story);
        readers.forEach(reader -> reader.put("/stories/" + story + "/like").expect(200));
        return story;
    }

    /** The story that this request is about; another one when the last request has moved it on. */
    String forRequest(ContractRoute route, Client author) {
        var use = route.reads() ? "read" : route.id();
        var story = stories.get(use);
        if (story == null || !isReady(story, route)) {
            story = prepared(route, author);
            stories.put(use, story);
        }
        return story;
    }

    /** A copy that its author does not allow any more. */
    String copy(Client author) {
        if (copy.isEmpty()) {
            var story = published(author);
            copy = note(story, "print");
            consent(author, story, "forum");
        }
        return copy;
    }

    /** What an example cannot know. */
    void complete(ContractRoute route, ObjectNode body) {
        switch (route.id()) {
            // A quote is a part of the text, and whoever asks for another text should not have to care.
            case "beginStory" -> body.putArray("pullQuotes");
            case "changeStory" -> {
                body.setAll(ContractRoute.named("beginStory").example());
                body.putArray("pullQuotes");
            }
            case "agreeToEdit", "approveStory" ->
                body.put("hash", teller.hash(Objects.requireNonNull(stories.get(route.id()))));
            case "editStory" ->
                ((ObjectNode) body.path("changes")).put("title", "Going slowly, time " + COUNT.incrementAndGet());
            case "scheduleStory" ->
                body.put(
                        "publishAt",
                        forum.clock().instant().plus(Duration.ofDays(1)).toString());
            default -> {}
        }
    }

    private boolean isReady(String story, ContractRoute route) {
        var read = teller.reviewer().get("/stories/" + story + "/manuscript");
        // It may have been deleted meanwhile.
        return read.status() == 200
                && read.text("/manuscript/state").equals(state(route))
                && (!route.id().equals("redactStory")
                        || read.text("/manuscript/text/markdown").contains(NAMED));
    }

    private static String state(ContractRoute route) {
        return switch (route.id()) {
            case "changeStory", "deleteStory", "submitStory", "consentToStory" -> "draft";
            case "takeStoryBack",
                    "takeUpStory",
                    "returnStory",
                    "declineStory",
                    "editStory",
                    "approveStory",
                    "redactStory" -> "submitted";
            case "agreeToEdit" -> "awaiting-author";
            case "handStoryBack" -> "in-review";
            case "scheduleStory", "publishStory" -> "approved";
            case "unscheduleStory" -> "scheduled";
            default -> "published";
        };
    }

    private String prepared(ContractRoute route, Client author) {
        return switch (route.id()) {
            case "submitStory" -> consent(author, teller.draft(author), "forum");
            case "redactStory" ->
                teller.submitted(author, with("markdown", Storyteller.MARKDOWN + "\n\n" + NAMED + " was kind."));
            // By whoever hands it back.
            case "handStoryBack" -> takenUp(teller.submitted(author));
            default -> state(route).equals("published") ? published(author) : teller.inState(author, state(route));
        };
    }

    private String takenUp(String story) {
        Storyteller.any(moderator()).put("/stories/" + story + "/review").expect(200);
        return story;
    }

    private String published(Client author) {
        return consent(author, teller.published(author), "forum", "public-web", "print");
    }

    private static String consent(Client author, String story, String... scopes) {
        author.put("/stories/" + story + "/consent", Storyteller.consent(scopes))
                .expect(200);
        return story;
    }

    private static void change(Client author, String story) {
        Storyteller.any(author)
                .patch("/stories/" + story, Map.of("title", "Going slowly"))
                .expect(200);
    }

    private String note(String story, String scope) {
        var body = Map.of("scope", scope, "place", "Leaflet " + COUNT.incrementAndGet());
        return moderator()
                .post("/stories/" + story + "/copies", body)
                .expect(201)
                .text("/copy/id");
    }

    private Client moderator() {
        return forum.signedIn("moderator", Role.MODERATOR);
    }

    private static Map<String, Object> with(String part, Object value) {
        var text = new HashMap<>(Storyteller.text());
        text.put(part, value);
        return text;
    }
}
