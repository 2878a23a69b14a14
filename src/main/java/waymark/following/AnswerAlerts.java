package waymark.following;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.cases.StaffedHours;
import waymark.ids.ThreadId;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;

/** Tells supporters of threads that nobody has answered for hours in which somebody is on duty. */
public final class AnswerAlerts {

    /** What has waited for longer without anybody being told, as before an upgrade, stands at the top of their list. */
    private static final Duration LOOKED_BACK = Duration.ofDays(28);

    private final Database db;
    private final Accounts accounts;
    private final Mails mails;
    private final Duration after;
    private final Clock clock;

    /** @param after of staffed time */
    public AnswerAlerts(Database db, Accounts accounts, Mails mails, Duration after, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.mails = mails;
        this.after = after;
        this.clock = clock;
    }

    /**
     * Tells of each thread once, and of all that are due at the same time with one mail to each supporter. Several servers
     * may do it at once. A thread that somebody is answering is not due yet.
     *
     * @return how many threads there were
     */
    public int tell() {
        return db.write(tx -> {
            var now = clock.instant();
            var due = due(tx, now);
            var fresh = due.isEmpty() ? due : AnswerAlertStore.note(tx, due, now);
            if (!fresh.isEmpty()) {
                write(tx, fresh, now);
            }
            return fresh.size();
        });
    }

    private List<ThreadId> due(DSLContext tx, Instant now) {
        var waiting = AnswerAlertStore.waiting(tx, now.minus(LOOKED_BACK), now.minus(after), now);
        if (waiting.isEmpty()) {
            return List.of();
        }
        var hours = StaffedHours.hours(tx);
        return waiting.entrySet().stream()
                .filter(thread -> hours.openBetween(thread.getValue(), now).compareTo(after) >= 0)
                .map(thread -> thread.getKey())
                .toList();
    }

    private void write(DSLContext tx, List<ThreadId> threads, Instant now) {
        for (var supporter : AnswerAlertStore.supporters(tx, threads, now)) {
            var address = Objects.requireNonNull(accounts.require(tx, supporter).email());
            mails.send(tx, Mail.of(MailKind.ANSWER_WANTED, address, supporter));
        }
    }
}
