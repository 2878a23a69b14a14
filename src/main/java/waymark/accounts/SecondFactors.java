package waymark.accounts;

import static waymark.schema.Tables.TOTP;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.accounts.SecondFactorStore.Totp;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.log.SecurityEvent;
import waymark.platform.log.SecurityLog;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;
import waymark.platform.secret.Sha256;

/**
 * The second factor of an account: one-time codes from an app, and ten codes on paper for when the app is lost. Each code
 * counts once. What the app shares with the forum is sealed.
 */
public final class SecondFactors {

    private static final Duration TIME_TO_CONFIRM = Duration.ofHours(1);
    private static final Pattern FROM_AN_APP = Pattern.compile("[0-9]{6}");
    private static final String SEALED_FOR = "totp";

    /** For sealing them anew. */
    public static final SealedColumn<AccountId> SEALED =
            new SealedColumn<>(TOTP, TOTP.ACCOUNT_ID, TOTP.SECRET, SEALED_FOR, Optional.empty());

    private final Database db;
    private final Keyring keys;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Mails mails;
    private final Audit audit;
    private final Clock clock;

    public SecondFactors(
            Database db, Keyring keys, Accounts accounts, Sessions sessions, Mails mails, Audit audit, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.accounts = accounts;
        this.sessions = sessions;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /** What there is of it. */
    public SecondFactor of(Member member) {
        return db.read(tx -> SecondFactorStore.find(tx, member.id())
                .filter(totp -> totp.isOn() || mayBeConfirmed(totp))
                .map(totp -> new SecondFactor(
                        totp.isOn() ? State.ON : State.BEGUN,
                        totp.confirmedAt(),
                        SecondFactorStore.countRecoveryCodes(tx, member.id())))
                .orElse(new SecondFactor(State.OFF, null, 0)));
    }

    /**
     * Makes a secret for the app of somebody whose password was checked. Nothing is asked for until a code has come back
     * from it.
     *
     * @throws Problem SECOND_FACTOR_ON
     */
    public Setup begin(Member member) {
        var secret = OneTimeCodes.newSecret();
        var now = clock.instant();
        boolean begun = db.write(tx -> SecondFactorStore.begin(tx, member.id(), keys.seal(SEALED_FOR, secret), now));
        if (!begun) {
            throw ProblemType.SECOND_FACTOR_ON.because("Take it off first, with one of its codes.");
        }
        return new Setup(
                OneTimeCodes.base32(secret), OneTimeCodes.uri(member.username(), secret), now.plus(TIME_TO_CONFIRM));
    }

    /**
     * Turns it on. This session has shown the factor with it; all the others, which have not, end.
     *
     * @return codes for when the app is lost; they are told once
     * @throws Problem NOT_FOUND when nothing was begun, INVALID_VALUE
     */
    public List<String> confirm(Member member, String code) {
        return db.write(tx -> {
            accounts.holdBesideReferences(tx, member.id());
            var now = clock.instant();
            var totp = SecondFactorStore.find(tx, member.id())
                    .filter(each -> !each.isOn() && mayBeConfirmed(each))
                    .orElseThrow(Problem::notFound);
            var step = OneTimeCodes.step(secretOf(totp), OneTimeCodes.plain(code), now);
            if (step.isEmpty()) {
                throw wrongCode("/code");
            }
            if (!SecondFactorStore.confirm(tx, member.id(), totp.begunAt(), step.getAsLong(), now)) {
                throw Problem.notFound();
            }
            var codes = OneTimeCodes.newRecoveryCodes();
            SecondFactorStore.insertRecoveryCodes(
                    tx,
                    member.id(),
                    codes.stream()
                            .map(each -> hash(member.id(), OneTimeCodes.plain(each)))
                            .toList());
            SessionStore.noteSecondFactor(tx, member.session());
            sessions.endOthers(tx, member.id(), member.session());
            tell(tx, member.id());
            SecurityLog.note(SecurityEvent.SECOND_FACTOR_SET_UP, member.id());
            return codes;
        });
    }

    /**
     * Takes it off, for somebody whose password was checked. Sessions stay, without what the factor opened.
     *
     * @throws Problem NOT_FOUND when there is none, INVALID_VALUE
     */
    public boolean remove(Member member, String code) {
        return db.write(tx -> {
            accounts.holdBesideReferences(tx, member.id());
            if (!isOn(tx, member.id())) {
                throw Problem.notFound();
            }
            if (!use(tx, member.id(), code)) {
                throw wrongCode("/code");
            }
            SessionStore.forgetSecondFactor(tx, member.id());
            tell(tx, member.id());
            SecurityLog.note(SecurityEvent.SECOND_FACTOR_TAKEN_OFF, member.id());
            return SecondFactorStore.delete(tx, member.id());
        });
    }

    /**
     * Takes it off somebody who has lost it, and ends their sessions. The admin has met or spoken to them.
     *
     * @throws Problem NOT_FOUND when there is no such member, or they have none; CONFLICT_OF_INTEREST for one's own
     */
    public void reset(Member admin, String username) {
        db.run(tx -> {
            var account = accounts.requireId(tx, username);
            if (account.equals(admin.id())) {
                throw ProblemType.CONFLICT_OF_INTEREST.because("Another admin has to do this for you.");
            }
            accounts.hold(tx, account);
            if (!SecondFactorStore.delete(tx, account)) {
                throw Problem.notFound();
            }
            int unused = sessions.endAll(tx, account);
            audit.record(tx, AuditEntry.by(admin, "second-factor-reset", "member", account.value()));
            tell(tx, account);
            SecurityLog.note(SecurityEvent.SECOND_FACTOR_RESET, account);
        });
    }

    /** Whether a code is asked for when this account signs in. */
    boolean isOn(DSLContext tx, AccountId account) {
        return SecondFactorStore.find(tx, account).map(Totp::isOn).orElse(false);
    }

    /**
     * Whether this is a code of theirs that has not counted yet. It counts with this.
     *
     * @param typed from the app or from the paper
     */
    boolean use(DSLContext tx, AccountId account, String typed) {
        var code = OneTimeCodes.plain(typed);
        if (!FROM_AN_APP.matcher(code).matches()) {
            return SecondFactorStore.useRecoveryCode(tx, account, hash(account, code), clock.instant());
        }
        var step = SecondFactorStore.find(tx, account)
                .filter(Totp::isOn)
                .map(totp -> OneTimeCodes.step(secretOf(totp), code, clock.instant()));
        return step.isPresent()
                && step.get().isPresent()
                && SecondFactorStore.useStep(tx, account, step.get().getAsLong());
    }

    /** Forgets secrets that no app has come back with. */
    public int forgetOld() {
        return db.write(
                tx -> SecondFactorStore.deleteUnconfirmed(tx, clock.instant().minus(TIME_TO_CONFIRM)));
    }

    /** So that whoever did not do it themselves learns of it. */
    private void tell(DSLContext tx, AccountId id) {
        accounts.tell(tx, id, MailKind.SECOND_FACTOR_CHANGED, mails);
    }

    private boolean mayBeConfirmed(Totp totp) {
        return clock.instant().isBefore(totp.begunAt().plus(TIME_TO_CONFIRM));
    }

    private byte[] secretOf(Totp totp) {
        return keys.openBytes(SEALED_FOR, totp.secret());
    }

    /** The codes are random and long: without a key, because they have to outlive the keys on their paper. */
    private static byte[] hash(AccountId account, String code) {
        return Sha256.of(account + " " + code);
    }

    private static Problem wrongCode(String pointer) {
        return Problem.invalidValue(pointer, "This is not the code that counts now. Wait for the next one.");
    }

    public enum State {
        OFF,
        /** There is a secret, and no code has come back yet. */
        BEGUN,
        ON;

        /** The name used in the API. */
        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param since null unless it is on */
    public record SecondFactor(State state, @Nullable Instant since, int recoveryCodesLeft) {}

    /**
     * What the app has to know.
     *
     * @param secret in base32, for typing
     * @param uri the same for a QR code
     */
    public record Setup(String secret, String uri, Instant expiresAt) {}
}
