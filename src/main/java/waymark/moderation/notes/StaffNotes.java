package waymark.moderation.notes;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.accounts.Accounts;
import waymark.audit.Audit;
import waymark.audit.AuditEntry;
import waymark.cases.Cases;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.ids.Ids;
import waymark.platform.access.Member;
import waymark.platform.db.Database;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * What moderators write down about people for each other. Nothing is edited or deleted: a correction is a note of its own.
 * Who reads or writes a note stands in the audit log.
 */
public final class StaffNotes {

    private static final String MEMBER = "member";

    private final Database db;
    private final Accounts accounts;
    private final Cases cases;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    public StaffNotes(Database db, Accounts accounts, Cases cases, Audit audit, Ids ids, Clock clock) {
        this.db = db;
        this.accounts = accounts;
        this.cases = cases;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * One page of the notes about somebody, the newest first.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST
     */
    Page<StaffNote> list(String username, Member moderator, Paging paging) {
        return db.write(tx -> {
            var person = requirePerson(tx, username, moderator);
            var page = StaffNoteStore.page(tx, person, paging);
            audit.record(tx, AuditEntry.by(moderator, "notes-read", MEMBER, person.value()));
            return page;
        });
    }

    /**
     * Writes a note about somebody, or corrects one. The correction of a note of a case is a note of that case, too.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST, INVALID_VALUE, NOTE_CORRECTED
     */
    StaffNote write(DSLContext tx, String username, Member moderator, NewStaffNote wanted) {
        var person = requirePerson(tx, username, moderator);
        var caseId = wanted.corrects().flatMap(corrected -> requireAbout(tx, person, corrected));
        return write(tx, person, caseId, moderator, wanted);
    }

    /**
     * Writes a note about the person whose words or whose account a case is about.
     *
     * @throws Problem NOT_FOUND, CONFLICT_OF_INTEREST
     */
    StaffNote write(DSLContext tx, CaseId id, Member moderator, NewStaffNote wanted) {
        var found = cases.require(tx, id, moderator);
        return write(tx, found.subjectId(), Optional.of(id), moderator, wanted);
    }

    /** The notes of a case, the earliest first. Whoever shows them writes that into the audit log. */
    public List<StaffNote> ofCase(DSLContext tx, CaseId id) {
        return StaffNoteStore.ofCase(tx, id);
    }

    /** All notes about somebody, the newest first. Whoever shows them writes that into the audit log. */
    public List<StaffNote> about(DSLContext tx, AccountId person) {
        return StaffNoteStore.about(tx, person);
    }

    private AccountId requirePerson(DSLContext tx, String username, Member moderator) {
        var name = username.toLowerCase(Locale.ROOT);
        var person = Optional.ofNullable(accounts.named(tx, List.of(name)).get(name))
                .orElseThrow(Problem::notFound)
                .id();
        if (person.equals(moderator.id())) {
            throw ProblemType.CONFLICT_OF_INTEREST.because("What is noted about you is for your colleagues.");
        }
        return person;
    }

    /** @return the case of the note that is corrected */
    private static Optional<CaseId> requireAbout(DSLContext tx, AccountId person, UUID corrected) {
        return StaffNoteStore.find(tx, person, corrected)
                .orElseThrow(() -> Problem.invalidValue("/corrects", "There is no such note about this person."))
                .caseId();
    }

    private StaffNote write(
            DSLContext tx, AccountId person, Optional<CaseId> caseId, Member moderator, NewStaffNote wanted) {
        var id = ids.uuid();
        if (!StaffNoteStore.insert(tx, id, person, caseId, wanted, moderator.id(), clock.instant())) {
            throw ProblemType.NOTE_CORRECTED.because("Somebody was faster. Look at the correction, and correct that.");
        }
        var written = StaffNoteStore.find(tx, person, id).orElseThrow();
        var entry = AuditEntry.by(moderator, "note-written", MEMBER, person.value())
                .because(wanted.kind().code())
                .wrote(wanted.text());
        audit.record(tx, caseId.map(entry::in).orElse(entry));
        return written;
    }
}
