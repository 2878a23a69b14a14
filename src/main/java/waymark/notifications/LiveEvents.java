package waymark.notifications;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.accounts.Sessions;
import waymark.ids.AccountId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.db.Listener;
import waymark.platform.http.EventStream;
import waymark.platform.jobs.Rounds;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Tells those who have the forum open at once, whichever server told them and whichever they are connected to. What is sent is
 * read at that moment like the list of notifications, so nothing is sent that could not be read there. A stream ends when its
 * session does.
 */
public final class LiveEvents implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);

    /** Within which the end of a session ends its stream, and in which news come that nobody called for. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Less than proxies and phones wait before they take a silent connection for a dead one. */
    private static final Duration BEAT_EVERY = Duration.ofSeconds(15);

    /** How long after they have ended quiet hours may still hold something back. */
    private static final Duration QUIET_AT_A_TIME = Duration.ofMinutes(1);

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private static final Pattern ACCOUNT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final int MOST = 5_000;
    private static final int MOST_OF_ONE = 5;
    private static final int AT_A_TIME = 100;
    /** Whoever takes nothing of what is sent holds one, until the connection is given up. */
    private static final int WRITERS = 16;

    private final Database db;
    private final Sessions sessions;
    private final Notifications notifications;
    private final Clock clock;
    private final Map<AccountId, List<Listening>> listening = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, LiveEvents::writer);
    private volatile boolean closing;
    private final Rounds rounds = new Rounds("events", log, "nobody looked after the streams");
    private final Listener listener;

    public LiveEvents(Database db, Sessions sessions, Notifications notifications, Clock clock) {
        this.db = db;
        this.sessions = sessions;
        this.notifications = notifications;
        this.clock = clock;
        this.listener = db.listener(this::heard);
    }

    /**
     * Opens a stream for somebody, from behind the last notification that they know of.
     *
     * @param known its number; without one they know all that there is
     * @throws Problem UNAVAILABLE
     */
    void open(Context ctx, Member member, Optional<Integer> known) throws IOException {
        if (ctx.method().equals(HandlerType.HEAD)) {
            EventStream.announce(ctx);
            return;
        }
        if (closing || count.get() >= MOST) {
            throw ProblemType.UNAVAILABLE.because("Too many people are connected here. Please try again soon.");
        }
        if (started.compareAndSet(false, true)) {
            listener.start();
            rounds.every(LOOK_EVERY, this::look);
        }
        int last = notifications.last(member);
        var opened = new Listening(EventStream.open(ctx), member, Math.min(known.orElse(last), last), clock.instant());
        add(opened);
        call(opened);
        if (closing) {
            end(opened);
        }
    }

    /** How many streams are open here. */
    public int count() {
        return count.get();
    }

    /** Looks after them now: ends those whose sessions have ended, and sends what is missing. */
    void look() {
        var all = listening.values().stream().flatMap(Collection::stream).toList();
        if (all.isEmpty()) {
            return;
        }
        var holders = sessions.holders(
                all.stream().map(each -> each.member().session()).collect(Collectors.toSet()));
        var last = db.read(tx -> BoxStore.last(tx, listening.keySet()));
        var now = clock.instant();
        for (var each : all) {
            var holder = holders.get(each.member().session());
            if (holder == null) {
                end(each);
                continue;
            }
            each.become(holder);
            if (each.mayHaveNews(last.getOrDefault(holder.id(), 0), now)) {
                each.expectNews();
                call(each);
            } else if (each.hasHeardNothingSince(now.minus(BEAT_EVERY))) {
                call(each);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        boolean unusedEnd = rounds.end(LONGEST_FAREWELL);
        listener.close();
        listening.values().stream().flatMap(Collection::stream).toList().forEach(this::end);
        writers.shutdown();
        try {
            boolean unused = writers.awaitTermination(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard(String account) {
        if (!ACCOUNT.matcher(account).matches()) {
            // Anybody on the database may say something there.
            return;
        }
        for (var each : listening.getOrDefault(new AccountId(UUID.fromString(account)), List.of())) {
            each.expectNews();
            call(each);
        }
    }

    private void call(Listening one) {
        if (one.call()) {
            try {
                writers.execute(() -> serve(one));
            } catch (RejectedExecutionException e) {
                // The server stops, and closes it.
                one.close();
            }
        }
    }

    /** One thread at a time writes to a stream, and closes it. */
    private void serve(Listening one) {
        try {
            while (one.goesOn()) {
                if (one.isEnded()) {
                    one.close();
                    return;
                }
                if (one.takeNews()) {
                    sendNews(one);
                }
                var now = clock.instant();
                if (one.isNew() || one.hasHeardNothingSince(now.minus(BEAT_EVERY))) {
                    one.beat(now);
                }
            }
        } catch (IOException e) {
            // They have left, which a server is told by writing only.
            end(one);
            one.close();
        } catch (RuntimeException | Error e) {
            log.warn("a stream ends because its news cannot be read", e);
            end(one);
            one.close();
        }
    }

    private void sendNews(Listening one) throws IOException {
        var now = clock.instant();
        var quiet = notifications.mayBeSentAt(one.member(), now);
        if (quiet.isAfter(now)) {
            var soon = now.plus(QUIET_AT_A_TIME);
            one.holdBackUntil(quiet.isBefore(soon) ? quiet : soon);
            return;
        }
        int last = notifications.last(one.member());
        var news = notifications.after(one.member(), one.sent(), AT_A_TIME);
        one.send(news, now);
        if (news.size() < AT_A_TIME) {
            // What they cannot read is not looked at again.
            one.passOver(last);
        } else {
            // Behind the others, and not before it is known that they may still listen.
            one.expectNews();
            call(one);
        }
    }

    /** Who opens one too many closes the oldest. */
    private void add(Listening opened) {
        count.incrementAndGet();
        var all = listening.merge(opened.member().id(), List.of(opened), LiveEvents::both);
        if (all.size() > MOST_OF_ONE) {
            end(all.get(0));
        }
    }

    private static List<Listening> both(List<Listening> some, List<Listening> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private void end(Listening one) {
        listening.computeIfPresent(one.member().id(), (id, all) -> {
            var others = all.stream().filter(each -> each != one).toList();
            count.addAndGet(others.size() - all.size());
            return others.isEmpty() ? null : others;
        });
        one.end();
        call(one);
    }

    private static Thread writer(Runnable task) {
        var made = new Thread(task, "event-writer");
        made.setDaemon(true);
        return made;
    }
}
