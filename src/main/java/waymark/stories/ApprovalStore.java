package waymark.stories;

import static waymark.schema.Tables.ACCOUNT;
import static waymark.schema.Tables.STORY_AGREEMENT;
import static waymark.schema.Tables.STORY_APPROVAL;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import waymark.accounts.Author;
import waymark.ids.AccountId;
import waymark.ids.StoryId;

/** Who has agreed to texts of stories, and who has approved them. Each belongs to one text, by the hash of it. */
final class ApprovalStore {

    private ApprovalStore() {}

    static void agree(DSLContext tx, StoryId story, StoryText text, Instant at) {
        tx.insertInto(STORY_AGREEMENT)
                .set(STORY_AGREEMENT.STORY_ID, story)
                .set(STORY_AGREEMENT.REVISION, text.number())
                .set(STORY_AGREEMENT.CONTENT_SHA256, text.sha256())
                .set(STORY_AGREEMENT.AGREED_AT, at)
                .onConflict(STORY_AGREEMENT.STORY_ID, STORY_AGREEMENT.REVISION)
                .doUpdate()
                .set(STORY_AGREEMENT.CONTENT_SHA256, text.sha256())
                .set(STORY_AGREEMENT.AGREED_AT, at)
                .execute();
    }

    static void approve(
            DSLContext tx, StoryId story, StoryText text, AccountId approver, boolean medicalClaim, Instant at) {
        tx.insertInto(STORY_APPROVAL)
                .set(STORY_APPROVAL.STORY_ID, story)
                .set(STORY_APPROVAL.REVISION, text.number())
                .set(STORY_APPROVAL.APPROVER_ID, approver)
                .set(STORY_APPROVAL.CONTENT_SHA256, text.sha256())
                .set(STORY_APPROVAL.MEDICAL_CLAIM, medicalClaim)
                .set(STORY_APPROVAL.APPROVED_AT, at)
                .onConflict(STORY_APPROVAL.STORY_ID, STORY_APPROVAL.REVISION, STORY_APPROVAL.APPROVER_ID)
                .doUpdate()
                .set(STORY_APPROVAL.CONTENT_SHA256, text.sha256())
                .set(STORY_APPROVAL.MEDICAL_CLAIM, medicalClaim)
                .set(STORY_APPROVAL.APPROVED_AT, at)
                .execute();
    }

    /** Of exactly this text, the earliest first. */
    static List<Approval> of(DSLContext tx, StoryId story, StoryText text) {
        return tx.select(
                        STORY_APPROVAL.APPROVER_ID,
                        ACCOUNT.USERNAME,
                        ACCOUNT.ROLE,
                        ACCOUNT.BADGE_ID,
                        ACCOUNT.MEMORIAL_AT,
                        STORY_APPROVAL.APPROVED_AT,
                        STORY_APPROVAL.MEDICAL_CLAIM)
                .from(STORY_APPROVAL)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(STORY_APPROVAL.APPROVER_ID))
                .where(STORY_APPROVAL.STORY_ID.eq(story))
                .and(STORY_APPROVAL.REVISION.eq(text.number()))
                .and(STORY_APPROVAL.CONTENT_SHA256.eq(text.sha256()))
                .orderBy(STORY_APPROVAL.APPROVED_AT, STORY_APPROVAL.APPROVER_ID)
                .fetch(row -> new Approval(
                        row.get(STORY_APPROVAL.APPROVER_ID),
                        Author.in(row),
                        row.get(STORY_APPROVAL.APPROVED_AT),
                        row.get(STORY_APPROVAL.MEDICAL_CLAIM)));
    }

    /** Whoever agreed to a text or approved it has agreed to it and approved it without the words that were taken out. */
    static void carryOver(DSLContext tx, StoryId story, StoryText text, byte[] after) {
        tx.update(STORY_AGREEMENT)
                .set(STORY_AGREEMENT.CONTENT_SHA256, after)
                .where(STORY_AGREEMENT.STORY_ID.eq(story))
                .and(STORY_AGREEMENT.REVISION.eq(text.number()))
                .and(STORY_AGREEMENT.CONTENT_SHA256.eq(text.sha256()))
                .execute();
        tx.update(STORY_APPROVAL)
                .set(STORY_APPROVAL.CONTENT_SHA256, after)
                .where(STORY_APPROVAL.STORY_ID.eq(story))
                .and(STORY_APPROVAL.REVISION.eq(text.number()))
                .and(STORY_APPROVAL.CONTENT_SHA256.eq(text.sha256()))
                .execute();
    }

    record Approval(AccountId approver, Author by, Instant at, boolean medicalClaim) {}
}
