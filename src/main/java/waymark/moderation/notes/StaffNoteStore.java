package waymark.moderation.notes;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.STAFF_NOTE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record8;
import org.jooq.RecordMapper;
import org.jooq.SelectConditionStep;
import waymark.ids.AccountId;
import waymark.ids.CaseId;
import waymark.platform.http.Cursor;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

final class StaffNoteStore {

    private static final waymark.schema.tables.StaffNote CORRECTION = STAFF_NOTE.as("correction");

    private StaffNoteStore() {}

    /** @return false when the note that it corrects has been corrected already */
    static boolean insert(
            DSLContext tx,
            UUID id,
            AccountId about,
            Optional<CaseId> caseId,
            NewStaffNote note,
            AccountId author,
            Instant at) {
        return tx.insertInto(STAFF_NOTE)
                        .set(STAFF_NOTE.ID, id)
                        .set(STAFF_NOTE.ABOUT_ID, about)
                        .set(STAFF_NOTE.CASE_ID, caseId.orElse(null))
                        .set(STAFF_NOTE.KIND, note.kind().code())
                        .set(STAFF_NOTE.TEXT, note.text())
                        .set(STAFF_NOTE.CORRECTS_ID, note.corrects().orElse(null))
                        .set(STAFF_NOTE.AUTHOR_ID, author)
                        .set(STAFF_NOTE.AT, at)
                        .onConflict(STAFF_NOTE.CORRECTS_ID)
                        .doNothing()
                        .execute()
                == 1;
    }

    static Optional<StaffNote> find(DSLContext tx, AccountId about, UUID id) {
        return notes(tx, STAFF_NOTE.ID.eq(id).and(STAFF_NOTE.ABOUT_ID.eq(about)))
                .fetchOptional(note());
    }

    static Page<StaffNote> page(DSLContext tx, AccountId about, Paging paging) {
        return paging.page(
                notes(tx, STAFF_NOTE.ABOUT_ID.eq(about)),
                List.of(
                        Paging.Key.descending(STAFF_NOTE.AT, StaffNote::at, Cursor::instant),
                        Paging.Key.descending(STAFF_NOTE.ID, StaffNote::id, UUID::fromString)),
                note());
    }

    static List<StaffNote> about(DSLContext tx, AccountId about) {
        return notes(tx, STAFF_NOTE.ABOUT_ID.eq(about))
                .orderBy(STAFF_NOTE.AT.desc(), STAFF_NOTE.ID.desc())
                .fetch(note());
    }

    static List<StaffNote> ofCase(DSLContext tx, CaseId id) {
        return notes(tx, STAFF_NOTE.CASE_ID.eq(id))
                .orderBy(STAFF_NOTE.AT, STAFF_NOTE.ID)
                .fetch(note());
    }

    private static SelectConditionStep<Record8<UUID, StaffNote.Kind, String, String, Instant, CaseId, UUID, UUID>>
            notes(DSLContext tx, Condition condition) {
        return tx.select(
                        STAFF_NOTE.ID,
                        STAFF_NOTE.KIND.convertFrom(StaffNote.Kind::of),
                        STAFF_NOTE.TEXT,
                        ACCOUNT.USERNAME,
                        STAFF_NOTE.AT,
                        STAFF_NOTE.CASE_ID,
                        STAFF_NOTE.CORRECTS_ID,
                        CORRECTION.ID)
                .from(STAFF_NOTE)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(STAFF_NOTE.AUTHOR_ID))
                .leftJoin(CORRECTION)
                .on(CORRECTION.CORRECTS_ID.eq(STAFF_NOTE.ID))
                .where(condition);
    }

    private static RecordMapper<Record8<UUID, StaffNote.Kind, String, String, Instant, CaseId, UUID, UUID>, StaffNote>
            note() {
        return mapping((id, kind, text, author, at, caseId, corrects, correctedBy) -> new StaffNote(
                id,
                kind,
                text,
                author,
                at,
                Optional.ofNullable(caseId),
                Optional.ofNullable(corrects),
                Optional.ofNullable(correctedBy)));
    }
}
