package waymark.stories.hints;

/**
 * One word.
 *
 * @param text without a possessive ending
 * @param start in the reading
 * @param end without a possessive ending
 * @param outerEnd with it
 * @param before what stands between this word and the one before
 * @param quiet whether capital letters say nothing here, because nearly every word of the line has one
 */
record Token(String text, String lower, int start, int end, int outerEnd, Gap before, boolean quiet) {

    static final Token NONE = new Token("", "", 0, 0, 0, Gap.BREAK, false);

    boolean possessive() {
        return outerEnd > end;
    }

    /** Written as names are: each of its parts begins with a capital letter, and it is no abbreviation. */
    boolean capital() {
        if (text.isEmpty() || !Character.isUpperCase(text.charAt(0)) || allCapitals()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean afterHyphen = i > 0 && text.charAt(i - 1) == '-';
            if (Character.isDigit(c) || (afterHyphen && !Character.isUpperCase(c))) {
                return false;
            }
        }
        return text.length() > 1;
    }

    boolean allCapitals() {
        boolean letters = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLowerCase(c) || Character.isDigit(c)) {
                return false;
            }
            letters |= Character.isUpperCase(c);
        }
        return letters && text.length() > 1;
    }

    boolean initial() {
        return text.length() == 1 && Character.isUpperCase(text.charAt(0)) && !lower.equals("i");
    }

    boolean letters() {
        return !text.isEmpty() && text.chars().noneMatch(Character::isDigit);
    }

    boolean is(String word) {
        return lower.equals(word);
    }
}
