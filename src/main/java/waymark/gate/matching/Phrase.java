package waymark.gate.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import waymark.platform.text.Folded;

/** One word or several in a row, some of them with any beginning or any ending. */
record Phrase(List<Piece> pieces) implements Pattern {

    /** With fewer letters beside the star, every second word of a post would be one. */
    private static final int FEWEST_BESIDE_A_STAR = 3;

    static Phrase of(String text, boolean stars) throws PatternException {
        var pieces = new ArrayList<Piece>();
        for (var chunk : Folded.text(text).strip().split("\\s+", -1)) {
            pieces.addAll(stars ? starred(chunk) : plain(chunk));
        }
        if (pieces.isEmpty()) {
            throw new PatternException("There is no word in this.");
        }
        if (stars && pieces.stream().noneMatch(Piece::isOpen)) {
            throw new PatternException("There is no star in this. Without one it is a word, not a wildcard.");
        }
        return new Phrase(List.copyOf(pieces));
    }

    @Override
    public String key() {
        return pieces.stream().map(Piece::toString).collect(Collectors.joining(" "));
    }

    /** Whether it stands there: the word at that place is the first of it. */
    boolean stands(List<Words.Word> words, int at) {
        if (at + pieces.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < pieces.size(); i++) {
            var word = words.get(at + i);
            if ((i > 0 && word.newParagraph()) || !pieces.get(i).fits(word.text())) {
                return false;
            }
        }
        return true;
    }

    private static List<Piece> plain(String chunk) throws PatternException {
        if (chunk.contains("*")) {
            throw new PatternException("A star means something in a wildcard only.");
        }
        return Words.of(chunk).stream()
                .map(word -> new Piece(word.text(), false, false))
                .toList();
    }

    private static List<Piece> starred(String chunk) throws PatternException {
        boolean openStart = chunk.startsWith("*");
        boolean openEnd = chunk.endsWith("*");
        var core = chunk.replaceAll("^\\*+|\\*+$", "");
        if (core.contains("*")) {
            throw new PatternException("A star can stand at the beginning or at the end of a word, not inside.");
        }
        var words = Words.of(core);
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < words.size(); i++) {
            var text = words.get(i).text();
            pieces.add(new Piece(text, openStart && i == 0, openEnd && i == words.size() - 1));
        }
        boolean tooShort = pieces.stream()
                .anyMatch(piece -> piece.isOpen()
                        && piece.core().codePointCount(0, piece.core().length()) < FEWEST_BESIDE_A_STAR);
        if (tooShort || ((openStart || openEnd) && pieces.isEmpty())) {
            throw new PatternException("A star needs at least " + FEWEST_BESIDE_A_STAR + " letters beside it.");
        }
        return pieces;
    }

    /** @param openStart whether more letters may stand before the core, in the same word */
    record Piece(String core, boolean openStart, boolean openEnd) {

        boolean isOpen() {
            return openStart || openEnd;
        }

        boolean fits(String word) {
            if (openStart) {
                return openEnd ? word.contains(core) : word.endsWith(core);
            }
            return openEnd ? word.startsWith(core) : word.equals(core);
        }

        @Override
        public String toString() {
            return (openStart ? "*" : "") + core + (openEnd ? "*" : "");
        }
    }
}
