package waymark.notifications;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import waymark.accounts.Accounts;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;
import waymark.platform.secret.Keyring;
import waymark.preferences.Preferences;

/**
 * Ends the mails to somebody who may not be signed in, with what stands in each of them (RFC 8058). It is good for as long as
 * the key it was made with, since mails are found again years later, and for nothing else.
 */
public final class Unsubscribing {

    private static final String PURPOSE = "unsubscribe";
    private static final int ID_BYTES = 16;
    private static final int PROOF_BYTES = 16;

    private final Database db;
    private final Accounts accounts;
    private final Mails mails;
    private final Keyring keys;

    public Unsubscribing(Database db, Accounts accounts, Mails mails, Keyring keys) {
        this.mails = mails;
        this.db = db;
        this.accounts = accounts;
        this.keys = keys;
    }

    /** For a mail to this account. The same each time. */
    public String token(AccountId account) {
        var id = bytes(account);
        var proof = Arrays.copyOf(keys.hash(PURPOSE, account.toString()), PROOF_BYTES);
        var token = ByteBuffer.allocate(ID_BYTES + PROOF_BYTES).put(id).put(proof);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * Sends whose token it is no mails any more but those about their account. Doing it again changes nothing.
     *
     * @throws Problem NOT_FOUND for a token that was in no mail of this forum
     */
    void end(String token) {
        var account = owner(token).orElseThrow(Problem::notFound);
        db.run(tx -> {
            if (!accounts.holdOpen(tx, account)) {
                // Whoever has left gets none, and nothing of theirs is kept any more.
                return;
            }
            Preferences.unsubscribe(tx, account);
            BoxStore.cancelMail(tx, account);
            mails.withdraw(tx, account, MailKind.SOMETHING_NEW);
            mails.withdraw(tx, account, MailKind.DIGEST);
        });
    }

    private Optional<AccountId> owner(String token) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
        var account = new AccountId(new UUID(bytes.getLong(), bytes.getLong()));
        var proof = new byte[PROOF_BYTES];
        bytes.get(proof);
        return keys.hashes(PURPOSE, account.toString()).stream()
                .map(hash -> Arrays.copyOf(hash, PROOF_BYTES))
                .filter(hash -> MessageDigest.isEqual(hash, proof))
                .findFirst()
                .map(found -> account);
    }

    private static byte[] bytes(AccountId account) {
        var id = account.value();
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
