package waymark.cases;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.CASE_EVENT;
import static waymark.schema.Tables.CASE_SOURCE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import waymark.ids.AccountId;
import waymark.ids.CaseId;

/** What raised cases, and what happened to them. */
final class CaseHistoryStore {

    private CaseHistoryStore() {}

    static void insertSource(DSLContext tx, UUID id, CaseId raised, Raise raise, Instant at) {
        tx.insertInto(CASE_SOURCE)
                .set(CASE_SOURCE.ID, id)
                .set(CASE_SOURCE.CASE_ID, raised)
                .set(CASE_SOURCE.SOURCE, raise.source().code())
                .set(CASE_SOURCE.CATEGORY, raise.category().code())
                .set(CASE_SOURCE.PRIORITY, raise.priority().name())
                .set(CASE_SOURCE.AT, at)
                .execute();
    }

    static void insertEvent(
            DSLContext tx,
            UUID id,
            CaseId happenedTo,
            CaseEvent.Kind kind,
            Optional<AccountId> actor,
            Priority priority,
            Optional<String> note,
            Instant at) {
        tx.insertInto(CASE_EVENT)
                .set(CASE_EVENT.ID, id)
                .set(CASE_EVENT.CASE_ID, happenedTo)
                .set(CASE_EVENT.KIND, kind.code())
                .set(CASE_EVENT.ACTOR_ID, actor.orElse(null))
                .set(CASE_EVENT.PRIORITY, priority.name())
                .set(CASE_EVENT.NOTE, note.orElse(null))
                .set(CASE_EVENT.AT, at)
                .execute();
    }

    /**
     * The same thing that happened to several cases.
     *
     * @param fresh an id for each of them
     * @param actor empty when nobody did it
     */
    static void insertEvents(
            DSLContext tx,
            List<UUID> fresh,
            List<CaseStore.Ref> happenedTo,
            CaseEvent.Kind kind,
            Optional<AccountId> actor,
            Instant at) {
        if (happenedTo.isEmpty()) {
            return;
        }
        var insert = tx.insertInto(
                CASE_EVENT,
                CASE_EVENT.ID,
                CASE_EVENT.CASE_ID,
                CASE_EVENT.KIND,
                CASE_EVENT.ACTOR_ID,
                CASE_EVENT.PRIORITY,
                CASE_EVENT.AT);
        for (int i = 0; i < happenedTo.size(); i++) {
            var one = happenedTo.get(i);
            insert = insert.values(
                    fresh.get(i),
                    one.id(),
                    kind.code(),
                    actor.orElse(null),
                    one.priority().name(),
                    at);
        }
        insert.execute();
    }

    static List<CaseEvent> events(DSLContext tx, CaseId id) {
        return tx.select(
                        CASE_EVENT.KIND.convertFrom(CaseEvent.Kind::of),
                        ACCOUNT.USERNAME,
                        CASE_EVENT.PRIORITY.convertFrom(Priority::valueOf),
                        CASE_EVENT.NOTE,
                        CASE_EVENT.AT)
                .from(CASE_EVENT)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(CASE_EVENT.ACTOR_ID))
                .where(CASE_EVENT.CASE_ID.eq(id))
                .orderBy(CASE_EVENT.AT, CASE_EVENT.ID)
                .fetch(mapping((kind, actor, priority, note, at) ->
                        new CaseEvent(kind, Optional.ofNullable(actor), priority, Optional.ofNullable(note), at)));
    }
}
