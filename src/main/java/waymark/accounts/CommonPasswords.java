package waymark.accounts;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;

/** The 30,000 passwords that people choose most, as zxcvbn lists them. Whoever guesses begins with these. */
final class CommonPasswords {

    private final Set<String> lowerCase;

    private CommonPasswords(Set<String> lowerCase) {
        this.lowerCase = lowerCase;
    }

    static CommonPasswords load() {
        try {
            return new CommonPasswords(
                    Set.copyOf(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is one of them; capital letters make no difference. */
    boolean contain(String password) {
        return lowerCase.contains(password.toLowerCase(Locale.ROOT));
    }

    int count() {
        return lowerCase.size();
    }
}
