package waymark.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jooq.DSLContext;
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
import waymark.platform.problem.ProblemType;

/** Who is signed in. A token is 256 random bits, told once; the database knows its SHA-256 only. */
public final class Sessions {

    private static final Duration LASTS = Duration.ofDays(30);
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database db;
    private final Passwords passwords;
    private final Ids ids;
    private final Clock clock;

    public Sessions(Database db, Passwords passwords, Ids ids, Clock clock) {
        this.db = db;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Whose name and password these are. A name nobody has takes as long as a wrong password. Call it outside a
     * transaction: it is slow on purpose.
     *
     * @throws Problem WRONG_CREDENTIALS
     */
    public AccountId verify(String username, String password) {
        var secret = db.read(tx -> AccountStore.findSecret(tx, username));
        if (secret.isEmpty()) {
            passwords.matchesNobody(password);
            throw wrongCredentials();
        }
        if (!passwords.matches(password, secret.get().passwordHash())) {
            throw wrongCredentials();
        }
        return secret.get().account();
    }

    /** Opens a session for somebody whose password was verified. */
    public NewSession open(DSLContext tx, AccountId account) {
        var now = clock.instant();
        var session = new NewSession(ids.session(), newToken(), now, now.plus(LASTS));
        SessionStore.insert(tx, account, session, sha256(session.token()));
        SecurityLog.note(SecurityEvent.SIGNED_IN, account);
        return session;
    }

    /** Who holds a token; empty when it is unknown, revoked or too old. */
    public Optional<Member> holder(String token) {
        return db.read(tx -> SessionStore.holder(tx, sha256(token), clock.instant()));
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

    /** Ends every session of an account, for example because its password was reset. */
    public int endAll(DSLContext tx, AccountId account) {
        return SessionStore.deleteAll(tx, account);
    }

    /** Ends every session of an account but one: where somebody has just changed their password they stay signed in. */
    public int endOthers(DSLContext tx, AccountId account, SessionId keep) {
        return SessionStore.deleteOthers(tx, account, keep);
    }

    /** Forgets sessions that have run out. */
    public int forgetOld() {
        return db.write(tx -> SessionStore.deleteExpired(tx, clock.instant()));
    }

    private static String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Problem wrongCredentials() {
        return ProblemType.WRONG_CREDENTIALS.because("Please check both and try again.");
    }

    /** A session as it is told to the one who opened it, once. */
    public record NewSession(SessionId id, String token, Instant createdAt, Instant expiresAt) {}

    /** @param current whether the request that asks came with it */
    public record Session(SessionId id, Instant createdAt, Instant expiresAt, boolean current) {}
}
