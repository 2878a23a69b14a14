package waymark.stories;

import org.jooq.DSLContext;

/** How many people have to approve a text before readers get it, and whether they have. */
final class Approvals {

    private final Assessments assessments;

    Approvals(Assessments assessments) {
        this.assessments = assessments;
    }

    /** A second person is needed where a hint or a medical claim is flagged, or too few stories are like it. */
    int needed(DSLContext tx, StoryStore.Row story, StoryText text) {
        boolean flagged =
                ApprovalStore.of(tx, story.id(), text).stream().anyMatch(ApprovalStore.Approval::medicalClaim);
        return flagged || assessments.of(tx, story, text).needsSecondPerson() ? 2 : 1;
    }

    /** Those of people who have written or edited a text of the story do not count. */
    boolean areEnough(DSLContext tx, StoryStore.Row story, StoryText text) {
        var editors = TextStore.editors(tx, story.id());
        long counted = ApprovalStore.of(tx, story.id(), text).stream()
                .filter(approval -> !editors.contains(approval.approver()))
                .count();
        return counted >= needed(tx, story, text);
    }
}
