package waymark.mail;

import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where mails go. */
interface MailTransport {

    Outcome send(UUID id, Instant writtenAt, MimeMessage message);

    /**
     * Lets go of what it keeps itself.
     *
     * @param known those of some mails that are still in the database
     */
    default void keepOnly(UnaryOperator<Set<UUID>> known) {}

    enum Result {
        ACCEPTED,
        /** By whoever the mail is for, and again next time. */
        REFUSED,
        /** Another time. */
        NOT_NOW,
        /** No mail can be sent at the moment. */
        OUT_OF_ORDER
    }

    /**
     * @param status of SMTP; null when there was none
     * @param trouble for the operator, without anything of the mail; empty when there is none
     */
    record Outcome(Result result, @Nullable Integer status, String trouble) {

        static Outcome of(Result result, @Nullable Integer status) {
            return new Outcome(result, status, "");
        }

        static Outcome outOfOrder(@Nullable Integer status, String trouble) {
            return new Outcome(Result.OUT_OF_ORDER, status, trouble);
        }
    }
}
