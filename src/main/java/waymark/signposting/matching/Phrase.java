package waymark.signposting.matching;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phrase as a machine over tokens: at most 64 places, each of which takes one token. Where it may go on is a set of
 * bits, so a sentence is walked once per place a phrase may begin, whatever the phrase looks like.
 */
final class Phrase {

    static final int MOST_PLACES = 64;

    private final List<BitSet> takes;

    /** Places that take any token. */
    private final long takingAny;

    private final SymbolPlaces taking;
    private final long first;
    private final long[] next;
    private final long last;
    private final BitSet notBefore;
    private final @Nullable Phrase notAfter;
    private final boolean fromStart;
    private final boolean toEnd;

    /**
     * @param takes which symbols each place takes; none for a place that takes any token
     * @param first places it may begin with
     * @param next places that may follow each place
     * @param last places it may end with
     * @param notBefore symbols that must not stand directly before it
     * @param notAfter what must not stand directly behind it; null for nothing
     */
    Phrase(
            List<BitSet> takes,
            long first,
            List<Long> next,
            long last,
            BitSet notBefore,
            @Nullable Phrase notAfter,
            boolean fromStart,
            boolean toEnd) {
        this.takes = List.copyOf(takes);
        this.taking = new SymbolPlaces(takes);
        this.first = first;
        this.next = next.stream().mapToLong(Long::longValue).toArray();
        this.last = last;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
        this.fromStart = fromStart;
        this.toEnd = toEnd;
        long any = 0;
        for (int place = 0; place < takes.size(); place++) {
            any |= takes.get(place).isEmpty() ? 1L << place : 0;
        }
        this.takingAny = any;
    }

    /** The symbols it may begin with. */
    BitSet mayBeginWith() {
        return taken(first);
    }

    /** The symbols that may come second behind that one; none when that may be any, or nothing at all. */
    BitSet mayGoOnWith(int symbol) {
        long reached = first & (takingAny | taking.of(symbol));
        long second = following(reached);
        boolean open = (reached & last) != 0 || (second & takingAny) != 0;
        return open ? new BitSet() : taken(second);
    }

    /** How many places it has. */
    int size() {
        return takes.size();
    }

    /** Which symbols a place takes; none for a place that takes any token. */
    BitSet takenBy(int place) {
        return takes.get(place);
    }

    /** Whether there is no way from a beginning to an end but through that place. */
    boolean needs(int place) {
        long without = ~(1L << place);
        long reached = 0;
        long wanted = first & without;
        while ((wanted & ~reached) != 0) {
            reached |= wanted;
            wanted = following(reached) & without;
        }
        return (reached & last) == 0;
    }

    private BitSet taken(long places) {
        var taken = new BitSet();
        for (long left = places; left != 0; left &= left - 1) {
            taken.or(takes.get(Long.numberOfTrailingZeros(left)));
        }
        return taken;
    }

    /**
     * Where the phrase ends when it begins with that token.
     *
     * @return the index of the last token, the nearest there is; -1 when the phrase is not there
     */
    int endFrom(Sentence sentence, int start) {
        if ((fromStart && start > 0) || isOneOf(notBefore, sentence, start - 1)) {
            return -1;
        }
        long wanted = first;
        for (int i = start; i < sentence.size() && wanted != 0; i++) {
            long reached = taking(wanted, sentence.at(i));
            if ((reached & last) != 0
                    && (!toEnd || i == sentence.size() - 1)
                    && !isFollowedByWhatMustNot(sentence, i)) {
                return i;
            }
            wanted = following(reached);
        }
        return -1;
    }

    /** Across a comma the words behind it say nothing about it any more. */
    private boolean isFollowedByWhatMustNot(Sentence sentence, int end) {
        return notAfter != null
                && end + 1 < sentence.size()
                && sentence.at(end + 1).gap == Token.Gap.NONE
                && notAfter.endFrom(sentence, end + 1) >= 0;
    }

    private long taking(long places, Token token) {
        long all = takingAny;
        for (int symbol : token.symbols()) {
            all |= taking.of(symbol);
        }
        return places & all;
    }

    private long following(long places) {
        long following = 0;
        for (long left = places; left != 0; left &= left - 1) {
            following |= next[Long.numberOfTrailingZeros(left)];
        }
        return following;
    }

    private static boolean isOneOf(BitSet symbols, Sentence sentence, int index) {
        return index >= 0 && index < sentence.size() && hasOneOf(symbols, sentence.at(index));
    }

    private static boolean hasOneOf(BitSet symbols, Token token) {
        for (int symbol : token.symbols()) {
            if (symbols.get(symbol)) {
                return true;
            }
        }
        return false;
    }
}
