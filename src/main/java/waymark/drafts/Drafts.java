package waymark.drafts;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.ids.AccountId;
import waymark.ids.PostId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.erasure.Traces;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What members are writing, each draft by the name that the client has for it. */
public final class Drafts {

    /** More than anybody writes at a time, and few enough to be looked through. */
    private static final int MOST = 100;

    private final Database db;
    private final Accounts accounts;
    private final Clock clock;

    public Drafts(Database db, Accounts accounts, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What a member is writing, the last saved first. */
    Page<Draft> of(Member member, Paging paging) {
        return db.read(tx -> {
            var page = DraftStore.page(tx, member.id(), paging);
            var readable = readable(tx, member, page.items().stream().map(Draft::text));
            return page.map(draft -> draft.quotingOnly(readable));
        });
    }

    /** @throws Problem NOT_FOUND */
    Draft require(Member member, String key) {
        return db.read(tx -> {
            var draft = DraftStore.find(tx, member.id(), key).orElseThrow(Problem::notFound);
            return draft.quotingOnly(readable(tx, member, Stream.of(draft.text())));
        });
    }

    /**
     * Keeps what a member has written, without quotes of what they cannot read, or not any more. The same text again changes
     * nothing, so a resent request is harmless.
     *
     * @param sequence the one that the client saw last; 0 when it has seen none
     * @throws Problem DRAFT_CHANGED with both texts, TOO_MANY_DRAFTS
     */
    Draft save(Member member, String key, int sequence, DraftText wanted) {
        return db.write(tx -> {
            // One after the other, or two tabs could both begin the hundredth, or the same one.
            accounts.holdBesideReferences(tx, member.id());
            var kept = DraftStore.lock(tx, member.id(), key);
            var readable = readable(tx, member, Stream.concat(Stream.of(wanted), kept.map(Draft::text).stream()));
            var there = kept.map(draft -> draft.quotingOnly(readable));
            var text = wanted.quotingOnly(readable);
            if (there.isPresent() && there.get().text().equals(text)) {
                return there.get();
            }
            requireSeen(there, sequence, text);
            if (there.isEmpty()) {
                requireRoom(tx, member.id());
            }
            return DraftStore.save(tx, member.id(), key, text, clock.instant());
        });
    }

    /** Throws a draft away. Doing it again changes nothing. */
    void delete(Member member, String key) {
        db.run(tx -> clear(tx, member.id(), key));
    }

    /** Takes away the draft of what is published, or waits to be. Where there is none, there is nothing to do. */
    public void clear(DSLContext tx, AccountId account, String key) {
        DraftStore.delete(tx, account, key);
    }

    /** Takes away what an account that is erased has not sent. */
    public int erase(DSLContext tx, AccountId account) {
        return DraftStore.deleteAll(tx, account);
    }

    /** Takes out of everybody's drafts what leads to somebody who leaves for good. */
    public Batch clear(DSLContext tx, Traces traces) {
        return Batch.last(DraftStore.clearAll(tx, traces));
    }

    /** Takes out of everybody's drafts what they quote of this member. The posts may be erased already. */
    public Batch removeQuotes(DSLContext tx, AccountId author) {
        return Batch.of(DraftStore.removeQuotes(tx, author, Batch.SIZE));
    }

    public int count(DSLContext tx, AccountId account) {
        return DraftStore.count(tx, account);
    }

    private static Set<PostId> readable(DSLContext tx, Member member, Stream<DraftText> texts) {
        var quoted = texts.flatMap(text -> text.quotes().stream())
                .map(DraftText.Quote::post)
                .collect(Collectors.toSet());
        return quoted.isEmpty() ? Set.of() : DraftStore.readable(tx, member, quoted);
    }

    private static void requireSeen(Optional<Draft> there, int sequence, DraftText text) {
        if (there.map(Draft::sequence).orElse(0) != sequence) {
            var problem = ProblemType.DRAFT_CHANGED
                    .because(
                            there.isPresent()
                                    ? "Something else was saved here in the meantime. Both texts are still there."
                                    : "This draft was published or thrown away in the meantime. Your text is still there.")
                    .with("yours", text);
            throw there.map(draft -> problem.with("draft", draft)).orElse(problem);
        }
    }

    private static void requireRoom(DSLContext tx, AccountId account) {
        if (DraftStore.count(tx, account) >= MOST) {
            throw ProblemType.TOO_MANY_DRAFTS.because(
                    "Please throw a draft away first: you have " + MOST + " of them.");
        }
    }
}
