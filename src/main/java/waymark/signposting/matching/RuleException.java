package waymark.signposting.matching;

/** A rule that cannot be used; the message says which and why, for the person who wrote it. */
public class RuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RuleException(String message) {
        super(message);
    }
}
