package waymark.stories.hints;

/** What stands between two words. */
enum Gap {
    SPACE,
    COMMA,
    AND,
    OPENING,
    CLOSING,
    /** A dash, a colon or a quotation mark. */
    ASIDE,
    /** Another sentence, line of a list or paragraph begins. */
    BREAK,
    OTHER;

    private static final int LONGEST = 40;

    /** @param abbreviated whether a full stop behind the word before is part of that word */
    static Gap of(String between, boolean abbreviated) {
        var gap = abbreviated && between.startsWith(".") ? between.substring(1) : between;
        if (gap.isEmpty() || gap.length() > LONGEST) {
            return gap.isEmpty() ? OTHER : BREAK;
        }
        if (has(gap, ".!?;\u2026") || beginsSomething(gap)) {
            return BREAK;
        }
        if (has(gap, ",")) {
            return COMMA;
        }
        if (has(gap, "(")) {
            return OPENING;
        }
        if (has(gap, ")")) {
            return CLOSING;
        }
        if (has(gap, "&+")) {
            return AND;
        }
        if (gap.contains(" - ") || has(gap, ":\"'")) {
            return ASIDE;
        }
        return gap.replace('>', ' ').isBlank() ? SPACE : OTHER;
    }

    private static boolean beginsSomething(String gap) {
        int line = gap.indexOf('\n');
        if (line < 0) {
            return false;
        }
        var next = gap.substring(line + 1);
        return next.indexOf('\n') >= 0 || has(next, "#*-|");
    }

    private static boolean has(String gap, String characters) {
        for (int i = 0; i < gap.length(); i++) {
            if (characters.indexOf(gap.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
