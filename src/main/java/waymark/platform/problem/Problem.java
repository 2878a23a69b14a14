package waymark.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request that is refused. It is an answer, not a fault, so it carries no stack trace. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Optional<Duration> retryAfter;

    Problem(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, Optional.empty());
    }

    private Problem(ProblemType type, String detail, List<FieldError> errors, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** The same refusal with the time after which trying again may help. */
    public Problem retryAfter(Duration wait) {
        return new Problem(type, detail(), errors, Optional.of(wait));
    }

    /** A value of the body that is well formed but against a rule. */
    public static Problem invalidValue(String pointer, String detail) {
        return ProblemType.INVALID_VALUE.because(detail, List.of(FieldError.body(pointer, detail)));
    }

    public static Problem notFound() {
        return ProblemType.NOT_FOUND.because("It may have been taken down, or it may never have been here.");
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
