package waymark.signposting.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Which places of a phrase take a symbol, as a set of bits: a small table that is quick to ask. */
final class SymbolPlaces {

    private static final int FREE = -1;

    /** Each symbol in the slot that it hashes to, or the next that is free. */
    private final int[] symbols;

    private final long[] places;

    SymbolPlaces(List<BitSet> takes) {
        var all = new BitSet();
        takes.forEach(all::or);
        int slots = Integer.highestOneBit(2 * all.cardinality() + 1) * 2;
        symbols = new int[slots];
        places = new long[slots];
        Arrays.fill(symbols, FREE);
        for (int place = 0; place < takes.size(); place++) {
            for (int symbol = takes.get(place).nextSetBit(0);
                    symbol >= 0;
                    symbol = takes.get(place).nextSetBit(symbol + 1)) {
                int slot = slotOf(symbol);
                symbols[slot] = symbol;
                places[slot] |= 1L << place;
            }
        }
    }

    long of(int symbol) {
        return places[slotOf(symbol)];
    }

    /** Where the symbol is, or would be. */
    private int slotOf(int symbol) {
        int slot = ((symbol * 0x9E3779B9) >>> 16) & (symbols.length - 1);
        while (symbols[slot] != FREE && symbols[slot] != symbol) {
            slot = (slot + 1) & (symbols.length - 1);
        }
        return slot;
    }
}
