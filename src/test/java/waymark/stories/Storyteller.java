package waymark.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import waymark.TestForum;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Client;

/** Brings stories to any point of their way, through the API alone. */
public final class Storyteller {

    public static final String MARKDOWN =
            "I came home in the rain. For weeks the kettle was a day's work.\n\nGoing slowly was the thing I had to learn.";
    public static final String QUOTE = "Going slowly was the thing I had to learn.";

    /** Of the stories told here: what they never sent is theirs alone. */
    private static final Map<String, Client> AUTHORS = new ConcurrentHashMap<>();

    private final TestForum forum;

    public Storyteller(TestForum forum) {
        this.forum = forum;
    }

    public static Map<String, Object> text() {
        var text = new LinkedHashMap<String, Object>();
        text.put("title", "Learning to go slowly");
        text.put("markdown", MARKDOWN);
        text.put("pullQuotes", List.of(QUOTE));
        text.put("attributionName", "Rowan");
        text.put("diagnosis", "follicular-lymphoma");
        text.put("stage", "later-recovery");
        text.put("topics", List.of("fatigue"));
        text.put("role", "patient");
        text.put("treatmentYear", 2024);
        text.put("nation", "wales");
        return text;
    }

    public static Map<String, Object> consent(String... scopes) {
        var consent = new LinkedHashMap<String, Object>();
        consent.put("scopes", List.of(scopes));
        consent.put("audience", "everyone");
        consent.put("attribution", "chosen-name");
        consent.put("givenBy", "self");
        consent.put("wordingVersion", "2026-11");
        return consent;
    }

    public static Map<String, String> verdict() {
        return Map.of("reason", "recognisable", "message", "Somebody could be recognised by this.");
    }

    public static Map<String, Object> edit(String title) {
        return Map.of("message", "A small change.", "changes", Map.of("title", title));
    }

    public Client reviewer() {
        return forum.signedIn("reviewer", Role.MODERATOR);
    }

    public Client second() {
        return forum.signedIn("second-reviewer", Role.MODERATOR);
    }

    public Client editor() {
        return forum.signedIn("story-editor", Role.MODERATOR);
    }

    /** The id of a draft of this member with everything in it. */
    public String draft(Client author) {
        return draft(author, text());
    }

    public String draft(Client author, Map<String, Object> text) {
        var id = author.post("/stories", text).expect(201).text("/manuscript/id");
        AUTHORS.put(id, author);
        return id;
    }

    public String submitted(Client author) {
        return submitted(author, text());
    }

    public String submitted(Client author, Map<String, Object> text) {
        var id = draft(author, text);
        author.put("/stories/" + id + "/consent", consent("forum")).expect(200);
        any(author).put("/stories/" + id + "/submission").expect(200);
        return id;
    }

    public String published(Client author) {
        return published(author, text());
    }

    public String published(Client author, Map<String, Object> text) {
        var id = submitted(author, text);
        approve(id);
        publish(id).expect(200);
        return id;
    }

    /** By as many as it takes. */
    public void approve(String id) {
        approve(reviewer(), id).expect(200);
        if (!state(id).equals("approved")) {
            approve(second(), id).expect(200);
        }
    }

    public Answer approve(Client moderator, String id) {
        return any(moderator).put("/stories/" + id + "/approval", Map.of("hash", hash(id)));
    }

    public Answer publish(String id) {
        return any(reviewer()).put("/stories/" + id + "/publication");
    }

    public String hash(String id) {
        return manuscript(id).at("/text/hash").asText();
    }

    public String state(String id) {
        return manuscript(id).at("/state").asText();
    }

    public JsonNode manuscript(String id) {
        var read = reviewer().get("/stories/" + id + "/manuscript");
        return read.status() == 404
                ? Objects.requireNonNull(AUTHORS.get(id))
                        .get("/stories/" + id + "/manuscript")
                        .expect(200)
                        .at("/manuscript")
                : read.expect(200).at("/manuscript");
    }

    /** Whatever version it is. */
    public static Client any(Client client) {
        return client.with("If-Match", "*");
    }

    /** The id of a story of this member that is in this state. */
    public String inState(Client author, String state) {
        var id = switch (state) {
            case "draft" -> draft(author);
            case "published", "archived", "withdrawn" -> published(author);
            default -> submitted(author);
        };
        var path = "/stories/" + id;
        switch (state) {
            case "draft" -> author.put(path + "/consent", consent("forum")).expect(200);
            case "submitted", "published" -> {}
            case "in-review" -> any(reviewer()).put(path + "/review").expect(200);
            case "changes-requested" ->
                any(reviewer()).put(path + "/return", verdict()).expect(200);
            case "awaiting-author" ->
                any(editor()).put(path + "/edit", edit("Going slowly")).expect(200);
            case "declined" -> any(reviewer()).put(path + "/decline", verdict()).expect(200);
            case "approved" -> approve(id);
            case "scheduled" -> {
                approve(id);
                var day = forum.clock().instant().plus(Duration.ofDays(1));
                any(reviewer())
                        .put(path + "/schedule", Map.of("publishAt", day.toString()))
                        .expect(200);
            }
            case "withdrawn" -> author.delete(path + "/consent").expect(200);
            case "archived" -> any(reviewer()).put(path + "/removal", verdict()).expect(200);
            default -> throw new IllegalArgumentException(state);
        }
        return id;
    }
}
