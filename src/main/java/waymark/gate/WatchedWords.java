package waymark.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.gate.matching.Pattern;
import waymark.gate.matching.WordMatcher;
import waymark.ids.Ids;
import waymark.ids.WatchedWordId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.http.Versions;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** The words that moderators watch for. What they change counts for the next text that comes in, on every server. */
public final class WatchedWords {

    private static final int MOST_OF_AN_ACTION = 2_000;

    /** They are tried one by one on every text. */
    private static final int MOST_REGEXES = 100;

    private static final String TARGET = "watched-word";

    private final Database db;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public WatchedWords(Database db, Audit audit, Ids ids, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** One page of words, the newest first. */
    Page<WatchedWord> list(Optional<WordAction> action, Paging paging) {
        return db.read(tx -> WatchedWordStore.page(tx, action, paging));
    }

    /** @throws Problem NOT_FOUND */
    WatchedWord require(WatchedWordId id) {
        return db.read(tx -> require(tx, id));
    }

    /** @throws Problem INVALID_VALUE, ALREADY_LISTED, LIST_FULL */
    WatchedWord add(DSLContext tx, Member moderator, NewWord wanted) {
        var pattern = wanted.compiled("");
        var id = ids.watchedWord();
        SettingsStore.raiseRevision(tx);
        requireRoom(tx, id, wanted, pattern);
        WatchedWordStore.insert(tx, id, wanted, pattern, clock.instant());
        audit.record(tx, AuditEntry.by(moderator, "watched-word-added", TARGET, id.value()));
        return require(tx, id);
    }

    /** @throws Problem NOT_FOUND, STALE_VERSION, INVALID_VALUE, ALREADY_LISTED, LIST_FULL */
    WatchedWord change(WatchedWordId id, Member moderator, Versions.Expected expected, JsonNode patch) {
        return db.write(tx -> {
            SettingsStore.raiseRevision(tx);
            var present = require(tx, id);
            expected.require(present.version());
            var wanted = present.asWanted().patched(patch);
            var pattern = wanted.compiled("");
            requireRoom(tx, id, wanted, pattern);
            WatchedWordStore.update(tx, id, wanted, pattern, clock.instant());
            audit.record(
                    tx,
                    AuditEntry.by(moderator, "watched-word-changed", TARGET, id.value())
                            .changed(present.asWanted().toString(), wanted.toString()));
            return require(tx, id);
        });
    }

    /** @throws Problem NOT_FOUND, STALE_VERSION */
    void remove(WatchedWordId id, Member moderator, Versions.Expected expected) {
        db.run(tx -> {
            SettingsStore.raiseRevision(tx);
            expected.require(require(tx, id).version());
            WatchedWordStore.delete(tx, id);
            audit.record(tx, AuditEntry.by(moderator, "watched-word-removed", TARGET, id.value()));
        });
    }

    /**
     * What the words that are watched for, and some more that are not yet, would do to texts. Nothing is stored.
     *
     * @throws Problem INVALID_VALUE
     */
    Trial trial(List<String> texts, List<NewWord> candidates) {
        var entries = new ArrayList<WordMatcher.Entry<Trial.Tried>>();
        for (int i = 0; i < candidates.size(); i++) {
            var pattern = candidates.get(i).compiled("/words/" + i);
            entries.add(new WordMatcher.Entry<>(Trial.Tried.candidate(i, candidates.get(i)), pattern));
        }
        for (var entry : CurrentSettings.compiled(db.read(WatchedWordStore::enabled))) {
            entries.add(new WordMatcher.Entry<>(Trial.Tried.of(entry.value()), entry.pattern()));
        }
        var matcher = new WordMatcher<>(entries);
        return new Trial(texts.stream()
                .map(text -> Trial.Result.of(text, matcher.find(text)))
                .toList());
    }

    /** Call after raising the revision, which keeps others from filling the list meanwhile. */
    private static void requireRoom(DSLContext tx, WatchedWordId id, NewWord wanted, Pattern pattern) {
        if (WatchedWordStore.hasOther(tx, id, wanted, pattern)) {
            throw ProblemType.ALREADY_LISTED.because("The same is watched for already, and does the same.");
        }
        var others = WatchedWordStore.countOthers(tx, id, wanted.action());
        if (others.ofTheAction() >= MOST_OF_AN_ACTION) {
            throw ProblemType.LIST_FULL.because(
                    "There are " + MOST_OF_AN_ACTION + " words of this action. Please take one away first.");
        }
        if (wanted.kind() == WordKind.REGEX && others.regexes() >= MOST_REGEXES) {
            throw ProblemType.LIST_FULL.because("There are " + MOST_REGEXES
                    + " regular expressions. Please take one away first, or use a word or a wildcard.");
        }
    }

    private static WatchedWord require(DSLContext tx, WatchedWordId id) {
        return WatchedWordStore.find(tx, id).orElseThrow(Problem::notFound);
    }
}
