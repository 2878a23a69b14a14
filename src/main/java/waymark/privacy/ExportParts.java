package waymark.privacy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** Reads a file piece by piece, so that no more than one is in memory. */
final class ExportParts extends InputStream {

    private final IntFunction<Optional<byte[]>> parts;
    private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);
    private int next;

    /** @param parts by number, from 0 on; empty behind the last */
    ExportParts(IntFunction<Optional<byte[]>> parts) {
        this.parts = parts;
    }

    @Override
    public int read() {
        return more() ? part.read() : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) {
        return most == 0 ? 0 : more() ? part.read(into, from, most) : -1;
    }

    private boolean more() {
        while (part.available() == 0) {
            var found = parts.apply(next);
            if (found.isEmpty()) {
                return false;
            }
            next++;
            part = new ByteArrayInputStream(found.get());
        }
        return true;
    }
}
