package waymark.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.AccountId;
import waymark.platform.db.Database;

/**
 * Tells members what has happened, each of each thing once, however many servers are at it and whenever one of them dies:
 * what happened goes in the transaction in which everybody is told of it.
 */
public final class Telling {

    private static final Logger log = LoggerFactory.getLogger(Telling.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Long enough that whoever is reading at that moment sees it before a mail is written. */
    static final Duration BEFORE_MAIL = Duration.ofMinutes(10);

    /** Less than notifications are kept. */
    private static final Duration KNOWN_FOR = Duration.ofDays(150);

    private final Database db;
    private final Clock clock;

    public Telling(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Tells of everything that is due.
     *
     * @return of how many things
     */
    public int tellDue() {
        int told = 0;
        while (!Thread.currentThread().isInterrupted()) {
            if (!tellOne()) {
                return told;
            }
            told++;
        }
        return told;
    }

    private boolean tellOne() {
        var held = new AtomicReference<HappeningStore.Row>();
        try {
            return db.write(tx -> {
                var due = HappeningStore.hold(tx, clock.instant());
                due.ifPresent(happening -> {
                    held.set(happening);
                    tell(tx, happening);
                    HappeningStore.delete(tx, happening.id());
                });
                return due.isPresent();
            });
        } catch (RuntimeException e) {
            // One that cannot be told must not keep the others from being told.
            var missed = Optional.ofNullable(held.get()).orElseThrow(() -> e);
            log.warn("telling of {} {} went wrong", missed.kind().code(), missed.id(), e);
            db.run(tx -> HappeningStore.postpone(tx, missed, clock.instant().plus(pauseAfter(missed.attempts()))));
            return true;
        }
    }

    private void tell(DSLContext tx, HappeningStore.Row happening) {
        var receivers = receivers(tx, happening);
        receivers.keySet().removeIf(receiver -> receiver.equals(happening.actor()));
        if (happening.kind() == Happenings.Kind.POST_LIKED || happening.kind() == Happenings.Kind.STORY_LIKED) {
            // Likes are told as one, which nobody would hear of if it began with somebody they have muted.
            ReceiverStore.leaveOutThoseWhoMuted(tx, receivers, happening.actor());
        }
        if (receivers.isEmpty()) {
            return;
        }
        var boxes = BoxStore.hold(tx, receivers.keySet());
        var known = NotificationStore.known(tx, happening, boxes.keySet());
        var fresh = new LinkedHashMap<AccountId, Kind>(receivers);
        fresh.keySet().removeAll(known);
        if (fresh.isEmpty()) {
            return;
        }
        var now = clock.instant();
        NotificationStore.insert(tx, happening, fresh, boxes, now);
        BoxStore.count(tx, fresh.keySet(), now.plus(BEFORE_MAIL));
        BoxStore.call(tx, fresh.keySet());
    }

    private static Map<AccountId, Kind> receivers(DSLContext tx, HappeningStore.Row happening) {
        return switch (happening.kind()) {
            case POST_WRITTEN, POST_EDITED -> ofPost(tx, happening);
            case POST_LIKED -> ReceiverStore.ofLikedPost(tx, Objects.requireNonNull(happening.post()));
            case STORY_LIKED -> ReceiverStore.ofStory(tx, Objects.requireNonNull(happening.story()), Kind.LIKE);
            case STORY_MOVED -> ReceiverStore.ofStory(tx, Objects.requireNonNull(happening.story()), Kind.STORY);
            case DECIDED -> ReceiverStore.ofDecision(tx, Objects.requireNonNull(happening.decision()));
            case REPORT_SETTLED -> ReceiverStore.ofReport(tx, Objects.requireNonNull(happening.report()));
        };
    }

    /** Of a post that is not there any more nobody is told. */
    private static Map<AccountId, Kind> ofPost(DSLContext tx, HappeningStore.Row happening) {
        var post = Objects.requireNonNull(happening.post());
        boolean edited = happening.kind() == Happenings.Kind.POST_EDITED;
        // Whom an older one had named before is not known any more.
        var since = edited ? happening.happenedAt().minus(KNOWN_FOR) : Instant.EPOCH;
        return ReceiverStore.isThere(tx, post, since) ? ReceiverStore.ofPost(tx, post, edited) : new LinkedHashMap<>();
    }

    /** Twice as long after each attempt. */
    private static Duration pauseAfter(int attempts) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
