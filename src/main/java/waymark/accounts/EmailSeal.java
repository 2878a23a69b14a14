package waymark.accounts;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import waymark.platform.secret.Keyring;

/**
 * E-mail addresses as the database has them: sealed, to be written to, and hashed, to be found. Being a member here
 * discloses an illness, so an address must not lie open in the database or in a backup of it.
 */
public final class EmailSeal {

    static final String PURPOSE = "email";

    private final Keyring keys;

    public EmailSeal(Keyring keys) {
        this.keys = keys;
    }

    byte[] seal(String address) {
        return keys.seal(PURPOSE, address);
    }

    String open(byte[] sealed) {
        return keys.open(PURPOSE, sealed);
    }

    @Nullable
    String openIfAny(byte @Nullable [] address) {
        return address == null ? null : open(address);
    }

    /** With the key that hashes now: for writing. */
    byte[] hash(String address) {
        return keys.hash(PURPOSE, normalised(address));
    }

    /** With every key: for finding what may have been written before the present key came. */
    List<byte[]> hashes(String address) {
        return keys.hashes(PURPOSE, normalised(address));
    }

    /** Capital letters do not make another address: hardly any mail server thinks they do, and no person. */
    static String normalised(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
