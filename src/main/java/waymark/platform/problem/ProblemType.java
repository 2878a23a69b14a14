package waymark.platform.problem;

import java.util.List;
import java.util.Locale;

/** Everything this server refuses with. Each has its page in api-docs/problems.md. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not well formed"),
    INVALID_CURSOR(400, "The cursor does not fit this query"),
    SIGN_IN_NEEDED(401, "You need to sign in"),
    WRONG_CREDENTIALS(401, "Name and password do not match"),
    CODE_NEEDED(401, "A code is needed, too"),
    NOT_ALLOWED(403, "You are not allowed to do this"),
    CSRF_TOKEN_NEEDED(403, "This did not come from the forum's own pages"),
    ACCOUNT_SUSPENDED(403, "Your account is suspended"),
    SILENCED(403, "You cannot write for a while"),
    IDENTITY_UNKNOWN(403, "Nobody has linked this account elsewhere"),
    EMAIL_NOT_VERIFIED(403, "Your e-mail address is not confirmed yet"),
    CONSENT_OUTDATED(403, "There is something to agree to first"),
    SECOND_FACTOR_NEEDED(403, "This needs your second factor"),
    CONFLICT_OF_INTEREST(403, "This is for somebody else to decide"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    IDENTITY_TAKEN(409, "This account elsewhere belongs to another member"),
    USERNAME_TAKEN(409, "Somebody else has this name"),
    SECOND_FACTOR_ON(409, "There is a second factor already"),
    IDEMPOTENCY_KEY_IN_USE(409, "The same request is still being worked on"),
    CASE_TAKEN(409, "Somebody else holds this case"),
    CASE_RESOLVED(409, "This case has been resolved"),
    CASE_CAP_REACHED(409, "You have had enough of these for now"),
    YOU_ARE_AWAY(409, "You are away"),
    NOTE_CORRECTED(409, "This note has been corrected already"),
    ID_TAKEN(409, "Something else has this id"),
    DECISION_REVERSED(409, "This decision was taken back"),
    ALREADY_APPEALED(409, "This decision is being looked at again"),
    SUPERSEDED_VERSION(409, "Another version has become current"),
    ALREADY_LISTED(409, "It is in the list already"),
    LAST_ADMIN(409, "Somebody has to look after the forum"),
    LIST_FULL(409, "The list is full"),
    ALREADY_DECIDED(409, "It does not wait any more"),
    NO_LONGER_FITS(409, "It no longer fits what is there"),
    THREAD_LOCKED(409, "This thread is locked"),
    BEING_ANSWERED(409, "Somebody else is answering this"),
    NOT_WAITING(409, "Nobody waits for your answer here"),
    THREAD_MERGED(409, "This thread goes on in another one"),
    TOO_MANY_PINS(409, "Enough threads are pinned here"),
    STORY_TAKEN(409, "Somebody else is reviewing this story"),
    STEP_NOT_POSSIBLE(409, "The story is not at that point"),
    CONSENT_NEEDED(409, "There is no consent for this"),
    AGREEMENT_NEEDED(409, "The author has not agreed to this text"),
    APPROVAL_NEEDED(409, "Somebody has to approve this first"),
    TEXT_CHANGED(409, "This is about another text"),
    DRAFT_CHANGED(409, "Something else was saved in the meantime"),
    LINK_NOT_VALID(410, "This link does not work any more"),
    GONE(410, "It is not here any more"),
    STALE_VERSION(412, "It has changed in the meantime"),
    BODY_TOO_LARGE(413, "The request is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request is of a type that is not taken here"),
    IDENTITY_NOT_SHOWN(422, "It was not shown who you are there"),
    INVALID_VALUE(422, "Something you gave cannot be taken"),
    BLOCKED_WORDS(422, "There are words in it that cannot be posted here"),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key belongs to another request"),
    APPEAL_CLOSED(422, "It is too late to ask for this"),
    OWN_ACCOUNT(422, "This is your own account"),
    IN_MEMORIAM(422, "This person has died"),
    OWN_POST(422, "This is your own post"),
    OWN_STORY(422, "This is your own story"),
    OWN_PROPOSAL(422, "This is your own proposal"),
    TOO_MANY_DRAFTS(422, "There are many drafts already"),
    THREAD_HAS_REPLIES(422, "Others have posted in this thread"),
    VERSION_NEEDED(428, "Say which version you are changing"),
    TOO_MANY_REQUESTS(429, "That was a lot in a short time"),
    SLOW_MODE(429, "This thread takes it slowly"),
    HEADERS_TOO_LARGE(431, "The headers of the request are too large"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    UNAVAILABLE(503, "This is not possible right now");

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The stable name that programs rely on, for example {@code not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The refusal, to be thrown.
     *
     * @param detail one plain sentence for a person; it never tells whether something hidden exists
     */
    public Problem because(String detail) {
        return new Problem(this, detail, List.of());
    }

    /** The refusal, with the places it is about. */
    public Problem because(String detail, List<FieldError> errors) {
        return new Problem(this, detail, errors);
    }
}
