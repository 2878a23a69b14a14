package waymark.gate.matching;

/** A pattern that cannot be looked for. The message says why, in a sentence for the moderator who wrote it. */
public final class PatternException extends Exception {

    private static final long serialVersionUID = 1L;

    PatternException(String sentence) {
        super(sentence, null, false, false);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
