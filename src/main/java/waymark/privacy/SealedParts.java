package waymark.privacy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;

/** Takes a file in pieces, so that no more than one is in memory. */
final class SealedParts extends OutputStream {

    static final int PART_BYTES = 256 * 1024;

    private final BiConsumer<Integer, byte[]> parts;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(PART_BYTES);
    private int next;
    private long length;

    /** @param parts is given each piece with its number, from 0 on */
    SealedParts(BiConsumer<Integer, byte[]> parts) {
        this.parts = parts;
    }

    @Override
    public void write(int one) {
        part.write(one);
        length++;
        if (part.size() >= PART_BYTES) {
            handOver();
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        int done = 0;
        while (done < count) {
            int some = Math.min(count - done, PART_BYTES - part.size());
            part.write(bytes, from + done, some);
            done += some;
            length += some;
            if (part.size() >= PART_BYTES) {
                handOver();
            }
        }
    }

    @Override
    public void close() {
        if (part.size() > 0) {
            handOver();
        }
    }

    long length() {
        return length;
    }

    private void handOver() {
        parts.accept(next, part.toByteArray());
        next++;
        part.reset();
    }
}
