package waymark.platform.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {

    private static final String FIRST = Keyring.fresh("k1");
    private static final String SECOND = Keyring.fresh("k2");

    private final Keyring keys = Keyring.parse(FIRST);

    @Test
    void whatIsSealedIsReadAgainAndLooksDifferentEachTime() {
        var sealed = keys.seal("email", "alice@example.org");
        assertEquals("alice@example.org", keys.open("email", sealed));
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("alice"));
        assertFalse(java.util.Arrays.equals(sealed, keys.seal("email", "alice@example.org")));
    }

    @Test
    void whatIsSealedForOnePurposeIsNotReadForAnother() {
        var sealed = keys.seal("email", "alice@example.org");
        assertThrows(IllegalStateException.class, () -> keys.open("totp", sealed));
    }

    @Test
    void whatWasChangedIsNotRead() {
        var sealed = keys.seal("email", "alice@example.org");
        sealed[sealed.length - 1] ^= 1;
        assertThrows(IllegalStateException.class, () -> keys.open("email", sealed));
    }

    @Test
    void aNewKeySealsAndTheOldOneStillOpens() {
        var before = keys.seal("email", "alice@example.org");
        var rotated = Keyring.parse(SECOND + "," + FIRST);
        assertEquals("alice@example.org", rotated.open("email", before));
        assertFalse(isMarked(rotated, before));
        assertTrue(isMarked(rotated, rotated.seal("email", "bob@example.org")));
        assertThrows(IllegalStateException.class, () -> Keyring.parse(SECOND).open("email", before));
    }

    @Test
    void whatWasHashedWithAnOldKeyIsStillFound() {
        var rotated = Keyring.parse(SECOND + "\n" + FIRST);
        var hashes = rotated.hashes("email", "alice@example.org");
        assertArrayEquals(rotated.hash("email", "alice@example.org"), hashes.get(0));
        assertArrayEquals(keys.hash("email", "alice@example.org"), hashes.get(1));
        assertFalse(java.util.Arrays.equals(
                keys.hash("email", "alice@example.org"), keys.hash("username", "alice@example.org")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k1", "k1:", "k1:AAAA", "K1:not base64", "k1:!!!!", "name that is far too long:AAAA"})
    void whatIsNoKeyIsRefusedWithoutRepeatingIt(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Keyring.parse(text));
        assertTrue(text.isEmpty() || !String.valueOf(refusal.getMessage()).contains(text));
    }

    @Test
    void twoKeysOfOneNameAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Keyring.parse(FIRST + "," + Keyring.fresh("k1")));
    }

    @Test
    void theFileIsMadeOnceAndIsTheOwnersAlone(@TempDir Path folder) throws IOException {
        var file = folder.resolve("data").resolve("keys");
        var sealed = KeyFile.readOrMake(file).seal("email", "alice@example.org");
        assertEquals("alice@example.org", KeyFile.readOrMake(file).open("email", sealed));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    /** Whether it was sealed with the key that seals now. */
    private static boolean isMarked(Keyring keys, byte[] sealed) {
        return Arrays.equals(keys.mark(), Arrays.copyOf(sealed, keys.mark().length));
    }
}
