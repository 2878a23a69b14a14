package waymark.notifications;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import waymark.platform.access.Member;
import waymark.platform.http.EventStream;
import waymark.platform.http.Json;

/** Somebody who has the forum open and hears at once what they are told. */
final class Listening {

    private final EventStream stream;
    private final AtomicBoolean called = new AtomicBoolean();
    private final AtomicBoolean served = new AtomicBoolean();
    private final AtomicBoolean news = new AtomicBoolean(true);
    private volatile Member member;
    private volatile int sent;
    private volatile int lookedFor;
    private volatile Instant heardAt;
    private volatile Optional<Instant> heldBackUntil = Optional.empty();
    private volatile boolean caughtUp;
    private volatile boolean ended;

    /** @param sent the number of the last notification that they know of */
    Listening(EventStream stream, Member member, int sent, Instant now) {
        this.stream = stream;
        this.member = member;
        this.sent = sent;
        this.lookedFor = sent;
        this.heardAt = now;
    }

    Member member() {
        return member;
    }

    /** What they may do can change while they listen. */
    void become(Member now) {
        member = now;
    }

    int sent() {
        return sent;
    }

    /** Whether they have heard nothing for so long, not even that the stream is open. */
    boolean hasHeardNothingSince(Instant moment) {
        return !heardAt.isAfter(moment);
    }

    /** Whether they were not told yet that what they had missed has come. */
    boolean isNew() {
        return !caughtUp;
    }

    /** They want to be left alone. */
    void holdBackUntil(Instant end) {
        heldBackUntil = Optional.of(end);
    }

    /**
     * Whether to look for news: once for each number that there is, and when they no longer want to be left alone.
     *
     * @param last the number of the last notification that there is
     */
    boolean mayHaveNews(int last, Instant now) {
        boolean again = heldBackUntil.filter(end -> !end.isAfter(now)).isPresent();
        boolean more = last > lookedFor;
        if (again) {
            heldBackUntil = Optional.empty();
        }
        lookedFor = Math.max(last, lookedFor);
        return again || more;
    }

    /** Marks that there may be news. */
    void expectNews() {
        news.set(true);
    }

    boolean takeNews() {
        return news.getAndSet(false);
    }

    /** Marks that there is something to do, and says whether somebody has to be sent to do it. */
    boolean call() {
        called.set(true);
        return served.compareAndSet(false, true);
    }

    /** For whoever was sent: whether there still is something to do. When there is not, the next call sends somebody again. */
    boolean goesOn() {
        if (called.getAndSet(false)) {
            return true;
        }
        served.set(false);
        // Called between the two lines above.
        return called.get() && served.compareAndSet(false, true) && called.getAndSet(false);
    }

    /** From now on nothing is sent. Whoever serves it closes it. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Each once and in their order. */
    void send(List<Notification> notifications, Instant now) throws IOException {
        for (var each : notifications) {
            if (ended) {
                return;
            }
            stream.send("notification", String.valueOf(each.number()), Json.write(each));
            sent = each.number();
        }
        if (!notifications.isEmpty()) {
            heardAt = now;
        }
    }

    /** There is nothing for them up to here. */
    void passOver(int number) {
        sent = Math.max(sent, number);
    }

    /** Says that the stream is open; the first time, that what was missed has come. */
    void beat(Instant now) throws IOException {
        stream.beat();
        caughtUp = true;
        heardAt = now;
    }

    void close() {
        stream.close();
    }
}
