package waymark.privacy;

import static org.jooq.Records.mapping;
import static waymark.schema.Tables.AUDIT_ENTRY;
import static waymark.schema.Tables.CONSENT;
import static waymark.schema.Tables.ERASURE_WORDING;
import static waymark.schema.Tables.STORY;
import static waymark.schema.Tables.STORY_CONSENT;
import static waymark.schema.Tables.STORY_COPY;

import java.util.List;
import org.jooq.DSLContext;
import waymark.ids.AccountId;

/** How people are told what goes and what stays, and how much there is of what no feature counts for an erasure. */
final class ErasurePreviewStore {

    private ErasurePreviewStore() {}

    static List<Wording> wordings(DSLContext tx, String part) {
        return tx.select(ERASURE_WORDING.CODE, ERASURE_WORDING.TITLE, ERASURE_WORDING.TEXT)
                .from(ERASURE_WORDING)
                .where(ERASURE_WORDING.PART.eq(part))
                .orderBy(ERASURE_WORDING.POSITION)
                .fetch(mapping(Wording::new));
    }

    static int countAudited(DSLContext tx, AccountId account) {
        return tx.fetchCount(
                AUDIT_ENTRY, AUDIT_ENTRY.ACTOR_ID.eq(account).or(AUDIT_ENTRY.TARGET_ID.eq(account.value())));
    }

    static int countConsents(DSLContext tx, AccountId account) {
        return tx.fetchCount(CONSENT, CONSENT.ACCOUNT_ID.eq(account))
                + tx.fetchCount(STORY_CONSENT, STORY_CONSENT.ACCOUNT_ID.eq(account));
    }

    static int countCopies(DSLContext tx, AccountId account) {
        return tx.fetchCount(tx.selectOne()
                .from(STORY_COPY)
                .join(STORY)
                .on(STORY.ID.eq(STORY_COPY.STORY_ID))
                .where(STORY.AUTHOR_ID.eq(account))
                .and(STORY_COPY.RECALLED_AT.isNull()));
    }

    record Wording(String code, String title, String text) {}
}
