package waymark.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.AccountId;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.platform.erasure.Batch;
import waymark.platform.secret.Sha256;

/**
 * Erases those who have confirmed it, part by part. Each part is one transaction, which also writes down how far it is: after a
 * crash it goes on where it was, and several servers can work at once without doing anything twice.
 */
public final class ErasureWork {

    /**
     * So long after it was confirmed nothing is on its way any more that a request has begun before. Whoever posted at that
     * moment has posted by then, and it is found.
     */
    static final Duration SETTLES = Duration.ofMinutes(2);

    /** So often it is done before what is found is only told: others may write the name while it is looked for. */
    private static final int MOST_ROUNDS = 3;

    private static final Duration LOOK_AGAIN = Duration.ofDays(1);
    private static final Logger log = LoggerFactory.getLogger(ErasureWork.class);

    private final Database db;
    private final SoughtSeal seal;
    private final ErasureSteps steps;
    private final LegalHolds holds;
    private final Mails mails;
    private final ErasureCheck check;
    private final Clock clock;
    private Consumer<String> beforePart = step -> {};
    private String leftOut = "";

    public ErasureWork(Database db, ErasedParts parts, LegalHolds holds, Mails mails, SoughtSeal seal, Clock clock) {
        this.db = db;
        this.seal = seal;
        this.steps = new ErasureSteps(parts);
        this.holds = holds;
        this.mails = mails;
        this.check = new ErasureCheck(db);
        this.clock = clock;
    }

    /**
     * Does what there is to do.
     *
     * @return how many came to their end
     * @throws RuntimeException what went wrong with some; the others are done all the same
     */
    public int run() {
        int finished = 0;
        var before = clock.instant().minus(SETTLES);
        var failures = new ArrayList<RuntimeException>();
        for (var id : db.read(tx -> ErasureStore.underWay(tx, before))) {
            finished += trying(() -> run(id), failures) ? 1 : 0;
        }
        for (var id : db.read(tx -> ErasureStore.toLookAgain(tx, clock.instant()))) {
            boolean unused = trying(() -> lookAgain(id), failures);
        }
        if (!failures.isEmpty()) {
            var first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
        return finished;
    }

    /** So that nobody waits behind an erasure that cannot be done. */
    private static boolean trying(BooleanSupplier work, List<RuntimeException> failures) {
        try {
            return work.getAsBoolean();
        } catch (RuntimeException e) {
            failures.add(e);
            return false;
        }
    }

    /** @return whether it came to its end; not while the law wants it to wait, or while somebody else works on it */
    boolean run(UUID id) {
        for (int round = 1; ; round++) {
            var outcome = Outcome.MORE;
            while (outcome == Outcome.MORE) {
                outcome = db.write(tx -> part(tx, id));
            }
            if (outcome == Outcome.ALL_DONE) {
                outcome = finish(id, round == MOST_ROUNDS);
            }
            if (outcome != Outcome.MORE) {
                return outcome == Outcome.ALL_DONE;
            }
        }
    }

    /** For tests: called in the transaction of each part, with the name of its step. What it throws undoes the part. */
    public void beforePart(Consumer<String> hook) {
        beforePart = hook;
    }

    /** For tests: a step that is not done, so that the check has something to find. */
    void leaveOut(String step) {
        leftOut = step;
    }

    /** The same for the same erasure, wherever and however often it is done. */
    static String neutralEnding(UUID erasure) {
        var hash = Sha256.of(erasure.toString());
        var letters = "bcdfghjkmnpqrstvwxyz23456789";
        var ending = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            ending.append(letters.charAt((hash[i] & 0xff) % letters.length()));
        }
        return ending.toString();
    }

    private Outcome part(DSLContext tx, UUID id) {
        var locked = ErasureStore.lockUnderWay(tx, id);
        if (locked.isEmpty() || holds.isHeldThroughout(tx, locked.get().account())) {
            return Outcome.NOT_NOW;
        }
        var row = locked.get();
        if (row.state() == ErasureRow.State.CONFIRMED) {
            begin(tx, row);
            return Outcome.MORE;
        }
        if (row.step().isEmpty()) {
            return Outcome.ALL_DONE;
        }
        var step = steps.require(row.step().get());
        beforePart.accept(step.code());
        var batch = step.code().equals(leftOut) ? Batch.last(0) : step.work().run(tx, runOf(row), row.place());
        var counts = new TreeMap<>(row.counts());
        counts.merge(step.kind(), batch.count(), Integer::sum);
        var next = batch.next().isPresent() ? Optional.of(step.code()) : steps.after(step.code());
        ErasureStore.goOn(tx, id, next.orElse(null), batch.next().orElse(null), counts);
        return Outcome.MORE;
    }

    private void begin(DSLContext tx, ErasureRow row) {
        var sought = seal.open(row.sought().orElseThrow());
        var withPieces = sought.with(steps.someWords(tx, runOf(row)));
        ErasureStore.begin(tx, row.id(), seal.seal(withPieces), steps.codes().get(0), clock.instant());
    }

    /** The search is no part of a transaction: it reads every table, and holds nothing while it does. */
    private Outcome finish(UUID id, boolean last) {
        var sought = db.read(tx -> ErasureStore.find(tx, id))
                .flatMap(ErasureRow::sought)
                .map(seal::open);
        if (sought.isEmpty()) {
            return Outcome.NOT_NOW;
        }
        var words = check.search(sought.get());
        return db.write(tx -> {
            var row = ErasureStore.lockUnderWay(tx, id);
            if (row.isEmpty() || row.get().step().isPresent()) {
                // Another server does it, or has found something first.
                return Outcome.NOT_NOW;
            }
            var account = row.get().account();
            int unused = mails.forget(tx, account);
            var found = allFound(tx, account, words);
            var kept = steps.kept(tx, account, row.get().choice(), false);
            var again = kept.containsKey("open-cases")
                    ? Optional.of(clock.instant().plus(LOOK_AGAIN))
                    : Optional.<Instant>empty();
            if (!found.isEmpty() && again.isEmpty() && !last) {
                ErasureStore.goOn(tx, id, steps.again(), null, row.get().counts());
                return Outcome.MORE;
            }
            ErasureStore.finish(tx, id, kept, found, again, clock.instant());
            sought.get().addresses().stream()
                    .filter(address -> !row.get().quiet() && !address.isBlank())
                    .forEach(address -> mails.send(tx, Mail.of(MailKind.ERASURE_DONE, address, null)));
            if (found.isEmpty() || again.isPresent()) {
                log.info("erasure {} finished", id);
            } else {
                log.warn("erasure {} finished, but something is left in {}", id, found);
            }
            return Outcome.ALL_DONE;
        });
    }

    /** @return whether nothing has to stay any more */
    private boolean lookAgain(UUID id) {
        boolean settled = db.write(tx -> {
            var row = ErasureStore.lockToLookAgain(tx, id);
            if (row.isEmpty() || holds.isHeldThroughout(tx, row.get().account())) {
                return false;
            }
            boolean all = steps.emptySettled(tx, runOf(row.get()));
            boolean nothingKept = steps.openCases(tx, row.get().account()) == 0;
            var kept = steps.kept(tx, row.get().account(), row.get().choice(), false);
            ErasureStore.lookAgainLater(tx, id, kept, all ? clock.instant().plus(LOOK_AGAIN) : clock.instant());
            return nothingKept;
        });
        if (settled) {
            settle(id);
        }
        return settled;
    }

    private void settle(UUID id) {
        var row = db.read(tx -> ErasureStore.find(tx, id)).orElseThrow();
        var sought = row.sought().map(seal::open);
        if (sought.isEmpty()) {
            return;
        }
        var words = check.search(sought.get());
        if (!words.isEmpty()) {
            // Written by others since, or by those who decided.
            steps.codes().forEach(step -> again(id, steps.require(step)));
            words = check.search(sought.get());
        }
        var left = words;
        db.run(tx -> ErasureStore.lockToLookAgain(tx, id)
                .ifPresent(held -> ErasureStore.finish(
                        tx, id, held.kept(), allFound(tx, held.account(), left), Optional.empty(), clock.instant())));
    }

    private void again(UUID id, ErasureSteps.Step step) {
        var place = Optional.<String>empty();
        do {
            var from = place;
            place = db.write(tx -> ErasureStore.lockToLookAgain(tx, id)
                    .flatMap(row -> step.work().run(tx, runOf(row), from).next()));
        } while (place.isPresent());
    }

    private static List<ErasureCheck.Found> allFound(DSLContext tx, AccountId account, List<ErasureCheck.Found> words) {
        return Stream.concat(words.stream(), RegistryCheck.search(tx, account).stream())
                .distinct()
                .toList();
    }

    private ErasureSteps.Run runOf(ErasureRow row) {
        var sought = seal.open(row.sought().orElseThrow());
        return new ErasureSteps.Run(row.account(), row.choice(), sought.traces(), neutralEnding(row.id()));
    }

    private enum Outcome {
        MORE,
        ALL_DONE,
        NOT_NOW
    }
}
