package waymark.moderation.statistics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.CaseCategory;
import waymark.cases.Priority;
import waymark.moderation.Action;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** How moderation is going, counted from what happened. */
public final class Statistics {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int USUAL_DAYS = 28;
    private static final int MOST_DAYS = 366;
    private static final Duration EXPOSURE = Duration.ofDays(7);

    private final Database db;
    private final Audit audit;
    private final Clock clock;

    /** Anybody may ask for a whole quarter, as often as they like. */
    private final Cache<Quarter, Transparency> published;

    public Statistics(Database db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
        this.published = Caffeine.newBuilder()
                .maximumSize(100)
                .expireAfterWrite(Duration.ofMinutes(10))
                .ticker(() -> clock.instant().getEpochSecond() * 1_000_000_000L)
                .build();
    }

    /**
     * @param from first day in London; four weeks before the last one when it is absent
     * @param to last day; today when it is absent
     * @throws Problem INVALID_REQUEST when it ends before it begins, and for more than a year
     */
    Figures moderation(Optional<LocalDate> from, Optional<LocalDate> to) {
        var last = to.orElseGet(this::today);
        var first = from.orElseGet(() -> last.minusDays(USUAL_DAYS - 1));
        requireSpan(first, last);
        return db.read(tx -> {
            var begin = beginOf(first);
            var end = endOf(last);
            return new Figures(
                    first,
                    last,
                    StatisticsStore.byPriority(tx, begin, end),
                    StatisticsStore.backlog(tx, clock.instant()),
                    counts(StatisticsStore.decisions(tx, begin, end)),
                    StatisticsStore.appeals(tx, begin, end),
                    counts(StatisticsStore.reports(tx, begin, end)));
        });
    }

    /** How long those waited for a first reply who started a thread in the last four weeks, by category. */
    FirstReplies firstReplies() {
        var now = clock.instant();
        var from = now.minus(Duration.ofDays(USUAL_DAYS));
        return new FirstReplies(from, now, db.read(tx -> FirstReplyStore.byCategory(tx, from, now)));
    }

    /** Of each moderator, by name. It is about people who look after others: that somebody read it is written down. */
    List<Figures.Exposure> exposure(Member lead) {
        return db.write(tx -> {
            var exposure = StatisticsStore.exposure(tx, clock.instant().minus(EXPOSURE));
            audit.record(tx, AuditEntry.by(lead, "exposure-read", "statistics"));
            return exposure;
        });
    }

    /**
     * @param wanted the last one that is over when it is absent
     * @throws Problem INVALID_REQUEST for one that is not over
     */
    Transparency transparency(Optional<Quarter> wanted) {
        var quarter = wanted.orElseGet(() -> Quarter.of(today().minusMonths(3)));
        if (!quarter.last().isBefore(today())) {
            throw refused("quarter", "This has to be a quarter that is over.");
        }
        return published.get(quarter, unused -> db.read(tx -> transparency(tx, quarter)));
    }

    private static Transparency transparency(DSLContext tx, Quarter quarter) {
        var begin = beginOf(quarter.first());
        var end = endOf(quarter.last());
        var appeals = StatisticsStore.appeals(tx, begin, end);
        var looks = StatisticsStore.firstLooks(tx, Priority.P0, begin, end);
        return new Transparency(
                quarter.toString(),
                quarter.first(),
                quarter.last(),
                table(Stream.of(CaseCategory.values()).map(CaseCategory::code), StatisticsStore.cases(tx, begin, end)),
                table(StatisticsStore.reasons(tx).stream(), StatisticsStore.reports(tx, begin, end)),
                table(Stream.of(Action.values()).map(Action::code), StatisticsStore.decisions(tx, begin, end)),
                SmallNumbers.of(appealed(appeals)),
                SmallNumbers.Median.of(looks.count(), looks.median()));
    }

    /** With every name there is, so that what does not occur is told apart from what is left out. */
    private static SmallNumbers.Table table(Stream<String> names, Map<String, Integer> counts) {
        var all = new LinkedHashMap<String, Integer>();
        names.forEach(name -> all.put(name, counts.getOrDefault(name, 0)));
        return SmallNumbers.of(all);
    }

    private static Map<String, Integer> appealed(Figures.Appeals appeals) {
        var all = new LinkedHashMap<String, Integer>();
        all.put("overturned", appeals.overturned());
        all.put("not-overturned", appeals.made() - appeals.overturned());
        return all;
    }

    private static List<Figures.Count> counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(one -> new Figures.Count(one.getKey(), one.getValue()))
                .toList();
    }

    private static void requireSpan(LocalDate from, LocalDate to) {
        if (from.isAfter(to)) {
            throw refused("from", "This is after the last day.");
        }
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw refused("from", "This can be " + MOST_DAYS + " days at the most.");
        }
    }

    private static Problem refused(String parameter, String sentence) {
        return ProblemType.INVALID_REQUEST.because(sentence, List.of(FieldError.query(parameter, sentence)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LONDON);
    }

    private static Instant beginOf(LocalDate day) {
        return day.atStartOfDay(LONDON).toInstant();
    }

    private static Instant endOf(LocalDate day) {
        return beginOf(day.plusDays(1));
    }
}
