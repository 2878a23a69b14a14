package waymark.stories;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static waymark.schema.Tables.STORY_CONSENT;
import static waymark.schema.Tables.STORY_CONSENT_WORDING;
import static waymark.schema.Tables.STORY_PUBLICATION;
import static waymark.schema.Tables.STORY_REMINDER;
import static waymark.schema.Tables.STORY_SCOPE;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import waymark.ids.AccountId;
import waymark.ids.StoryId;
import waymark.platform.http.Page;
import waymark.platform.http.Paging;

/** The ledger of consents. Rows are added and never changed; the database refuses it. */
final class ConsentStore {

    static final String GIVEN = "given";
    static final String WITHDRAWN = "withdrawn";
    private static final String ONLINE = "online";

    private static final Condition NEWEST = STORY_CONSENT.NUMBER.eq(newestNumber());

    private ConsentStore() {}

    /** The entry that counts. */
    static Optional<Consent> newest(DSLContext tx, StoryId story, Instant now) {
        return rows(tx, STORY_CONSENT.STORY_ID.eq(story))
                .orderBy(STORY_CONSENT.NUMBER.desc())
                .limit(1)
                .fetchOptional(row -> consent(row, row.get(STORY_CONSENT.NUMBER), now));
    }

    /** The newest first. */
    static Page<Consent> page(DSLContext tx, StoryId story, Paging paging, Instant now) {
        int newest = newest(tx, story, now).map(Consent::number).orElse(0);
        return paging.page(
                rows(tx, STORY_CONSENT.STORY_ID.eq(story)),
                List.of(Paging.Key.descending(STORY_CONSENT.NUMBER, Consent::number, Integer::valueOf)),
                row -> consent(row, newest, now));
    }

    /** The last entry of that kind. */
    static Optional<Consent> last(DSLContext tx, StoryId story, String action, Instant now) {
        return rows(tx, STORY_CONSENT.STORY_ID.eq(story).and(STORY_CONSENT.ACTION.eq(action)))
                .orderBy(STORY_CONSENT.NUMBER.desc())
                .limit(1)
                .fetchOptional(row -> consent(row, 0, now));
    }

    /** Every use that was ever allowed. */
    static List<String> scopesEver(DSLContext tx, StoryId story) {
        return tx.resultQuery("""
                        select distinct unnest(scopes) from story_consent where story_id = ? and action = 'given'
                        """, story.value()).fetch(0, String.class);
    }

    /** Call while holding the story. */
    static void give(DSLContext tx, StoryId story, AccountId by, Given given, Instant at) {
        tx.insertInto(STORY_CONSENT)
                .set(STORY_CONSENT.STORY_ID, story)
                .set(STORY_CONSENT.NUMBER, nextNumber(tx, story))
                .set(STORY_CONSENT.ACTION, GIVEN)
                .set(STORY_CONSENT.AT, at)
                .set(STORY_CONSENT.ACCOUNT_ID, by)
                .set(STORY_CONSENT.GIVEN_BY, given.givenBy())
                .set(STORY_CONSENT.YOUNG_PERSON_ASSENTS, given.youngPersonAssents())
                .set(STORY_CONSENT.SCOPES, given.scopes().toArray(String[]::new))
                .set(STORY_CONSENT.AUDIENCE, given.audience())
                .set(STORY_CONSENT.ATTRIBUTION, given.attribution())
                .set(STORY_CONSENT.EXPIRES_AT, given.expiresAt())
                .set(STORY_CONSENT.WORDING_VERSION, given.wording().version())
                .set(
                        STORY_CONSENT.WORDING_SHA256,
                        HexFormat.of().parseHex(given.wording().hash()))
                .set(STORY_CONSENT.METHOD, ONLINE)
                .execute();
    }

    /** Call while holding the story. */
    static void withdraw(DSLContext tx, StoryId story, AccountId by, Instant at) {
        tx.insertInto(STORY_CONSENT)
                .set(STORY_CONSENT.STORY_ID, story)
                .set(STORY_CONSENT.NUMBER, nextNumber(tx, story))
                .set(STORY_CONSENT.ACTION, WITHDRAWN)
                .set(STORY_CONSENT.AT, at)
                .set(STORY_CONSENT.ACCOUNT_ID, by)
                .set(STORY_CONSENT.METHOD, ONLINE)
                .execute();
    }

    static Wording currentWording(DSLContext tx) {
        return tx.select(STORY_CONSENT_WORDING.VERSION, STORY_CONSENT_WORDING.WORDING)
                .from(STORY_CONSENT_WORDING)
                .where(STORY_CONSENT_WORDING.CURRENT)
                .fetchSingle(Records.mapping(Wording::of));
    }

    static List<Scope> scopes(DSLContext tx) {
        return tx.select(
                        STORY_SCOPE.CODE,
                        STORY_SCOPE.TITLE,
                        STORY_SCOPE.TEXT,
                        STORY_SCOPE.RECALL,
                        STORY_SCOPE.RECALLABLE)
                .from(STORY_SCOPE)
                .orderBy(STORY_SCOPE.POSITION)
                .fetch(Records.mapping(Scope::new));
    }

    /** Published stories whose consent ends before then and whose authors were not asked about it yet. */
    static List<StoryId> endingUnasked(DSLContext tx, Instant before, int most) {
        return tx.select(STORY_PUBLICATION.STORY_ID)
                .from(STORY_PUBLICATION)
                .join(STORY_CONSENT)
                .on(STORY_CONSENT.STORY_ID.eq(STORY_PUBLICATION.STORY_ID))
                .and(NEWEST)
                .where(STORY_PUBLICATION.CONSENT_UNTIL.le(before))
                .and(notExists(selectOne()
                        .from(STORY_REMINDER)
                        .where(STORY_REMINDER.STORY_ID.eq(STORY_CONSENT.STORY_ID))
                        .and(STORY_REMINDER.CONSENT_NUMBER.eq(STORY_CONSENT.NUMBER))))
                .orderBy(STORY_PUBLICATION.CONSENT_UNTIL)
                .limit(most)
                .fetch(STORY_PUBLICATION.STORY_ID);
    }

    /** @return false when its author was asked about this consent before */
    static boolean remember(DSLContext tx, StoryId story, int consent, Instant at) {
        return tx.insertInto(STORY_REMINDER)
                        .set(STORY_REMINDER.STORY_ID, story)
                        .set(STORY_REMINDER.CONSENT_NUMBER, consent)
                        .set(STORY_REMINDER.REMINDED_AT, at)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    private static Field<Integer> newestNumber() {
        var later = STORY_CONSENT.as("later");
        return field(select(max(later.NUMBER)).from(later).where(later.STORY_ID.eq(STORY_CONSENT.STORY_ID)));
    }

    private static int nextNumber(DSLContext tx, StoryId story) {
        return tx.select(coalesce(max(STORY_CONSENT.NUMBER), inline(0)).plus(1))
                .from(STORY_CONSENT)
                .where(STORY_CONSENT.STORY_ID.eq(story))
                .fetchSingle()
                .value1();
    }

    private static SelectConditionStep<? extends Record> rows(DSLContext tx, Condition condition) {
        return tx.select(STORY_CONSENT.fields()).from(STORY_CONSENT).where(condition);
    }

    private static Consent consent(Record row, int newest, Instant now) {
        var until = row.get(STORY_CONSENT.EXPIRES_AT);
        var hash = row.get(STORY_CONSENT.WORDING_SHA256);
        var scopes = row.get(STORY_CONSENT.SCOPES);
        return new Consent(
                row.get(STORY_CONSENT.NUMBER),
                row.get(STORY_CONSENT.ACTION),
                row.get(STORY_CONSENT.AT),
                row.get(STORY_CONSENT.NUMBER) == newest && until != null && until.isAfter(now),
                row.get(STORY_CONSENT.GIVEN_BY),
                row.get(STORY_CONSENT.YOUNG_PERSON_ASSENTS),
                scopes == null ? List.of() : List.of(scopes),
                row.get(STORY_CONSENT.AUDIENCE),
                row.get(STORY_CONSENT.ATTRIBUTION),
                until,
                row.get(STORY_CONSENT.WORDING_VERSION),
                hash == null ? null : HexFormat.of().formatHex(hash),
                row.get(STORY_CONSENT.METHOD));
    }

    /** What somebody agrees to, worked out. */
    record Given(
            String givenBy,
            @Nullable Boolean youngPersonAssents,
            List<String> scopes,
            String audience,
            String attribution,
            Instant expiresAt,
            Wording wording) {}

    /** A use that an author can allow, and what becomes of copies when it is withdrawn. */
    record Scope(String scope, String title, String text, String recall, boolean recallable) {}
}
