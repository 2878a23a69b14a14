package waymark.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.ids.SessionId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.log.SecurityEvent;
import waymark.platform.log.SecurityLog;
import waymark.platform.problem.Problem;
import waymark.platform.secret.Sha256;
import waymark.platform.secret.Token;

/**
 * Who is signed in. A token is 256 random bits, told once; the database knows its SHA-256 only. A session ends when it has
 * not been used for some time, and in any case some time after it was opened.
 */
public final class Sessions {

    /** So that reading a page is not a write; the end of a session is as coarse as that. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(5);

    private final Database db;
    private final SessionRules rules;
    private final Ids ids;
    private final Clock clock;

    public Sessions(Database db, SessionRules rules, Ids ids, Clock clock) {
        this.db = db;
        this.rules = rules;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Opens a session for somebody of whom it is known who they are.
     *
     * @throws Problem NOT_FOUND when there is no such account any more
     */
    public NewSession open(DSLContext tx, AccountId account, Opening how) {
        var now = clock.instant();
        var role = AccountStore.findRole(tx, account).orElseThrow(Problem::notFound);
        var session = new NewSession(
                ids.session(),
                Token.make().text(),
                now,
                rules.end(role, now, now),
                rules.of(role).whole());
        SessionStore.insert(tx, account, session, Sha256.of(session.token()), how);
        AccountStore.noteVisit(tx, account, now);
        SecurityLog.note(SecurityEvent.SIGNED_IN, account);
        return session;
    }

    /**
     * Whether an account is in use, and nowhere with such a browser. Which browsers were used before is not kept for it: what
     * lasts no longer than the sessions is enough to warn those who are signed in.
     */
    boolean isUnlikeOthers(DSLContext tx, AccountId account, Optional<String> client) {
        var clients = SessionStore.clients(tx, account, clock.instant());
        return !clients.isEmpty() && !clients.contains(client);
    }

    /** Who holds a token; empty when it is unknown, revoked or too old. */
    public Optional<Member> holder(String token) {
        var now = clock.instant();
        var held = db.read(tx -> SessionStore.holder(tx, Sha256.of(token), now))
                .filter(each -> now.isBefore(endOf(each, each.lastUsedAt())));
        held.filter(each -> !now.isBefore(each.lastUsedAt().plus(NOTED_EVERY))).ifPresent(each -> noteUse(each, now));
        return held.map(each -> each.under(rules));
    }

    /**
     * Who holds these sessions now, by session, with one query for all of them; those that have ended are not in it. Does not
     * count as using them.
     */
    public Map<SessionId, Member> holders(Collection<SessionId> sessions) {
        var now = clock.instant();
        return db.read(tx -> SessionStore.holders(tx, sessions, now)).stream()
                .filter(each -> now.isBefore(endOf(each, each.lastUsedAt())))
                .map(each -> each.under(rules))
                .collect(Collectors.toMap(Member::session, each -> each));
    }

    /** Where this member is signed in, newest first. */
    public Page<Session> of(Member member, Paging paging) {
        return db.read(tx -> SessionStore.page(tx, member, clock.instant(), paging));
    }

    /** The session that a request came with. */
    public Session current(Member member) {
        return db.read(tx -> SessionStore.find(tx, member, clock.instant())).orElseThrow(Problem::notFound);
    }

    /**
     * Ends a session of this member at once.
     *
     * @throws Problem NOT_FOUND when there is none of that id, or it is somebody else's
     */
    public void end(Member member, SessionId session) {
        int ended = db.write(tx -> SessionStore.delete(tx, member.id(), session));
        if (ended == 0) {
            throw Problem.notFound();
        }
        SecurityLog.note(SecurityEvent.SESSION_ENDED, member.id());
    }

    /** Ends every session of this member but the one that the request came with. */
    public void endOthers(Member member) {
        db.run(tx -> endOthers(tx, member.id(), member.session()));
    }

    /** Ends every session of an account, for example because its password was reset. */
    public int endAll(DSLContext tx, AccountId account) {
        return SessionStore.deleteAll(tx, account);
    }

    /** Ends every session of an account but one: where somebody has just changed their password they stay signed in. */
    public void endOthers(DSLContext tx, AccountId account, SessionId keep) {
        SessionStore.deleteOthers(tx, account, keep);
    }

    /** Forgets sessions that have run out. */
    public int forgetOld() {
        return db.write(tx -> SessionStore.deleteExpired(tx, clock.instant()));
    }

    private Instant endOf(SessionStore.Held held, Instant lastUsedAt) {
        return rules.end(held.member().role(), held.createdAt(), lastUsedAt);
    }

    private void noteUse(SessionStore.Held held, Instant now) {
        try {
            db.run(tx -> {
                // The account first, as whoever ends sessions.
                AccountStore.noteVisit(tx, held.member().id(), now);
                SessionStore.use(tx, held.member().session(), held.lastUsedAt(), now, endOf(held, now));
            });
        } catch (DataAccessException e) {
            // A database that can only be read is no reason to turn readers away: the next request tries again.
        }
    }

    /**
     * How a session is opened.
     *
     * @param client what is kept of the browser
     * @param secondFactor whether a code was given besides the password
     */
    public record Opening(Optional<String> client, boolean secondFactor) {}

    /**
     * A session as it is told to the one who opened it, once.
     *
     * @param whole how long it lasts at the most
     */
    public record NewSession(SessionId id, String token, Instant createdAt, Instant expiresAt, Duration whole) {}

    /**
     * @param lastUsedAt to the hour
     * @param client null where nothing is known of it
     * @param current whether the request that asks came with it
     */
    public record Session(
            SessionId id,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            @Nullable String client,
            boolean secondFactor,
            boolean current) {

        /** Coarser than the database has it, which is already coarse. */
        static Session of(
                SessionId id,
                Instant createdAt,
                Instant lastUsedAt,
                Instant expiresAt,
                @Nullable String client,
                boolean secondFactor,
                boolean current) {
            var hour = lastUsedAt.truncatedTo(ChronoUnit.HOURS);
            return new Session(
                    id,
                    createdAt,
                    hour.isBefore(createdAt) ? createdAt : hour,
                    expiresAt,
                    client,
                    secondFactor,
                    current);
        }
    }
}
