package waymark.accounts;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The passwords that people choose most, as zxcvbn lists them: whoever guesses begins with these. Its lists of words and names
 * belong to it, because what is in one of them is left out of the list of passwords.
 */
final class CommonPasswords {

    private static final CommonPasswords LOADED = load();

    private final Set<String> lowerCase;

    private CommonPasswords(Set<String> lowerCase) {
        this.lowerCase = lowerCase;
    }

    static CommonPasswords get() {
        return LOADED;
    }

    private static CommonPasswords load() {
        try {
            return new CommonPasswords(StandardDictionaries.loadAllDictionaries().stream()
                    .flatMap(list -> list.getFrequencies().stream())
                    .collect(Collectors.toUnmodifiableSet()));
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
