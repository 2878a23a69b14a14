package waymark.platform.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.platform.log.SecurityEvent;
import waymark.platform.log.SecurityLog;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** Writes every refusal and every fault as problem+json, and keeps what is inside the server out of it. */
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    /** Connection lost, out of resources, stopped by the operator, read-only, two in each other's way: what passes. */
    private static final Set<String> PASSING_SQL_STATES = Set.of("08", "53", "57", "25", "40");

    static final String NOT_YOUR_DOING = "It is not your doing. Nothing was changed; please try again.";
    static final Duration SOON = Duration.ofSeconds(5);

    private Problems() {}

    static void answer(Context ctx, Problem problem) {
        var type = problem.type();
        note(ctx, type);
        Answers.discard(ctx);
        ctx.status(type.status());
        ctx.json(body(RequestId.of(ctx), type, problem.detail(), problem.errors(), problem.members()));
        ctx.contentType("application/problem+json");
        problem.retryAfter()
                .ifPresent(wait -> ctx.header("Retry-After", String.valueOf(Math.max(1, wait.toSeconds()))));
        if (type == ProblemType.SIGN_IN_NEEDED) {
            // A token that was sent and refused is an invalid one; without a token there is no error to name (RFC
            // 6750).
            ctx.header(
                    "WWW-Authenticate",
                    ctx.header("Authorization") == null ? "Bearer" : "Bearer error=\"invalid_token\"");
        } else if (type == ProblemType.WRONG_CREDENTIALS || type == ProblemType.CODE_NEEDED) {
            ctx.header("WWW-Authenticate", "Bearer");
        }
    }

    static void answer(Context ctx, HttpResponseException refusal) {
        switch (refusal.getStatus()) {
            case 404 -> answer(ctx, Problem.notFound());
            case 405 ->
                answer(ctx, ProblemType.METHOD_NOT_ALLOWED.because("The header Allow says what can be done here."));
            case 413 -> answer(ctx, bodyTooLarge());
            default -> answer(ctx, (Exception) refusal);
        }
    }

    static void answer(Context ctx, Exception fault) {
        if (fault instanceof DataAccessException e && passing(e)) {
            log.warn("found the database unavailable: {}", stateOf(e));
            answer(ctx, unavailable());
            return;
        }
        if (hungUp(fault)) {
            log.info("a request ended before all of it was there");
            answer(ctx, ProblemType.INVALID_REQUEST.because("Not all of the request arrived."));
            return;
        }
        log.error("a request failed", fault);
        answer(ctx, ProblemType.INTERNAL_ERROR.because(NOT_YOUR_DOING));
    }

    /** Every refusal is in the security log; what went wrong here is in the other one, with the place where it did. */
    private static void note(Context ctx, ProblemType type) {
        if (type.status() < 500) {
            boolean badToken = type == ProblemType.SIGN_IN_NEEDED
                    && (ctx.header("Authorization") != null
                            || SessionCookies.token(ctx).isPresent());
            SecurityLog.refused(
                    badToken ? SecurityEvent.TOKEN_REFUSED.code() : type.code(),
                    type.status(),
                    RequestId.methodOf(ctx),
                    RequestId.routeOf(ctx),
                    Caller.inLog(ctx));
        }
    }

    static Problem unavailable() {
        return ProblemType.UNAVAILABLE
                .because("Please try again in a moment. What you have written stays with you until then.")
                .retryAfter(SOON);
    }

    static Problem bodyTooLarge() {
        return ProblemType.BODY_TOO_LARGE.because("Send less at a time.");
    }

    static Body body(String requestId, ProblemType type, String detail, List<FieldError> errors) {
        return body(requestId, type, detail, errors, Map.of());
    }

    private static Body body(
            String requestId, ProblemType type, String detail, List<FieldError> errors, Map<String, Object> members) {
        return new Body(
                "/problems/" + type.code(),
                type.title(),
                type.status(),
                detail,
                requestId,
                type.code(),
                errors,
                members);
    }

    private static boolean hungUp(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException || cause instanceof HttpException) {
                return true;
            }
        }
        return false;
    }

    private static boolean passing(DataAccessException e) {
        var state = stateOf(e);
        return (state.length() == 5 && PASSING_SQL_STATES.contains(state.substring(0, 2)))
                || e.getCause(SQLTransientException.class) != null;
    }

    private static String stateOf(DataAccessException e) {
        var cause = e.getCause(SQLException.class);
        return cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** RFC 9457, with the members API.md adds. */
    record Body(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,

            @JsonProperty @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<FieldError> errors,

            @JsonAnyGetter Map<String, Object> members) {}
}
