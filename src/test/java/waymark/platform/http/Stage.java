package waymark.platform.http;

import static waymark.schema.Tables.FORUM_THREAD;
import static waymark.schema.Tables.MODERATION_CASE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waymark.TestForum;
import waymark.cases.CaseCategory;
import waymark.cases.CaseState;
import waymark.cases.Priority;
import waymark.cases.Raise;
import waymark.cases.Source;
import waymark.cases.Target;
import waymark.ids.PostId;
import waymark.platform.access.Role;
import waymark.testing.Answer;
import waymark.testing.Authenticator;
import waymark.testing.Client;
import waymark.testing.IdentityProvider;

/** Real things, made through the API, for requests to be about: so that a request is wrong only where a test makes it so. */
public final class Stage {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SHIPPED_RULE = "019a0000-0000-7000-8000-000000000001";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");

    private final TestForum forum;
    private final StoryStage stories;
    private final LinkStage links;
    private @Nullable Client author;
    private String owner = "";
    private String thread = "";
    private String post = "";
    private String reply = "";
    private String moderationCase = "";
    private String decision = "";
    private String version = "";
    private String guidesVersion = "";
    private String cannedReply = "";
    private String receipt = "";
    private String word = "";
    private String rule = "";
    private String submission = "";
    private String story = "";
    private String forgetful = "";
    private @Nullable Authenticator codes;
    private @Nullable Authenticator shown;
    private @Nullable IdentityStage identities;
    private @Nullable Client leaver;
    private @Nullable Client changing;
    private String export = "";
    private String draft = "";
    private String erasure = "";
    private boolean prepared;

    private Stage(TestForum forum) {
        this.forum = forum;
        this.stories = new StoryStage(forum);
        this.links = new LinkStage(forum);
    }

    /** A thread with its opening post, made when a request is about it. Who wrote it may do all that can be done with it. */
    static Stage small(TestForum forum) {
        return new Stage(forum);
    }

    /** With people who have another account there. */
    Stage knowing(IdentityProvider provider) {
        identities = new IdentityStage(forum, provider);
        return this;
    }

    /** Things that are this member's own; what is about a member is about this one. */
    public static Stage of(TestForum forum, String owner) {
        var stage = new Stage(forum);
        stage.author = forum.member(owner);
        stage.owner = owner;
        return stage;
    }

    /** A small one with so much of everything that every list has a second page. */
    static Stage large(TestForum forum) {
        var author = signIn(forum);
        var unused = signIn(forum);
        // Here already when somebody looks whether a request of theirs writes anything.
        var unusedSupporter = forum.signedIn("supporter", Role.SUPPORTER);
        var stage = new Stage(forum);
        stage.author = author;
        for (int i = 0; i < 2; i++) {
            stage.startThread();
            forum.reply(forum.alice(), stage.thread, "Something new to whoever started it.");
        }
        stage.startThread();
        stage.startThread();
        for (int i = 0; i < 3; i++) {
            forum.reply(author, stage.thread, "One more thing.");
            author.with("If-Match", "*")
                    .patch("/posts/" + stage.post, Map.of("markdown", "Said better: the longest " + i))
                    .expect(200);
        }
        for (var liker : List.of(forum.mo(), forum.bob())) {
            liker.put("/posts/" + stage.post + "/like").expect(200);
        }
        stage.raiseCases();
        for (int i = 0; i < 3; i++) {
            stage.decision = stage.decide();
        }
        stage.version = stage.propose();
        stage.guidesVersion = stage.proposeGuides();
        stage.writeNotes();
        stage.rule = SHIPPED_RULE;
        for (int i = 0; i < 2; i++) {
            for (var action : List.of("block", "censor", "hold", "flag", "escalate", "label")) {
                stage.word = stage.addWord(action);
            }
            stage.submission = stage.submit();
            colleague(forum)
                    .with("If-Match", "*")
                    .delete("/canned-replies/" + stage.addReply())
                    .expect(204);
        }
        stage.cannedReply = stage.addReply();
        colleague(forum)
                .with("If-Match", "*")
                .patch("/canned-replies/" + stage.cannedReply, Map.of("title", "In other words"))
                .expect(200);
        stage.receipt = stage.report();
        stage.receipt = stage.report();
        for (var name : List.of("mo", "bob")) {
            tired(forum).put("/me/recusals/" + name, Map.of("kind", "friend")).expect(200);
            author.put("/members/" + name + "/mute").expect(200);
        }
        for (int i = 0; i < 2; i++) {
            stage.export = stage.export();
        }
        author.put("/bookmarks/" + forum.reply(author, stage.thread, "To be found."), Map.of())
                .expect(200);
        author.put("/bookmarks/" + stage.post, Map.of()).expect(200);
        for (var key : List.of("reply-7", "new-thread")) {
            stage.draft = stage.draft(key);
        }
        stage.erasure = stage.erase();
        // Not Mo, whom the request of the contract lets go.
        for (var name : List.of("bob", "proposer")) {
            forum.signedIn("admin", Role.ADMIN)
                    .put("/members/" + name + "/legal-hold", Map.of("reason", "court-order"))
                    .expect(200);
        }
        forum.tell();
        stage.story = stage.stories.fill(author, List.of(forum.mo(), forum.bob()));
        return stage;
    }

    private static Client tired(TestForum forum) {
        return forum.signedIn("tired", Role.MODERATOR);
    }

    /** Lets the one of the examples join, whom the example of signing in expects to be there. */
    public static void signUp(TestForum forum) {
        var example = ContractRoute.named("signUp").example();
        forum.guest().post("/accounts", example).expect(201);
        forum.verify(example.path("email").asText());
    }

    private static Client signIn(TestForum forum) {
        var answer = forum.guest()
                .post("/sessions", ContractRoute.named("signIn").example())
                .expect(201);
        return new Client(forum.port(), Optional.of(answer.text("/session/token")));
    }

    private Client author() {
        if (author == null) {
            author = forum.signedIn("author-" + COUNT.incrementAndGet(), Role.MODERATOR);
        }
        return author;
    }

    private void startThread() {
        var started = author().post(
                        "/threads", ContractRoute.named("startThread").example())
                .expect(201);
        thread = started.text("/thread/id");
        post = started.text("/post/id");
    }

    /** Two of each priority that are not resolved, and two of each state. */
    private void raiseCases() {
        for (int i = 0; i < 2; i++) {
            for (var priority : Priority.values()) {
                moderationCase = raiseCase(priority, CaseState.OPEN);
            }
            for (var state : CaseState.values()) {
                moderationCase = raiseCase(Priority.P2, state);
            }
        }
        int unused = forum.db()
                .write(tx -> tx.update(MODERATION_CASE)
                        .set(MODERATION_CASE.BREACHED_AT, forum.clock().instant())
                        .where(MODERATION_CASE.STATE.eq(CaseState.OPEN.code()))
                        .execute());
    }

    private String raiseCase(Priority priority, CaseState state) {
        var id = forum.raise(Target.of(new PostId(UUID.randomUUID())), Source.SIGNPOSTING, priority, false);
        forum.setState(id, state);
        return id.toString();
    }

    private void writeNotes() {
        for (int i = 0; i < 2; i++) {
            var unused = writeNote();
        }
    }

    /** A note that nobody has corrected yet. */
    private String writeNote() {
        return colleague(forum)
                .post("/members/" + id("username") + "/notes", Map.of("kind", "fact", "text", "It was a Tuesday."))
                .expect(201)
                .text("/note/id");
    }

    private String addReply() {
        return colleague(forum)
                .post("/canned-replies", body(ContractRoute.named("addCannedReply")))
                .expect(201)
                .text("/cannedReply/id");
    }

    private String addWord(String action) {
        var body = body(ContractRoute.named("addWatchedWord")).put("action", action);
        if (action.equals("label")) {
            body.put("label", "cost");
        }
        return colleague(forum).post("/watched-words", body).expect(201).text("/watchedWord/id");
    }

    private String addRule() {
        return colleague(forum)
                .post("/review-rules", body(ContractRoute.named("addReviewRule")))
                .expect(201)
                .text("/reviewRule/id");
    }

    /** Into the table, because what moderators write waits for nobody. */
    private String submit() {
        var id = UUID.randomUUID();
        var account = forum.account(author()).value();
        int unused = forum.db().write(tx -> tx.execute("""
                        insert into submission
                            (id, kind, author_id, title, category_id, tags, markdown, reasons, state, created_at, updated_at,
                             version)
                          values (?, 'thread', ?, 'A title', 'recovery', '{}', 'It waits.', '{review}', 'held', now(), now(), 1)
                        """, id, account));
        return id.toString();
    }

    private static Client colleague(TestForum forum) {
        return forum.signedIn("proposer", Role.MODERATOR);
    }

    /** By somebody else than who approves it. */
    private String propose() {
        return colleague(forum)
                .post("/signposting/catalogue/versions", body(ContractRoute.named("proposeCatalogueVersion")))
                .expect(201)
                .text("/catalogueVersion/version");
    }

    private String proposeGuides() {
        return colleague(forum)
                .post("/guides/versions", body(ContractRoute.named("proposeGuidesVersion")))
                .expect(201)
                .text("/guidesVersion/version");
    }

    /** As the example saves it, so that saving it once more is no conflict. */
    private String draft(String key) {
        author().put("/drafts/" + key, body(ContractRoute.named("saveDraft"))).expect(200);
        return key;
    }

    private String export() {
        var id = author().send("POST", "/me/exports", null).expect(202).text("/export/id");
        int unused = forum.app().exportWorker().makeDue();
        return id;
    }

    private String report() {
        return author().post("/reports", body(ContractRoute.named("fileReport")))
                .expect(201)
                .text("/report/receipt");
    }

    /** The receipt of somebody who has left. */
    private String erase() {
        var member = forum.member("leaver-" + COUNT.incrementAndGet());
        return member.put(
                        "/me/erasure/confirmation",
                        Map.of("token", erasureToken(member), "password", TestForum.PASSWORD))
                .expect(202)
                .text("/receipt");
    }

    private String erasureToken(Client member) {
        member.post("/me/erasure", Map.of("mode", "anonymise")).expect(202);
        return forum.mails().lastTo(member.get("/me").text("/account/email")).token();
    }

    private String id(String name) {
        if (thread.isEmpty() && Set.of("thread", "post", "id").contains(name)) {
            startThread();
        }
        if (decision.isEmpty() && name.equals("decision")) {
            decision = decide();
        }
        if (moderationCase.isEmpty() && name.equals("case")) {
            moderationCase = raiseCaseAboutAPost();
        }
        if (receipt.isEmpty() && name.equals("receipt")) {
            receipt = report();
        }
        if (version.isEmpty() && name.equals("version")) {
            version = propose();
        }
        if (guidesVersion.isEmpty() && name.equals("guidesVersion")) {
            guidesVersion = proposeGuides();
        }
        if (reply.isEmpty() && name.equals("reply")) {
            reply = forum.reply(author(), id("thread"), "Something else.");
        }
        if (cannedReply.isEmpty() && name.equals("cannedReply")) {
            cannedReply = addReply();
        }
        if (word.isEmpty() && name.equals("word")) {
            word = addWord("hold");
        }
        if (rule.isEmpty() && name.equals("rule")) {
            rule = addRule();
        }
        if (submission.isEmpty() && name.equals("submission")) {
            submission = submit();
        }
        if (draft.isEmpty() && name.equals("key")) {
            draft = draft("new-thread");
        }
        if (export.isEmpty() && name.equals("export")) {
            export = export();
        }
        if (erasure.isEmpty() && name.equals("erasureReceipt")) {
            erasure = erase();
        }
        return switch (name) {
            case "reply" -> reply;
            case "into" -> forum.thread(author()).thread();
            case "version" -> version;
            case "guidesVersion" -> guidesVersion;
            case "guide" -> "driving";
            case "word" -> word;
            case "rule" -> rule;
            case "submission" -> submission;
            case "pattern" -> "phone";
            case "token" -> links.reset();
            case "cannedReply" -> cannedReply;
            // Each is corrected once.
            case "corrects" -> writeNote();
            case "thread" -> thread;
            // Plain "id" stands in the body of a report, of a post.
            case "post", "id" -> post;
            case "receipt" -> receipt;
            case "erasureReceipt" -> erasure;
            case "case" -> moderationCase;
            case "decision" -> decision;
            case "key" -> draft;
            case "copy" -> stories.copy(author());
            case "export" -> export;
            case "session" -> author().get("/sessions").text("/items/0/id");
            case "username" -> owner.isEmpty() ? "mo" : owner;
            case "category" -> "recovery";
            case "tag" -> "fatigue";
            case "code" -> "not-found";
            case "purpose" -> "community-rules";
            case "priority" -> "P1";
            // Leads nowhere, and then everyExampleOfTheContractIsTaken says that this has to be taught.
            default -> "0190a0a0-0000-7000-8000-000000000000";
        };
    }

    /** A request that nothing is wrong with. */
    public Request request(ContractRoute route) {
        if (Set.of("appeal", "reverseDecision").contains(route.id())) {
            decision = decide();
        }
        if (route.id().equals("decideCase")) {
            moderationCase = raiseCaseAboutAPost();
        }
        forgetful = "";
        if (route.id().equals("confirmErasure") && owner.isEmpty()) {
            leaver = forum.member("leaver-" + COUNT.incrementAndGet());
        }
        var target = route.path();
        for (var parameter : route.parameters("path")) {
            var name = parameter.path("name").asText();
            target = target.replace("{" + name + "}", id(name, route));
        }
        if (route.id().equals("getBookmark")
                && author().get("/bookmarks/" + id("post")).status() == 404) {
            author().put("/bookmarks/" + id("post"), Map.of()).expect(200);
        }
        prepare(route, target);
        prepareSecondFactor(route);
        var headers = new LinkedHashMap<String, String>();
        if (route.takesHeader("If-Match")) {
            headers.put("If-Match", "*");
        }
        var caller = caller(route);
        if (identities != null) {
            identities.prepare(route, caller);
        }
        var query = route.requiredQuery();
        target += query.isEmpty() ? "" : "?" + query;
        return new Request(route, caller, target, headers, route.takesBody() ? body(route) : null);
    }

    private String id(String name, ContractRoute route) {
        if (route.id().equals("unsubscribe")) {
            return forum.unsubscribeToken(author());
        }
        if (name.equals("story")) {
            return story.isEmpty() ? stories.forRequest(route, author()) : story;
        }
        if (route.id().equals("resetSecondFactor") && owner.isEmpty()) {
            return forgetful();
        }
        if (restricts(route)) {
            return "restricted";
        }
        if (owner.isEmpty() && route.path().matches("/api/v1/members/[^/]+/(role|badge|memorial)")) {
            // Whoever is remembered there has no other part to play.
            var somebody = route.path().endsWith("/memorial") ? "remembered" : "promoted";
            var unused = forum.member(somebody);
            return somebody;
        }
        return id(route.path().startsWith("/api/v1/guides/versions/") ? "guidesVersion" : name);
    }

    /** Colleagues are restricted by leads only, and the others of this room are still needed. */
    private boolean restricts(ContractRoute route) {
        boolean restricts = owner.isEmpty()
                && route.path().startsWith("/api/v1/members/")
                && (route.path().endsWith("/restriction") || route.path().endsWith("/removals"));
        if (restricts) {
            var unused = forum.member("restricted");
        }
        return restricts;
    }

    private String raiseCaseAboutAPost() {
        var post = forum.thread(author()).post();
        var raise = Raise.of(
                Target.of(PostId.of(post)), forum.account(author()), Source.REPORT, CaseCategory.OTHER, Priority.P2);
        return forum.db().write(tx -> forum.cases().raise(tx, raise)).toString();
    }

    /** Each can be appealed, and taken back, once. */
    private String decide() {
        var post = forum.thread(author()).post();
        return forum.mo()
                .with("If-Match", "*")
                .put("/posts/" + post + "/removal", TestForum.removal("Not here."))
                .expect(200)
                .text("/decision/id");
    }

    /** A state is a thing to PUT and to DELETE; before it can be taken away it has to be there. */
    private void prepare(ContractRoute route, String target) {
        if (prepared
                || !route.method().equals("DELETE")
                || route.path().contains("{story}")
                || route.path().contains("/totp")
                // There is no provider to link one of.
                || route.path().endsWith("/me/identity")) {
            return;
        }
        prepared = true;
        ContractRoute.all().stream()
                .filter(other -> other.method().equals("PUT") && other.path().equals(route.path()))
                .findFirst()
                .ifPresent(put -> {
                    var answer = request(put).send();
                    if (answer.status() >= 300) {
                        throw new AssertionError(put + " " + target + ": " + answer.body());
                    }
                });
    }

    /** Somebody new each time a thing is prepared. */
    private String forgetful() {
        if (forgetful.isEmpty()) {
            forgetful = "forgetful-" + COUNT.incrementAndGet();
        }
        return forgetful;
    }

    /** What the app of the owner shows is good once. */
    private void prepareSecondFactor(ContractRoute route) {
        switch (route.id()) {
            case "confirmSecondFactor" ->
                codes = Authenticator.of(
                        author().put("/me/totp", Map.of("password", TestForum.PASSWORD))
                                .expect(200),
                        forum.clock());
            case "removeSecondFactor" -> {
                shown = shown == null ? forum.secondFactor(author()) : shown;
                codes = shown;
            }
            case "resetSecondFactor" -> {
                // It ends their sessions, and the others of this room are still needed.
                var unused = forum.secondFactor(owner.isEmpty() ? forum.member(forgetful()) : author());
            }
            default -> {}
        }
    }

    private Client caller(ContractRoute route) {
        if (owner.isEmpty() && Set.of("changePassword", "changeEmail").contains(route.id())) {
            // The example gives the password that everybody has at first.
            changing = changing == null ? forum.member("changing-" + COUNT.incrementAndGet()) : changing;
            return changing;
        }
        return switch (route.access()) {
            case "guest" -> forum.guest();
            // Nobody likes their own post, or mutes themselves; and the author has to go on writing.
            case "account", "member", "writer" ->
                leaver != null && route.id().equals("confirmErasure")
                        ? leaver
                        : route.path().matches(".*/(like|mute|consents/[^/]+)") ? forum.member("reader") : author();
            // Who is away or close to somebody is no use for cases any more.
            case "moderator" ->
                route.path().matches(".*/me/(away|recusals).*")
                        ? tired(forum)
                        : forum.signedIn("moderator", Role.MODERATOR);
            default ->
                forum.signedIn(route.access(), Role.valueOf(route.access().toUpperCase(Locale.ROOT)));
        };
    }

    private ObjectNode body(ContractRoute route) {
        var body = route.example();
        if (route.id().equals("confirmErasure")) {
            body.put("token", erasureToken(caller(route)));
        }
        if (route.id().equals("splitThread")) {
            body.putArray("posts").add(id("reply"));
        }
        if (route.id().equals("pinThread")) {
            unpinAll();
        }
        if (route.id().equals("moveNotificationPosition")) {
            var unused = forum.reply(forum.alice(), id("thread"), "Something to be told of.");
            forum.tell();
        }
        if (route.id().equals("signUp")) {
            body.put("username", "heron-" + COUNT.incrementAndGet());
        }
        if (route.id().equals("verifyEmail")) {
            body.put("token", links.proof());
        }
        if (Set.of("addWatchedWord", "changeWatchedWord").contains(route.id())) {
            body.put("pattern", "miracle " + COUNT.incrementAndGet() + " cure*");
        }
        if (route.id().equals("addReviewRule")) {
            removeRules();
        }
        if (route.id().equals("addCannedReply")) {
            body.put("id", "reply-" + COUNT.incrementAndGet());
        }
        if (route.id().equals("proposeCatalogueVersion")) {
            body.put("basedOn", forum.guest().get("/signposting").text("/signposting/version"));
            // An example that has become current already would change nothing any more.
            var service = (ObjectNode) body.at("/changes/services/maggies");
            service.put("description", service.path("description").asText() + " " + COUNT.incrementAndGet());
        }
        if (route.id().equals("editThread") && !owner.isEmpty()) {
            // Only moderators move threads to another room.
            body.remove("category");
        }
        if (route.id().equals("proposeGuidesVersion")) {
            var guide = forum.guest().get("/guides/driving");
            body.put("basedOn", guide.text("/guide/version"));
            ((ObjectNode) body.at("/changes/guides/driving"))
                    .put("summary", "Ask first, time " + COUNT.incrementAndGet());
        }
        if (Set.of("letCaseWait", "restrictMember", "pauseMessages").contains(route.id())) {
            body.put("until", forum.clock().instant().plus(Duration.ofDays(1)).toString());
        }
        if (codes != null && Set.of("confirmSecondFactor", "removeSecondFactor").contains(route.id())) {
            // Each code counts once, and the one behind it is taken too.
            body.put(
                    "code",
                    codes.code(route.id().equals("confirmSecondFactor") ? Duration.ZERO : Duration.ofSeconds(30)));
        }
        stories.complete(route, body);
        if (identities != null) {
            identities.complete(route, caller(route), body);
        }
        if (route.id().equals("askForErasure") && owner.isEmpty()) {
            // What is only looked at is not asked for.
            body.put("preview", false);
        }
        putIds(body);
        return body;
    }

    /** There is room for so many only, and each once. */
    private void removeRules() {
        int unused = forum.db().write(tx -> tx.execute("delete from review_rule where id <> ?::uuid", SHIPPED_RULE));
    }

    /** Only so many threads can be pinned in one room, and this room sees a lot. */
    private void unpinAll() {
        int unused = forum.db()
                .write(tx -> tx.update(FORUM_THREAD)
                        .setNull(FORUM_THREAD.PINNED_AT)
                        .setNull(FORUM_THREAD.PINNED_UNTIL)
                        .execute());
    }

    /** Ids in an example are of nothing; those of things that are here take their place. */
    private void putIds(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (ID.matcher(field.getValue().asText()).matches()) {
                    field.setValue(TextNode.valueOf(id(field.getKey())));
                }
            });
        }
        node.forEach(this::putIds);
    }

    /** Lets somebody have a part in what the owner wrote, without it being theirs. */
    public void join(Client other) {
        other.put("/posts/" + id("post") + "/like").expect(200);
        other.post("/reports", body(ContractRoute.named("fileReport"))).expect(201);
    }

    /** @param target path and query, as on the wire */
    public record Request(
            ContractRoute route,
            Client caller,
            String target,
            Map<String, String> headers,
            @Nullable ObjectNode body) {

        /**
         * The same as bytes.
         *
         * @param otherHeaders lines that take the place of those of the same name; without a colon they take them away
         */
        byte[] onTheWire(String otherTarget, List<String> otherHeaders) {
            var bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
            var lines = new ArrayList<>(List.of("Host: 127.0.0.1", "Connection: close"));
            if (!route.access().equals("guest")) {
                lines.add("Authorization: Bearer " + caller.token());
            }
            headers.forEach((name, value) -> lines.add(name + ": " + value));
            if (body != null) {
                lines.add("Content-Type: application/json");
                lines.add("Content-Length: " + bytes.length);
            }
            for (var other : otherHeaders) {
                lines.removeIf(line -> nameOf(line).equals(nameOf(other)));
            }
            otherHeaders.stream().filter(line -> line.contains(":")).forEach(lines::add);
            var head = route.method() + " " + otherTarget + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
            var whole = new ByteArrayOutputStream();
            whole.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            whole.writeBytes(bytes);
            return whole.toByteArray();
        }

        /** The target with a query; what it needs anyway stays, unless this says something else about it. */
        String with(String query) {
            var parts = target.split("\\?", 2);
            var needed = Arrays.stream(parts.length == 1 ? new String[0] : parts[1].split("&"))
                    .filter(parameter -> !query.contains(parameter.substring(0, parameter.indexOf('='))));
            return parts[0] + "?" + Stream.concat(needed, Stream.of(query)).collect(Collectors.joining("&"));
        }

        private static String nameOf(String line) {
            int colon = line.indexOf(':');
            return (colon < 0 ? line : line.substring(0, colon)).toLowerCase(Locale.ROOT);
        }

        public Answer sendBy(Client other) {
            return new Request(route, other, target, headers, body).send();
        }

        public Answer send() {
            return send(target, body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8));
        }

        Answer send(String otherTarget, byte @Nullable [] otherBody) {
            var client = caller;
            for (var header : headers.entrySet()) {
                client = client.with(header.getKey(), header.getValue());
            }
            return client.send(route.method(), "/" + otherTarget, otherBody);
        }
    }
}
