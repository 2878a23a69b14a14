package waymark.accounts;

import static waymark.schema.Tables.ACCOUNT_LINK;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;
import waymark.platform.secret.Sha256;
import waymark.platform.secret.Token;

/**
 * Links that are mailed: whoever opens one has shown that the mailbox is theirs. Each works once and for a while. The
 * token is in the mail only, the database knows its SHA-256.
 *
 * <p>To ask for one does the same work whether or not there is an account with that address: the time of an answer must
 * not tell what its words keep to themselves.
 */
public final class AccountLinks {

    /** For sealing addresses anew. */
    public static final SealedColumn<UUID> SEALED_ADDRESS = new SealedColumn<>(
            ACCOUNT_LINK,
            ACCOUNT_LINK.ID,
            ACCOUNT_LINK.ADDRESS_SEALED,
            EmailSeal.PURPOSE,
            Optional.of(new SealedColumn.Hashed(ACCOUNT_LINK.ADDRESS_HASH, EmailSeal::normalised)));

    /**
     * So that nobody's mailbox can be filled by asking again and again. Whoever asks in vain has that many links that
     * still work. It is counted for each account that an address is said to be of: otherwise six who join with somebody
     * else's address would keep them from joining.
     */
    static final int MOST_MAILS = 6;

    /** Of all accounts together. */
    static final int MOST_OF_ALL = 4 * MOST_MAILS;

    private static final Duration OF_MOST_MAILS = LinkKind.RESET_PASSWORD.lasts();

    /** Longer than mails are counted for. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Database db;
    private final Mails mails;
    private final EmailSeal emails;
    private final Ids ids;
    private final Clock clock;

    public AccountLinks(Database db, Mails mails, Keyring keys, Ids ids, Clock clock) {
        this.db = db;
        this.mails = mails;
        this.emails = new EmailSeal(keys);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Mails a link by which an account can prove an address. When somebody else has proved it, they get a few words
     * instead, and the link of this account leads nowhere.
     *
     * @throws Problem INVALID_VALUE when no mail can be written to it
     */
    void mailProof(DSLContext tx, AccountId account, String address) {
        requireWritable(address);
        var owner = AccountStore.findVerified(tx, emails.hashes(address)).filter(other -> !other.equals(account));
        var token = Token.make().text();
        var mail = owner.isPresent()
                ? Mail.of(MailKind.ADDRESS_IN_USE, address, owner.get())
                : Mail.leading(MailKind.VERIFY_ADDRESS, address, account, "/verify-email#token=" + token);
        boolean sent = send(tx, LinkKind.VERIFY_ADDRESS, mail, owner.isEmpty());
        var leadsTo = sent && owner.isEmpty() ? account : null;
        insert(tx, LinkKind.VERIFY_ADDRESS, token, leadsTo, emails.seal(address), address);
    }

    /**
     * Mails a link by which somebody can choose a new password, if the address was proved by anybody.
     *
     * @throws Problem INVALID_VALUE when no mail can be written to it
     */
    void mailReset(DSLContext tx, String address) {
        requireWritable(address);
        var owner = AccountStore.findVerified(tx, emails.hashes(address));
        var token = Token.make().text();
        var mail = Mail.leading(MailKind.RESET_PASSWORD, address, owner.orElse(null), "/reset-password#token=" + token);
        boolean sent = send(tx, LinkKind.RESET_PASSWORD, mail, owner.isPresent());
        insert(tx, LinkKind.RESET_PASSWORD, token, sent ? owner.orElse(null) : null, null, address);
    }

    /**
     * What a link leads to, which is left as it is.
     *
     * @throws Problem LINK_NOT_VALID, whatever is wrong with it
     */
    AccountLinkStore.Held require(DSLContext tx, LinkKind kind, String token) {
        return AccountLinkStore.find(tx, kind, Sha256.of(token), clock.instant())
                .orElseThrow(AccountLinks::notValid);
    }

    /**
     * Uses a link up.
     *
     * @throws Problem LINK_NOT_VALID when somebody else was quicker
     */
    void use(DSLContext tx, LinkKind kind, String token) {
        if (AccountLinkStore.delete(tx, kind, Sha256.of(token), clock.instant()) != 1) {
            throw notValid();
        }
    }

    /** Forgets links that have run out. */
    public int forgetOld() {
        return db.write(tx -> AccountLinkStore.deleteExpired(tx, clock.instant().minus(KEPT)));
    }

    static Problem notValid() {
        return ProblemType.LINK_NOT_VALID.because(
                "Each link works once, and for a limited time. Please ask for a new one.");
    }

    /** @return whether it is sent */
    private boolean send(DSLContext tx, LinkKind kind, Mail mail, boolean leads) {
        var since = clock.instant().minus(OF_MOST_MAILS);
        var earlier = AccountLinkStore.countSince(
                tx, kind, emails.hashes(mail.to()), leads ? mail.about() : Optional.empty(), since);
        boolean wanted = leads || mail.kind() == MailKind.ADDRESS_IN_USE;
        if (wanted && earlier.own() < MOST_MAILS && earlier.all() < MOST_OF_ALL) {
            return mails.trySend(tx, mail);
        }
        mails.sendNothing(tx, mail);
        return false;
    }

    private static void requireWritable(String address) {
        if (!Mail.canGoTo(address)) {
            throw Problem.invalidValue("/email", "No e-mail can be sent to this address.");
        }
    }

    private void insert(
            DSLContext tx,
            LinkKind kind,
            String token,
            @Nullable AccountId account,
            byte @Nullable [] sealed,
            String address) {
        var row = new AccountLinkStore.Row(account, sealed, emails.hash(address));
        AccountLinkStore.insert(tx, ids.uuid(), kind, Sha256.of(token), row, clock.instant());
    }
}
