package waymark.accounts;

import static waymark.schema.Tables.ACCOUNT;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import waymark.accounts.AccountStore.Address;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Nation;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.http.Caller;
import waymark.platform.log.SecurityEvent;
import waymark.platform.log.SecurityLog;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;
import waymark.platform.secret.Sha256;

/** Joining the forum, and who its members are. */
public final class Accounts {

    /** For sealing addresses anew. */
    public static final SealedColumn<AccountId> SEALED_EMAIL = new SealedColumn<>(
            ACCOUNT,
            ACCOUNT.ID,
            ACCOUNT.EMAIL_SEALED,
            EmailSeal.PURPOSE,
            Optional.of(new SealedColumn.Hashed(ACCOUNT.EMAIL_HASH, EmailSeal::normalised)));

    private final Database db;
    private final Keyring keys;
    private final EmailSeal emails;
    private final Ids ids;
    private final Clock clock;

    public Accounts(Database db, Keyring keys, Ids ids, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.emails = new EmailSeal(keys);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes the account of a new member and records both consents. Whether the e-mail address is in use already makes no
     * difference: until it is proved an address belongs to nobody.
     *
     * @throws Problem USERNAME_TAKEN, INVALID_VALUE
     */
    public Account signUp(DSLContext tx, NewAccount wanted) {
        return create(tx, wanted, Role.MEMBER, false);
    }

    /**
     * Makes the account of somebody whom the operator has met: their agreement is known, and so is their address.
     *
     * @throws Problem USERNAME_TAKEN, INVALID_VALUE
     */
    public Account createStaff(DSLContext tx, NewAccount wanted, Role role) {
        AccountStore.holdAddress(tx, emails.hashes(wanted.email()));
        if (AccountStore.isVerified(tx, emails.hashes(wanted.email()))) {
            throw Problem.invalidValue("/email", "There is an account with this address already.");
        }
        return create(tx, wanted, role, true);
    }

    /** @throws Problem SIGN_IN_NEEDED when the account is closed */
    public Account requireAccount(AccountId id) {
        return findOpen(id).orElseThrow(Caller::signInNeeded);
    }

    /** The same; empty when the account is closed. */
    Optional<Account> findOpen(AccountId id) {
        return db.read(tx -> AccountStore.find(tx, emails, id)).filter(Accounts::isOpen);
    }

    /** Remembers where somebody lives, or forgets it when nothing is given. */
    public Account live(AccountId id, Optional<Nation> nation) {
        return db.write(tx -> {
            // Nothing is written into an account that was closed at this moment.
            if (!AccountStore.holdOpen(tx, id)) {
                throw Caller.signInNeeded();
            }
            AccountStore.setNation(tx, id, nation);
            return require(tx, id);
        });
    }

    /** Where somebody said they live, so that they are shown the services that are there for them. */
    public Optional<Nation> nationOf(DSLContext tx, AccountId id) {
        return AccountStore.findNation(tx, id);
    }

    /**
     * The account of this name, also one that is closed: whoever looks after the forum may still have to find it.
     *
     * @throws Problem NOT_FOUND
     */
    public AccountId requireId(DSLContext tx, String username) {
        var name = username.toLowerCase(Locale.ROOT);
        return AccountStore.findId(tx, name).orElseThrow(Problem::notFound);
    }

    /** Holds an account until the transaction ends: whoever changes what it may do does so one after the other. */
    public void hold(DSLContext tx, AccountId id) {
        AccountStore.hold(tx, id);
    }

    /** The same, while others can go on mentioning them: for whoever takes locks of threads after it, as replies do before. */
    public void holdBesideReferences(DSLContext tx, AccountId id) {
        AccountStore.holdBesideReferences(tx, id);
    }

    /** Holds an account until the transaction ends, if there is one that is open. */
    public boolean holdOpen(DSLContext tx, AccountId id) {
        return AccountStore.holdOpen(tx, id);
    }

    /** Where somebody gets mails, when it is known that the address is theirs. */
    public Optional<String> provenAddress(DSLContext tx, AccountId id) {
        var account = require(tx, id);
        return account.emailVerified() ? Optional.ofNullable(account.email()) : Optional.empty();
    }

    /** Writes to somebody about their account, when it is known that the address is theirs. */
    public void tell(DSLContext tx, AccountId id, MailKind kind, Mails mails) {
        provenAddress(tx, id).ifPresent(address -> mails.send(tx, Mail.of(kind, address, id)));
    }

    /** @throws Problem NOT_FOUND */
    public Account require(DSLContext tx, AccountId id) {
        return AccountStore.find(tx, emails, id).orElseThrow(Problem::notFound);
    }

    /** @throws Problem NOT_FOUND */
    public Role roleOf(DSLContext tx, AccountId id) {
        return require(tx, id).role();
    }

    /** @throws Problem NOT_FOUND */
    public Profile requireProfile(DSLContext tx, AccountId id) {
        return AccountStore.findProfile(tx, id).orElseThrow(Problem::notFound);
    }

    /** Gives an account a role. Call while holding it; sessions go on until they are ended. */
    public void setRole(DSLContext tx, AccountId id, Role role) {
        AccountStore.setRole(tx, id, role);
    }

    /** Gives an account a badge, or takes it away. */
    public void setBadge(DSLContext tx, AccountId id, Optional<String> badge) {
        AccountStore.setBadge(tx, id, badge.orElse(null));
    }

    /**
     * Notes of those who were not here after that day that a mail of this kind has reached them since. Whoever comes back is
     * as if they had not been told.
     */
    public void noteToldUnused(DSLContext tx, MailKind kind, LocalDate since) {
        AccountStore.noteToldUnused(tx, kind, since);
    }

    /** Since when an account is that of somebody who has died; empty when it is not. */
    public Optional<Instant> memorialOf(DSLContext tx, AccountId id) {
        return Optional.ofNullable(AccountStore.findMemorial(tx, id));
    }

    /** Closes an account because the person has died, or opens it again. Sessions go on until they are ended. */
    public void setMemorial(DSLContext tx, AccountId id, Optional<Instant> since) {
        AccountStore.setMemorial(tx, id, since.orElse(null));
    }

    /** The accounts in use that have these names, by name in lower case. Names that nobody has are absent. */
    public Map<String, Named> named(DSLContext tx, Collection<String> lowerCaseNames) {
        return lowerCaseNames.isEmpty() ? Map.of() : AccountStore.named(tx, lowerCaseNames);
    }

    /** The wording people are asked to agree to now, for each purpose. */
    public List<ConsentWording> wordings() {
        return db.read(this::wordings);
    }

    /** The same, as part of a transaction. */
    public List<ConsentWording> wordings(DSLContext tx) {
        return ConsentStore.currentWordings(tx);
    }

    private static boolean isOpen(Account account) {
        return account.email() != null;
    }

    private Account create(DSLContext tx, NewAccount wanted, Role role, boolean verified) {
        Instant now = clock.instant();
        var account = new Account(ids.account(), wanted.username(), wanted.email(), verified, role, null, now);
        var address = new Address(emails.seal(wanted.email()), emails.hash(wanted.email()));
        if (ErasedAccounts.isReserved(tx, keys, wanted.username())
                || !AccountStore.insert(tx, account, address, wanted)) {
            throw ProblemType.USERNAME_TAKEN.because("Please choose another name.");
        }
        recordConsents(tx, account.id(), wanted.consents(), verified ? ConsentMethod.OPERATOR : ConsentMethod.SIGN_UP);
        SecurityLog.note(SecurityEvent.ACCOUNT_MADE, account.id());
        return account;
    }

    private void recordConsents(
            DSLContext tx, AccountId account, List<NewAccount.ConsentGiven> given, ConsentMethod method) {
        for (var wording : ConsentStore.currentWordings(tx)) {
            requireGiven(given, wording);
            var agreed = new ConsentStore.Agreed(wording.purpose(), wording.version(), false);
            var hash = Sha256.of(wording.wording());
            ConsentStore.insert(tx, ids.uuid(), account, agreed, hash, method, clock.instant());
            ConsentStore.stand(tx, account, agreed, clock.instant());
        }
    }

    private static void requireGiven(List<NewAccount.ConsentGiven> given, ConsentWording wording) {
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).purpose().equals(wording.purpose())) {
                if (!given.get(i).wordingVersion().equals(wording.version())) {
                    throw Problem.invalidValue(
                            "/consents/" + i + "/wordingVersion",
                            "The wording has changed since; please read and agree to the present one.");
                }
                return;
            }
        }
        throw Problem.invalidValue("/consents", "This needs your agreement for the purpose " + wording.purpose() + ".");
    }

    /** An account as others name it. */
    public record Named(AccountId id, String username) {}

    public record ConsentWording(String purpose, String version, String wording) {}
}
