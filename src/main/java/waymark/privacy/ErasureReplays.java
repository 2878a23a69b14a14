package waymark.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import waymark.accounts.ErasedAccounts;
import waymark.ids.AccountId;
import waymark.platform.db.Database;
import waymark.platform.erasure.Fate;
import waymark.platform.http.Json;

/**
 * Erases once more from a backup that was put back. The list of who was erased lies outside of the database, since a backup
 * does not know what came after it; there are ids and choices in it, and nothing that says who it was.
 */
public final class ErasureReplays {

    private static final HexFormat HEX = HexFormat.of();

    private final Database db;
    private final SoughtSeal seal;
    private final ErasureWork work;
    private final ErasedAccounts accounts;

    public ErasureReplays(Database db, SoughtSeal seal, ErasureWork work, ErasedAccounts accounts) {
        this.db = db;
        this.seal = seal;
        this.work = work;
        this.accounts = accounts;
    }

    /** The list as it is to be kept, a line for each erasure that was confirmed, the earliest first. */
    public List<String> export() {
        return db.read(ErasureRecordStore::all).stream()
                .map(ErasureReplays::write)
                .toList();
    }

    /**
     * Does again what the list says and this database does not know. Doing it again changes nothing, and after a crash it
     * goes on. For a forum that nobody uses yet: whoever posts at the same moment could be missed.
     *
     * @throws IllegalArgumentException when a line is not one of {@link #export}; nothing is done then
     */
    public Replayed replay(List<String> list) {
        var records = new ArrayList<ErasureRecord>();
        for (int i = 0; i < list.size(); i++) {
            if (!list.get(i).isBlank()) {
                records.add(read(i + 1, list.get(i)));
            }
        }
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        var found = new ArrayList<ErasureCheck.Found>();
        for (var record : records) {
            counts.merge(replay(record), 1, Integer::sum);
            found.addAll(leftOf(record));
        }
        return new Replayed(counts, List.copyOf(found));
    }

    private Outcome replay(ErasureRecord record) {
        boolean toDo = db.write(tx -> prepare(tx, record));
        if (toDo) {
            return work.run(record.erasure()) ? Outcome.ERASED : Outcome.WAITING;
        }
        return db.read(tx -> ErasureStore.find(tx, record.erasure())).isPresent() ? Outcome.KNOWN : Outcome.ABSENT;
    }

    /** @return whether there is something to do */
    private boolean prepare(DSLContext tx, ErasureRecord record) {
        var known = ErasureStore.find(tx, record.erasure());
        if (known.isPresent() && known.get().state() == ErasureRow.State.FINISHED) {
            return false;
        }
        if (!accounts.exists(tx, record.account())) {
            return false;
        }
        // What it sought is in the row only, once the name is gone from the account.
        if (known.flatMap(ErasureRow::sought).isEmpty()) {
            var sought = seal.seal(ErasureCheck.Sought.of(accounts.traces(tx, record.account())));
            ErasureStore.insertConfirmed(tx, record, sought);
        }
        ErasureStore.keepQuiet(tx, record.erasure());
        accounts.close(tx, record.account());
        return true;
    }

    private List<ErasureCheck.Found> leftOf(ErasureRecord record) {
        return db.read(tx -> ErasureStore.find(tx, record.erasure()))
                .filter(row -> row.lookAgainAt().isEmpty())
                .flatMap(ErasureRow::found)
                .orElseGet(List::of);
    }

    private static String write(ErasureRecord record) {
        var content = record.content();
        return Json.write(new Line(
                record.erasure(),
                record.account().value(),
                record.mode(),
                content.posts(),
                content.stories(),
                content.likes(),
                content.reports(),
                HEX.formatHex(record.receiptSha256()),
                record.confirmedAt()));
    }

    private static ErasureRecord read(int number, String line) {
        try {
            var read = Json.MAPPER.readValue(line, Line.class);
            if (!read.isWhole()) {
                throw new IllegalArgumentException("something is missing");
            }
            return new ErasureRecord(
                    read.erasure,
                    new AccountId(read.account),
                    read.mode,
                    new ErasureChoice.Content(read.posts, read.stories, read.likes, read.reports),
                    HEX.parseHex(read.receiptSha256),
                    read.confirmedAt);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException("Line " + number + " of the list is not one of an export.", e);
        }
    }

    /** What became of a line. */
    public enum Outcome {
        ERASED("erased again"),
        KNOWN("erased in this database already"),
        ABSENT("not in this database"),
        WAITING("waiting, because of a legal hold");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @param found where something of what was erased is left */
    public record Replayed(Map<Outcome, Integer> counts, List<ErasureCheck.Found> found) {

        /** Whether the list is about people of whom this database knows none: it may be another forum's. */
        public boolean isAboutStrangers() {
            return counts.keySet().equals(Set.of(Outcome.ABSENT));
        }

        /** Whether nothing is left to do, of what is in this database. */
        public boolean isClean() {
            return found.isEmpty() && !counts.containsKey(Outcome.WAITING);
        }
    }

    private record Line(
            UUID erasure,
            UUID account,
            Fate mode,
            Fate posts,
            Fate stories,
            Fate likes,
            Fate reports,
            String receiptSha256,
            Instant confirmedAt) {

        private boolean isWhole() {
            return Stream.of(erasure, account, mode, posts, stories, likes, reports, receiptSha256, confirmedAt)
                    .allMatch(part -> Optional.ofNullable(part).isPresent());
        }
    }
}
