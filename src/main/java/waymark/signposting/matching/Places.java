package waymark.signposting.matching;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/** The places of one phrase, in the making: which words each takes, and which places may come next. */
final class Places {

    static final BitSet ANY = new BitSet(0);

    final List<BitSet> takes = new ArrayList<>();
    final List<Long> next = new ArrayList<>();

    Part place(BitSet taken) {
        if (takes.size() == Phrase.MOST_PLACES) {
            throw new TooLongException();
        }
        takes.add(taken);
        next.add(0L);
        long bit = 1L << (takes.size() - 1);
        return new Part(bit, bit, false);
    }

    /** Up to that many words, whatever they are. */
    Part gap(int most) {
        Part whole = null;
        for (int i = 0; i < most; i++) {
            var one = place(ANY).orNothing();
            whole = whole == null ? one : then(whole, one);
        }
        return Objects.requireNonNull(whole);
    }

    Part then(Part before, Part after) {
        for (long left = before.last; left != 0; left &= left - 1) {
            int place = Long.numberOfTrailingZeros(left);
            next.set(place, next.get(place) | after.first);
        }
        return new Part(
                before.mayBeEmpty ? before.first | after.first : before.first,
                after.mayBeEmpty ? before.last | after.last : after.last,
                before.mayBeEmpty && after.mayBeEmpty);
    }

    static final class TooLongException extends RuleException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("it is too long");
        }
    }

    /** A piece of a phrase: the places it may begin and end with. */
    record Part(long first, long last, boolean mayBeEmpty) {

        Part or(Part other) {
            return new Part(first | other.first, last | other.last, mayBeEmpty || other.mayBeEmpty);
        }

        Part orNothing() {
            return new Part(first, last, true);
        }
    }
}
