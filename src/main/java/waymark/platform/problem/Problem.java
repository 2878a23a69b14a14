package waymark.platform.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that is refused. It is an answer, not a fault, so it carries no stack trace. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final transient List<FieldError> errors;
    private final transient Optional<Duration> retryAfter;
    private final transient Map<String, Object> members;

    Problem(ProblemType type, String detail, List<FieldError> errors) {
        this(type, detail, errors, Optional.empty(), Map.of());
    }

    private Problem(
            ProblemType type,
            String detail,
            List<FieldError> errors,
            Optional<Duration> retryAfter,
            Map<String, Object> members) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
        this.members = Map.copyOf(members);
    }

    /** The same refusal with the time after which trying again may help. */
    public Problem retryAfter(Duration wait) {
        return new Problem(type, detail(), errors, Optional.of(wait), members);
    }

    /** The same refusal with something more for whoever is refused (an extension member of RFC 9457); it is not logged. */
    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, detail(), errors, retryAfter, more);
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

    /** What only this kind of problem says, by its name in the contract. */
    public Map<String, Object> members() {
        return members;
    }
}
