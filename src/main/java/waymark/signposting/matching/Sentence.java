package waymark.signposting.matching;

import java.util.BitSet;
import java.util.List;

record Sentence(List<Token> tokens) {

    int size() {
        return tokens.size();
    }

    /** What its tokens are, all together. */
    BitSet symbols() {
        var symbols = new BitSet();
        for (var token : tokens) {
            for (int symbol : token.symbols()) {
                symbols.set(symbol);
            }
        }
        return symbols;
    }

    Token at(int index) {
        return tokens.get(index);
    }
}
