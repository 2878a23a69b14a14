package waymark.stories;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waymark.accounts.Author;
import waymark.ids.StoryId;

/**
 * A story as its author and the team work on it.
 *
 * @param text the newest
 * @param live what readers get now; null when nothing
 * @param consent the newest entry of the ledger; null when there is none
 * @param preview null while diagnosis or role are missing
 * @param diff from the last text that the author agreed to, as a unified diff; null when there is nothing to compare
 * @param approvals of this text; null for its author, who is not told who they were
 * @param reviewer null for its author
 * @param steps the newest first
 */
record ManuscriptView(
        @JsonUnwrapped Head head,
        StoryText text,
        PublicationStore.@Nullable Live live,
        @Nullable Consent consent,
        @Nullable Preview preview,
        List<HintView> hints,
        @Nullable String diff,
        @Nullable List<ApprovalView> approvals,
        int approvalsNeeded,
        @Nullable Author reviewer,
        List<StepStore.Step> steps) {

    /** What lists show of it. */
    record Head(
            StoryId id,
            Author author,
            StoryState state,
            Instant stateSince,
            String title,
            @Nullable Instant submittedAt,
            @Nullable Instant dueAt,
            @Nullable Instant scheduledFor,
            boolean published,
            Instant createdAt,
            Instant updatedAt,
            int version) {

        static Head of(StoryStore.Row story) {
            return of(story, story.title());
        }

        static Head of(StoryStore.Row story, String title) {
            return new Head(
                    story.id(),
                    story.author(),
                    story.state(),
                    story.stateSince(),
                    title,
                    story.submittedAt(),
                    story.dueAt(),
                    story.scheduledFor(),
                    story.published(),
                    story.createdAt(),
                    story.updatedAt(),
                    story.version());
        }
    }

    /** @param approvals of its newest text */
    record Waiting(Head story, @Nullable Author reviewer, boolean overdue, int approvals) {

        static Waiting of(StoryStore.Row story, Instant now) {
            boolean overdue = story.dueAt() != null && story.dueAt().isBefore(now);
            return new Waiting(Head.of(story), story.reviewer(), overdue, story.approvals());
        }
    }

    /**
     * What readers would be told about the author.
     *
     * @param enough whether enough stories share all of it
     */
    record Preview(String attribution, Story.Shown facets, List<String> generalised, int sharedBy, boolean enough) {}

    /**
     * @param part title, markdown, name or username
     * @param end the first UTF-16 code unit that is not in it
     */
    record HintView(String kind, String part, int start, int end, String text, boolean secondApproval) {}

    record ApprovalView(Author by, Instant at, boolean medicalClaim) {}
}
