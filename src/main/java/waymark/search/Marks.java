package waymark.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Which words of a text are those that were looked for. PostgreSQL marks them in a copy of the text, and here the marks are
 * carried over to the text itself: pieces of plain text and no HTML, so nothing in it can be taken for more than it is.
 */
final class Marks {

    /** Longer texts are looked through so far. */
    static final int MOST_LETTERS = 10_000;

    private static final int START = 0xE000;
    private static final int STOP = 0xE001;
    private static final String HOW = "HighlightAll=true, StartSel=\uE000, StopSel=\uE001";

    /** What search_text adds to ALL, the illness. */
    private static final int[] ILLNESS = "ALLleukaemia".codePoints().toArray();

    private static final int SNIPPET = 240;
    private static final int BEFORE = 60;

    /** Shorter than any word that is cut. */
    private static final int WORD = 20;

    private final int[] text;
    private final BitSet marked = new BitSet();

    private Marks(String text, String copy) {
        this.text = text.codePoints().toArray();
        mark(copy.codePoints().toArray());
    }

    /** The copy, for {@link #whole} and {@link #snippet}. */
    static Field<String> in(Field<String> text, Field<?> query) {
        return DSL.field(
                "ts_headline('pg_catalog.english', search_text({0}), {1}, {2})",
                SQLDataType.CLOB, text, query, DSL.inline(HOW));
    }

    static List<Found.Piece> whole(String text, String copy) {
        var marks = new Marks(text, copy);
        return marks.pieces(0, marks.text.length);
    }

    /** Some words around those that were looked for, where most of them are together, or the first words. */
    static List<Found.Piece> snippet(String text, String copy) {
        var marks = new Marks(text, copy);
        int start = marks.wordAt(Math.max(0, marks.densest() - BEFORE));
        int end = Math.min(marks.text.length, start + SNIPPET);
        return marks.pieces(start, end == marks.text.length ? end : marks.wordAt(end));
    }

    /** The copy has the same letters in the same places, but for marks and what was added to ALL. */
    private void mark(int[] copy) {
        boolean match = false;
        int at = 0;
        for (int i = 0; i < copy.length && at < text.length; i++) {
            if (copy[i] == START || copy[i] == STOP) {
                match = copy[i] == START;
                continue;
            }
            marked.set(at, match);
            at++;
            if (endsIllness(copy, i, at)) {
                i += ILLNESS.length - 3;
            }
        }
    }

    private boolean endsIllness(int[] copy, int last, int at) {
        int first = last - 2;
        if (first < 0 || first + ILLNESS.length > copy.length || (at < text.length && text[at] == ILLNESS[3])) {
            return false;
        }
        for (int i = 0; i < ILLNESS.length; i++) {
            if (copy[first + i] != ILLNESS[i]) {
                return false;
            }
        }
        return true;
    }

    private int densest() {
        int best = 0;
        int most = 0;
        for (int start = marked.nextSetBit(0); start >= 0; start = marked.nextSetBit(marked.nextClearBit(start))) {
            int here = marked.get(start, Math.min(text.length, start + SNIPPET - BEFORE))
                    .cardinality();
            if (here > most) {
                most = here;
                best = start;
            }
        }
        return best;
    }

    /** The beginning of a word at or a little before this place, but for words that are very long. */
    private int wordAt(int place) {
        for (int i = place; i > Math.max(0, place - WORD); i--) {
            if (Character.isWhitespace(text[i - 1])) {
                return i;
            }
        }
        return place < WORD ? 0 : place;
    }

    private List<Found.Piece> pieces(int from, int to) {
        var pieces = new ArrayList<Found.Piece>();
        int at = from;
        while (at < to) {
            boolean match = marked.get(at);
            int end = match ? marked.nextClearBit(at) : marked.nextSetBit(at);
            end = end < 0 || end > to ? to : end;
            var words = new String(text, at, end - at);
            pieces.add(new Found.Piece(
                    (at == from && from > 0 ? "… " : "") + words + (end == to && to < text.length ? "…" : ""), match));
            at = end;
        }
        return List.copyOf(pieces);
    }
}
