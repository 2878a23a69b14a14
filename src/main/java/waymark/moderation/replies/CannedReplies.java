package waymark.moderation.replies;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.CaseCategory;
import waymark.cases.HeldCase;
import waymark.cases.Priority;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.signposting.Directory;

/** Replies that moderators choose from. Each change makes a new version; the ones before stay, so that letters can name them. */
public final class CannedReplies {

    private static final String REPLY = "canned-reply";

    private final Database db;
    private final Directory directory;
    private final Audit audit;
    private final Clock clock;

    public CannedReplies(Database db, Directory directory, Audit audit, Clock clock) {
        this.db = db;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The replies that fit a case of this category, those for every category behind them, ready to be made one's own: what
     * is known is filled in, and what is not still stands in its braces. Who is there to talk to is always known.
     */
    public List<Rendered> rendered(DSLContext tx, CaseCategory category, Map<Placeholder, String> values) {
        var known = new EnumMap<Placeholder, String>(Placeholder.class);
        known.put(Placeholder.HELPLINE, directory.whomToTalkTo());
        known.putAll(values);
        return CannedReplyStore.fitting(tx, category).stream()
                .map(reply -> new Rendered(
                        reply.id(),
                        reply.version(),
                        Placeholder.fill(reply.title(), known),
                        Placeholder.fill(reply.text(), known)))
                .toList();
    }

    /**
     * Refuses a message that still has braces to fill in, and in the most urgent cases one that is a reply word for word:
     * who may be in danger is written to by somebody, not by a form.
     *
     * @throws Problem INVALID_VALUE
     */
    public void requireOwnWords(DSLContext tx, HeldCase held, Optional<String> message) {
        if (message.isEmpty()) {
            return;
        }
        if (Placeholder.isIn(message.get())) {
            throw Problem.invalidValue("/message", "There is something in braces that is still to be filled in.");
        }
        if (held.priority() == Priority.P0) {
            var words = spacesFolded(message.get());
            if (CannedReplyStore.fitting(tx, held.category()).stream()
                    .anyMatch(reply -> Placeholder.isFilledIn(spacesFolded(reply.text()), words))) {
                throw Problem.invalidValue("/message", "Put this into your own words before it is sent.");
            }
        }
    }

    private static String spacesFolded(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** One page of replies as they are now, by their ids. */
    Page<CannedReply> list(Query query, Paging paging) {
        return db.read(tx -> CannedReplyStore.page(tx, query, paging));
    }

    /** @throws Problem NOT_FOUND */
    CannedReply require(String id) {
        return db.read(tx -> latest(tx, id));
    }

    /**
     * One page of all that a reply ever said, the newest first.
     *
     * @throws Problem NOT_FOUND
     */
    Page<CannedReply> versions(String id, Paging paging) {
        return db.read(tx -> {
            var unused = latest(tx, id);
            return CannedReplyStore.versions(tx, id, paging);
        });
    }

    /** @throws Problem INVALID_VALUE, ID_TAKEN */
    CannedReply add(DSLContext tx, Member moderator, String id, CannedReply.Words words) {
        requireFit(words);
        if (!CannedReplyStore.insert(tx, id, 1, words, CannedReply.State.CURRENT, moderator.id(), clock.instant())) {
            throw ProblemType.ID_TAKEN.because(
                    "There is a reply of this id, perhaps a retired one. Choose another id.");
        }
        var added = latest(tx, id);
        audit.record(tx, entry(moderator, "canned-reply-added", id).wrote(words.whole()));
        return added;
    }

    /**
     * Makes a new version, and a retired reply current again. A change that changes nothing makes none.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION, INVALID_VALUE
     */
    CannedReply change(
            Member moderator, String id, Versions.Expected expected, UnaryOperator<CannedReply.Words> change) {
        return db.write(tx -> {
            var before = lock(tx, id, expected);
            var words = change.apply(before.words());
            requireFit(words);
            if (before.state() == CannedReply.State.CURRENT && words.equals(before.words())) {
                return before;
            }
            return replace(tx, moderator, "canned-reply-changed", before, words, CannedReply.State.CURRENT);
        });
    }

    /**
     * Offers a reply no longer. Retiring it again changes nothing.
     *
     * @throws Problem NOT_FOUND, STALE_VERSION
     */
    void retire(Member moderator, String id, Versions.Expected expected) {
        db.run(tx -> {
            var before = lock(tx, id, expected);
            if (before.state() != CannedReply.State.RETIRED) {
                var unused = replace(
                        tx, moderator, "canned-reply-retired", before, before.words(), CannedReply.State.RETIRED);
            }
        });
    }

    private CannedReply lock(DSLContext tx, String id, Versions.Expected expected) {
        CannedReplyStore.lock(tx, id);
        var before = latest(tx, id);
        expected.require(before.version());
        return before;
    }

    /** Call while holding the lock on the reply. */
    private CannedReply replace(
            DSLContext tx,
            Member moderator,
            String action,
            CannedReply before,
            CannedReply.Words words,
            CannedReply.State state) {
        var id = before.id();
        if (!CannedReplyStore.insert(tx, id, before.version() + 1, words, state, moderator.id(), clock.instant())) {
            throw new IllegalStateException("a version of " + id + " was made without its lock");
        }
        var after = latest(tx, id);
        audit.record(tx, entry(moderator, action, id).changed(before.words().whole(), words.whole()));
        return after;
    }

    /** The id of a reply is a word, and the log has no other place for words. */
    private static AuditEntry entry(Member moderator, String action, String id) {
        return AuditEntry.by(moderator, action, REPLY).because(id);
    }

    private void requireFit(CannedReply.Words words) {
        var errors = new ArrayList<FieldError>();
        check("/title", words.title(), errors);
        check("/text", words.text(), errors);
        if (!errors.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because("Please look at the words once more.", errors);
        }
    }

    private void check(String pointer, String text, List<FieldError> errors) {
        directory
                .current()
                .lint()
                .find(text)
                .ifPresent(found -> errors.add(FieldError.body(pointer, "No reply here says \"" + found + "\".")));
        Placeholder.findUnknown(text)
                .ifPresent(found ->
                        errors.add(FieldError.body(pointer, "Nobody would fill in " + found + " when it is sent.")));
    }

    private static CannedReply latest(DSLContext tx, String id) {
        return CannedReplyStore.findLatest(tx, id).orElseThrow(Problem::notFound);
    }

    /** @param category only what fits a case of it: what is for it, and what is for every one */
    record Query(Optional<CaseCategory> category, CannedReply.State state) {}

    /** A reply that is filled in as far as it can be, and the version it was made from. */
    public record Rendered(String id, int version, String title, String text) {}
}
