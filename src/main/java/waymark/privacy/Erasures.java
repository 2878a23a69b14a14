package waymark.privacy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.accounts.PasswordChanges;
import waymark.ids.AccountId;
import waymark.ids.Ids;
import waymark.mail.Mail;
import waymark.mail.MailKind;
import waymark.mail.Mails;
import waymark.people.Roles;
import waymark.platform.access.Member;
import waymark.platform.access.Role;
import waymark.platform.db.Database;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;
import waymark.platform.secret.Sha256;
import waymark.platform.secret.Token;

/**
 * Leaving for good: what would go, asking for it, and confirming it by the link in a mail. From that moment on nobody signs in
 * to the account; {@link ErasureWork} does the rest, and a receipt tells what became of it.
 */
public final class Erasures {

    private static final Duration LINK_LASTS = Duration.ofHours(24);

    /** In that time. */
    private static final int MOST_MAILS = 6;

    private static final Duration OF_MOST_MAILS = Duration.ofHours(1);

    private final Database db;
    private final Accounts accounts;
    private final ErasedParts parts;
    private final ErasureSteps steps;
    private final LegalHolds holds;
    private final Mails mails;
    private final SoughtSeal seal;
    private final Ids ids;
    private final Clock clock;

    public Erasures(
            Database db,
            Accounts accounts,
            ErasedParts parts,
            LegalHolds holds,
            Mails mails,
            SoughtSeal seal,
            Ids ids,
            Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.parts = parts;
        this.steps = new ErasureSteps(parts);
        this.holds = holds;
        this.mails = mails;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
    }

    /** What would go and what would stay. Nothing is written. */
    ErasurePreview preview(DSLContext tx, Member member, ErasureChoice choice) {
        var counts = steps.count(tx, member.id());
        var kept = steps.kept(tx, member.id(), choice, true);
        return new ErasurePreview(choice.mode(), choice.content(), told(tx, "goes", counts), told(tx, "stays", kept));
    }

    /**
     * Sends a mail with a link. What was asked for before and not confirmed is taken back by it. A mailbox gets only so many:
     * it may be somebody else's, since people leave also without having shown that it is theirs.
     *
     * @throws Problem LAST_ADMIN, TOO_MANY_REQUESTS, and then the last link still works
     */
    ErasureView request(DSLContext tx, Member member, ErasureChoice choice) {
        boolean last = isLastAdmin(tx, member);
        accounts.hold(tx, member.id());
        requireThatSomebodyStays(last);
        var now = clock.instant();
        if (mails.countToAddressOf(tx, member.id(), MailKind.ERASURE_CONFIRM, now.minus(OF_MOST_MAILS)) >= MOST_MAILS) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .because("There are several mails on their way to you. Please open the link in the last one.")
                    .retryAfter(OF_MOST_MAILS);
        }
        forgetRequest(tx, member.id());
        var token = Token.make();
        ErasureStore.insertRequest(tx, ids.uuid(), member.id(), choice, token.sha256(), now.plus(LINK_LASTS), now);
        mails.send(
                tx,
                Mail.leading(
                        MailKind.ERASURE_CONFIRM,
                        Objects.requireNonNull(accounts.require(tx, member.id()).email()),
                        member.id(),
                        "/confirm-erasure#token=" + token.text()));
        return find(tx, member).orElseThrow();
    }

    /** What was asked for and not confirmed yet. */
    Optional<ErasureView> find(Member member) {
        return db.read(tx -> find(tx, member));
    }

    /** Takes back what was asked for. Doing it again changes nothing. */
    void takeBack(Member member) {
        db.run(tx -> forgetRequest(tx, member.id()));
    }

    /** With its mail, if that still waits: the link in it would lead nowhere. */
    private void forgetRequest(DSLContext tx, AccountId account) {
        int unused = ErasureStore.deleteRequest(tx, account);
        mails.withdraw(tx, account, MailKind.ERASURE_CONFIRM);
    }

    /**
     * Confirms it. Every session ends and nobody signs in any more, from this moment on.
     *
     * @param known a session that was left open somewhere, and a mailbox beside it, are not enough for what cannot be undone
     * @return the receipt, told once
     * @throws Problem INVALID_VALUE for a link that is not, or no longer, valid, and for a password that was changed since;
     *     SIGN_IN_NEEDED when somebody else has just confirmed it, LAST_ADMIN
     */
    Confirmed confirm(Member member, PasswordChanges.KnownPassword known, String token) {
        return db.write(tx -> {
            boolean last = isLastAdmin(tx, member);
            known.requireStill(tx);
            var row = ErasureStore.lockRequest(tx, member.id(), Sha256.of(token), clock.instant())
                    .orElseThrow(() -> Problem.invalidValue(
                            "/token", "This link is not valid, or not any more. You can ask for a new one."));
            requireThatSomebodyStays(last);
            var receipt = Token.make();
            close(tx, member.id(), row.id(), receipt);
            return new Confirmed(
                    receipt.text(), receipt(tx, ErasureStore.find(tx, row.id()).orElseThrow()));
        });
    }

    /** Begins it for somebody who was told that it would be, and has not come back. Call while holding the account. */
    void begin(DSLContext tx, AccountId account, ErasureChoice choice) {
        forgetRequest(tx, account);
        var id = ids.uuid();
        var now = clock.instant();
        ErasureStore.insertRequest(tx, id, account, choice, Token.make().sha256(), now.plus(LINK_LASTS), now);
        close(tx, account, id, Token.make());
    }

    /** From here on nobody signs in, and name and address are gone unless the law wants them to wait. */
    private void close(DSLContext tx, AccountId account, UUID erasure, Token receipt) {
        boolean held = holds.isHeld(tx, account);
        var sought = seal.seal(ErasureCheck.Sought.of(parts.accounts().traces(tx, account)));
        ErasureStore.confirm(tx, erasure, receipt.sha256(), sought, clock.instant());
        // Copies go with the first step: one may be in the making, and nobody can fetch any from now on.
        parts.accounts().close(tx, account);
        if (held) {
            parts.accounts().keepBack(tx, account);
        } else {
            parts.accounts().erase(tx, account, ErasureWork.neutralEnding(erasure));
        }
    }

    /**
     * What became of it, for whoever holds the receipt.
     *
     * @throws Problem NOT_FOUND
     */
    ErasureReceipt receipt(String secret) {
        return db.read(tx ->
                receipt(tx, ErasureStore.findByReceipt(tx, Sha256.of(secret)).orElseThrow(Problem::notFound)));
    }

    /** Forgets what was asked for and not confirmed in time. */
    public int forgetOld() {
        return db.write(tx -> ErasureStore.deleteRunOut(tx, clock.instant()));
    }

    /**
     * Before anything else is held: admins are held in the order of their ids. Whatever this session may do: without a
     * second factor an admin is a member like others, and could leave like one.
     */
    private boolean isLastAdmin(DSLContext tx, Member member) {
        return accounts.roleOf(tx, member.id()) == Role.ADMIN && Roles.isLastAdmin(tx, member.id());
    }

    private static void requireThatSomebodyStays(boolean isLastAdmin) {
        if (isLastAdmin) {
            throw ProblemType.LAST_ADMIN.because(
                    "You are the only admin. Make somebody else one first, so that there is somebody to look after the forum.");
        }
    }

    private Optional<ErasureView> find(DSLContext tx, Member member) {
        return ErasureStore.findRequest(tx, member.id(), clock.instant()).map(ErasureView::of);
    }

    private ErasureReceipt receipt(DSLContext tx, ErasureRow row) {
        boolean finished = row.state() == ErasureRow.State.FINISHED;
        return new ErasureReceipt(
                row.state().code(),
                !finished && holds.isHeld(tx, row.account()),
                row.choice().mode(),
                row.choice().content(),
                row.requestedAt(),
                row.confirmedAt().orElseThrow(),
                row.startedAt(),
                row.finishedAt(),
                told(tx, "goes", row.counts()),
                told(tx, "stays", row.kept()),
                row.found().map(found -> new ErasureReceipt.Check(found.isEmpty(), found)),
                row.lookAgainAt());
    }

    private static List<ErasurePreview.Part> told(DSLContext tx, String part, Map<String, Integer> counts) {
        var told = new ArrayList<ErasurePreview.Part>();
        for (var wording : ErasurePreviewStore.wordings(tx, part)) {
            Optional.ofNullable(counts.get(wording.code()))
                    .ifPresent(count ->
                            told.add(new ErasurePreview.Part(wording.code(), wording.title(), wording.text(), count)));
        }
        return told;
    }

    /** @param receipt told once */
    record Confirmed(String receipt, ErasureReceipt erasure) {}
}
