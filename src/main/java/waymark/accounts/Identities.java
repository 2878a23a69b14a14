package waymark.accounts;

import static waymark.schema.Tables.IDENTITY;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.log.SecurityEvent;
import waymark.platform.log.SecurityLog;
import waymark.platform.oidc.OidcProvider;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;
import waymark.platform.secret.Sha256;
import waymark.platform.secret.Token;

/**
 * Accounts that members have elsewhere. A member who is signed in links one, and signs in with it from then on. Nobody is
 * found by an e-mail address that a provider tells, and nobody joins in this way: that would be somebody's account for
 * whoever gets the provider to say so.
 */
public final class Identities {

    private static final String PURPOSE = "identity";

    /** For sealing them anew. */
    public static final SealedColumn<AccountId> SEALED = new SealedColumn<>(
            IDENTITY,
            IDENTITY.ACCOUNT_ID,
            IDENTITY.SUBJECT_SEALED,
            PURPOSE,
            Optional.of(new SealedColumn.Hashed(IDENTITY.SUBJECT_HASH, UnaryOperator.identity())));

    private static final Duration ATTEMPT_LASTS = Duration.ofMinutes(10);

    private final Database db;
    private final Keyring keys;
    private final Optional<OidcProvider> provider;
    private final Accounts accounts;
    private final SignIns signIns;
    private final Mails mails;
    private final Clock clock;

    public Identities(
            Database db,
            Keyring keys,
            Optional<OidcProvider> provider,
            Accounts accounts,
            SignIns signIns,
            Mails mails,
            Clock clock) {
        this.db = db;
        this.keys = keys;
        this.provider = provider;
        this.accounts = accounts;
        this.signIns = signIns;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Prepares a visit to the provider. Call it outside a transaction: the provider may have to be asked where it is.
     *
     * @throws Problem NOT_FOUND when there is no provider, UNAVAILABLE
     */
    public Attempt prepare() {
        var attempt = Token.make().text();
        var uri = requireProvider().authorization(expected(attempt));
        return new Attempt(attempt, uri, clock.instant().plus(ATTEMPT_LASTS));
    }

    /**
     * Expects somebody back.
     *
     * @param member who wants to link what they show there; empty for signing in
     */
    public void begin(DSLContext tx, Attempt attempt, Optional<Member> member) {
        IdentityStore.begin(
                tx, Sha256.of(attempt.attempt()), member.map(Member::id).orElse(null), attempt.expiresAt());
    }

    /**
     * Whose account it is that somebody linked who came back from the provider, once.
     *
     * @throws Problem NOT_FOUND, IDENTITY_NOT_SHOWN, IDENTITY_UNKNOWN, UNAVAILABLE
     */
    Arrived comeBack(Proof proof) {
        var who = shown(proof, null);
        return db.read(tx -> IdentityStore.openTo(tx, keys.hashes(PURPOSE, who)))
                .map(account -> new Arrived(account, who))
                .orElseThrow(Identities::unknown);
    }

    /**
     * Opens a session for whoever came back, if what they showed is still linked.
     *
     * @throws Problem CODE_NEEDED, WRONG_CREDENTIALS, IDENTITY_UNKNOWN
     */
    Sessions.NewSession signIn(Arrived arrived, Optional<String> code, Optional<String> client) {
        return db.write(tx -> {
            accounts.holdBesideReferences(tx, arrived.account());
            var unused = IdentityStore.openTo(tx, keys.hashes(PURPOSE, arrived.who()))
                    .filter(arrived.account()::equals)
                    .orElseThrow(Identities::unknown);
            return signIns.open(tx, arrived.account(), code, client);
        });
    }

    /**
     * Links what a member showed there to their account, in place of what was linked before. They are told by mail.
     *
     * @param known it has to hold still when the provider has answered
     * @throws Problem NOT_FOUND, IDENTITY_NOT_SHOWN, IDENTITY_TAKEN, INVALID_VALUE, UNAVAILABLE
     */
    Identity link(Member member, PasswordChanges.KnownPassword known, Proof proof) {
        var who = shown(proof, member.id());
        return db.write(tx -> {
            known.requireStill(tx);
            var now = clock.instant();
            boolean free = IdentityStore.owner(tx, keys.hashes(PURPOSE, who))
                    .map(member.id()::equals)
                    .orElse(true);
            if (!free || !IdentityStore.link(tx, member.id(), keys.seal(PURPOSE, who), keys.hash(PURPOSE, who), now)) {
                throw ProblemType.IDENTITY_TAKEN.because("It is linked with another account here.");
            }
            accounts.tell(tx, member.id(), MailKind.IDENTITY_CHANGED, mails);
            SecurityLog.note(SecurityEvent.IDENTITY_LINKED, member.id());
            return new Identity(now);
        });
    }

    /** What this member has linked. */
    public Optional<Identity> of(Member member) {
        return db.read(tx -> IdentityStore.linkedAt(tx, member.id())).map(Identity::new);
    }

    /**
     * Takes it off. They are told by mail.
     *
     * @throws Problem NOT_FOUND when there is nothing linked
     */
    public void unlink(Member member) {
        db.run(tx -> {
            accounts.holdBesideReferences(tx, member.id());
            if (!IdentityStore.unlink(tx, member.id())) {
                throw Problem.notFound();
            }
            accounts.tell(tx, member.id(), MailKind.IDENTITY_CHANGED, mails);
            SecurityLog.note(SecurityEvent.IDENTITY_UNLINKED, member.id());
        });
    }

    /** Forgets who did not come back. */
    public int forgetOld() {
        return db.write(tx -> IdentityStore.deleteExpired(tx, clock.instant()));
    }

    /** @throws Problem NOT_FOUND when there is no provider */
    OidcProvider requireProvider() {
        return provider.orElseThrow(Problem::notFound);
    }

    /** Issuer and subject. Whatever comes of it, nobody comes back a second time from this visit. */
    private String shown(Proof proof, @Nullable AccountId account) {
        var asked = requireProvider();
        var expected = expected(proof.attempt());
        boolean begun = db.write(tx -> IdentityStore.take(tx, Sha256.of(proof.attempt()), account, clock.instant()));
        if (!begun || !MessageDigest.isEqual(utf8(expected.state()), utf8(proof.state()))) {
            throw notShown();
        }
        return asked.subject(proof.code(), expected)
                .map(subject -> asked.issuer() + " " + subject)
                .orElseThrow(Identities::notShown);
    }

    /** All of it is made of the attempt, which only the browser has that began it. */
    private OidcProvider.Expected expected(String attempt) {
        return new OidcProvider.Expected(
                made("identity-state", attempt), made("identity-nonce", attempt), made("identity-verifier", attempt));
    }

    private String made(String purpose, String attempt) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys.hash(purpose, attempt));
    }

    private static Problem notShown() {
        return ProblemType.IDENTITY_NOT_SHOWN.because("Please begin again, in this browser.");
    }

    private static Problem unknown() {
        return ProblemType.IDENTITY_UNKNOWN.because(
                "Sign in with your name and password, and link the other account there first.");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A visit to the provider.
     *
     * @param attempt stays in the browser, which sends it back with what the provider says
     * @param uri where to go
     */
    public record Attempt(String attempt, URI uri, Instant expiresAt) {}

    /** What a browser comes back with. */
    public record Proof(String attempt, String state, String code) {}

    /**
     * Somebody who came back.
     *
     * @param who issuer and subject
     */
    record Arrived(AccountId account, String who) {}

    public record Identity(Instant linkedAt) {}
}
