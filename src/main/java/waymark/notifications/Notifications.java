package waymark.notifications;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.preferences.Preferences;

/**
 * What members were told, for them only. It is read anew each time from what it is about: what was removed, what is hidden
 * and what somebody has muted since is left out.
 */
public final class Notifications {

    private final Database db;
    private final Mails mails;
    private final Clock clock;

    public Notifications(Database db, Mails mails, Clock clock) {
        this.mails = mails;
        this.db = db;
        this.clock = clock;
    }

    /** What this member was told, the newest first. */
    Inbox of(Member member, Paging paging) {
        return db.read(
                tx -> Inbox.of(NotificationStore.page(tx, member, paging, clock.instant()), position(tx, member)));
    }

    /** What this member was told behind a number, the oldest first. */
    List<Notification> after(Member member, int number, int most) {
        return db.read(tx -> NotificationStore.after(tx, member, number, most, clock.instant()));
    }

    /** The number of the last thing that this member was told; 0 when there is none. */
    int last(Member member) {
        return db.read(tx -> BoxStore.find(tx, member.id()))
                .orElse(BoxStore.Box.EMPTY)
                .last();
    }

    /** When this member may be sent something: at that moment, or when their pause and their quiet hours are over. */
    Instant mayBeSentAt(Member member, Instant now) {
        return db.read(tx -> Preferences.of(tx, member.id())).mayBeSentAt(now);
    }

    /**
     * Says how far somebody has read. It only goes forward: of two devices the one that is further counts.
     *
     * @throws Problem INVALID_VALUE when they were told of nothing with this number yet
     */
    Inbox.Position read(Member member, int number) {
        return db.write(tx -> {
            int last = BoxStore.find(tx, member.id()).orElse(BoxStore.Box.EMPTY).last();
            if (number > last) {
                throw Problem.invalidValue("/number", "There is no notification of this number yet.");
            }
            BoxStore.moveForward(tx, member.id(), number, clock.instant().plus(Telling.BEFORE_MAIL));
            // One that waits would say what they know.
            mails.withdraw(tx, member.id(), MailKind.SOMETHING_NEW);
            return position(tx, member);
        });
    }

    /** Forgets a part of what an account that is erased was told, and of what others would be told that it did; for as long as there is a next part. */
    public Batch erase(DSLContext tx, AccountId account) {
        var gone = Batch.ofBoth(
                NotificationStore.deleteSome(tx, account, Batch.SIZE),
                HappeningStore.deleteSome(tx, account, Batch.SIZE));
        if (gone.next().isEmpty()) {
            int unused = BoxStore.delete(tx, account);
        }
        return gone;
    }

    private Inbox.Position position(DSLContext tx, Member member) {
        int read = BoxStore.find(tx, member.id()).orElse(BoxStore.Box.EMPTY).read();
        return new Inbox.Position(NotificationStore.countUnread(tx, member, clock.instant()), read);
    }
}
