package waymark.platform.http;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Cursors that no page has given out. */
final class MalformedCursors {

    private static final int CHECKSUM_BYTES = 8;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private MalformedCursors() {}

    /** Cursors that are nearly this one, and some that are nothing like it. */
    static List<Malformed<String>> changed(String cursor, Random random, int flips) {
        var all = new ArrayList<Malformed<String>>();
        for (var garbage : List.of(
                "",
                "x",
                "AAAA",
                "AAAAAAAAAAAAAAAA",
                "!!!!",
                cursor + "A",
                cursor + cursor,
                cursor.substring(1),
                cursor + "%3D",
                cursor + "%00",
                cursor.substring(0, cursor.length() - 2),
                "-".repeat(4_000),
                "A".repeat(4_001),
                "A".repeat(12_000))) {
            all.add(Malformed.refused(MalformedBodies.shown(garbage), garbage, "/cursor"));
        }
        for (int i = 0; i < flips; i++) {
            var flipped = flipped(cursor, random);
            // The last character has bits to spare, so that some cursors can be spelt in more than one way.
            boolean differs = !Arrays.equals(decoded(flipped), decoded(cursor));
            all.add(new Malformed<>("flipped: " + flipped, flipped, Optional.of("/cursor"), differs));
        }
        return all;
    }

    /** Keys that somebody who knows how cursors are made may put into one, from those of a cursor of this list. */
    static List<List<String>> keys(String cursor) {
        var key = key(cursor);
        var keys = new ArrayList<List<String>>();
        for (var part : List.of(
                "",
                "x",
                "\u0000",
                "\ud800",
                "\uffff",
                "-1",
                "0",
                "2147483647",
                "2147483648",
                "9223372036854775808",
                "1-1-1-1-1",
                "0190a0a0-0000-7000-8000-000000000000",
                "null",
                "true",
                "infinity",
                "now",
                "2026-02-30T00:00:00Z",
                "x".repeat(2_000),
                "-9999-01-01T00:00:00Z",
                "+294277-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "2026-03-10T12:00:00.123456789Z")) {
            for (int i = 0; i < key.size(); i++) {
                var changed = new ArrayList<>(key);
                changed.set(i, part);
                keys.add(changed);
            }
            var longer = new ArrayList<>(key);
            longer.add(part);
            keys.add(longer);
        }
        keys.add(List.of());
        keys.add(key.subList(1, key.size()));
        keys.add(Arrays.asList(new String[key.size()]));
        return keys;
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** What a cursor holds besides its checksum and its direction. */
    private static List<String> key(String cursor) {
        var whole = ByteBuffer.wrap(decoded(cursor)).position(CHECKSUM_BYTES);
        var json = new byte[whole.remaining()];
        whole.get(json);
        var key = new ArrayList<String>();
        Reply.tree(json).forEach(part -> key.add(part.asText()));
        return key.subList(1, key.size());
    }

    private static String flipped(String cursor, Random random) {
        int at = random.nextInt(cursor.length());
        char other = ALPHABET.charAt(ALPHABET.indexOf(cursor.charAt(at)) ^ (1 << random.nextInt(6)));
        return cursor.substring(0, at) + other + cursor.substring(at + 1);
    }
}
