package waymark.preferences;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** What members want to be sent, when, and what they would rather not come across. */
public final class Preferences {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(365);

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final Database db;
    private final Clock clock;

    public Preferences(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    Choices of(Member member) {
        return db.read(tx -> of(tx, member.id()));
    }

    /** What an account has chosen, or what holds until it does. */
    public static Choices of(DSLContext tx, AccountId account) {
        return of(tx, List.of(account)).getOrDefault(account, Choices.DEFAULT);
    }

    /** The same of several, with one query for all of them. Whoever is not in it has chosen nothing: {@link Choices#DEFAULT}. */
    public static Map<AccountId, Choices> of(DSLContext tx, Collection<AccountId> accounts) {
        return accounts.isEmpty() ? Map.of() : PreferenceStore.of(tx, accounts);
    }

    /**
     * Puts these choices in the place of those before. A pause goes on.
     *
     * @throws Problem INVALID_VALUE
     */
    Choices choose(Member member, Choices wanted) {
        return db.write(tx -> {
            requireLabels(tx, wanted.hiddenLabels());
            PreferenceStore.save(tx, member.id(), wanted);
            PreferenceStore.hide(tx, member.id(), wanted.hiddenLabels());
            return of(tx, member.id());
        });
    }

    /**
     * Sends nothing until then. Doing it again gives another end.
     *
     * @throws Problem INVALID_VALUE
     */
    Instant pause(Member member, Instant until) {
        var now = clock.instant();
        if (!until.isAfter(now)) {
            throw Problem.invalidValue("/until", "This has to be later than now.");
        }
        if (until.isAfter(now.plus(LONGEST_PAUSE))) {
            throw Problem.invalidValue("/until", "This may be at most 365 days ahead.");
        }
        return db.write(tx -> {
            PreferenceStore.pause(tx, member.id(), until);
            return until;
        });
    }

    /** Goes on sending. Doing it again changes nothing. */
    void goOn(Member member) {
        db.run(tx -> PreferenceStore.goOn(tx, member.id()));
    }

    /** Sends no mails any more but those about the account itself; the rest stays as it was chosen. */
    public static void unsubscribe(DSLContext tx, AccountId account) {
        PreferenceStore.save(tx, account, of(tx, account).withoutMails());
    }

    /** Forgets what an account that is erased has chosen. */
    public int forget(DSLContext tx, AccountId account) {
        return PreferenceStore.deleteAll(tx, account);
    }

    /** @throws Problem INVALID_VALUE */
    static ZoneId zone(String id) {
        if (!ZONES.contains(id)) {
            throw Problem.invalidValue("/timeZone", "There is no time zone of this name. One is Europe/London.");
        }
        return ZoneId.of(id);
    }

    private static void requireLabels(DSLContext tx, List<String> labels) {
        var existing = PreferenceStore.existing(tx, labels);
        var unknown = labels.stream().filter(label -> !existing.contains(label)).toList();
        if (!unknown.isEmpty()) {
            throw ProblemType.INVALID_VALUE.because(
                    "Please choose from the list of labels.",
                    unknown.stream()
                            .map(label -> FieldError.body(
                                    "/hiddenLabels/" + labels.indexOf(label), "There is no label of this name."))
                            .toList());
        }
    }
}
