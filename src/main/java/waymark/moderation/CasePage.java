package waymark.moderation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import waymark.cases.CaseEvent;
import waymark.cases.CaseView;
import waymark.moderation.notes.StaffNote;
import waymark.moderation.replies.CannedReplies;
import waymark.platform.access.Restriction;
import waymark.platform.access.Role;
import waymark.reports.CaseReport;
import waymark.reports.ReasonCount;
import waymark.reports.Snapshot;
import waymark.stories.CaseStory;
import waymark.threads.PostView;
import waymark.threads.Revision;
import waymark.threads.Submission;
import waymark.threads.ThreadView;

/**
 * A case with everything that is needed to decide it.
 *
 * @param about what the case is about, as it is now
 * @param revisions what it said before, the latest first
 * @param around the posts around it, in their order, it among them
 * @param person whose it is
 * @param snapshots what it said when it was reported
 * @param reports the newest first; who made them is not told
 * @param notes written in this case, the earliest first
 * @param decisions that were made on this case, the earliest first
 * @param events what happened to it, the earliest first
 * @param checklist what to think of with a case of this kind
 * @param cannedReplies that fit a case of this kind, to be put into one's own words
 */
record CasePage(
        @JsonProperty("case") CaseView found,
        About about,
        List<Revision> revisions,
        List<PostView> around,
        Person person,
        List<Snapshot> snapshots,
        List<CaseReport> reports,
        List<StaffNote> notes,
        List<Decision> decisions,
        List<CaseEvent> events,
        List<String> checklist,
        List<CannedReplies.Rendered> cannedReplies,
        Actions viewer) {

    /**
     * One of them is there, or none when it is gone.
     *
     * @param sensitive whether it may weigh on whoever reads it; clients blur it first
     * @param submission that is held until somebody has read it
     * @param decision that is appealed
     */
    record About(
            boolean sensitive,
            Optional<ThreadView> thread,
            Optional<PostView> post,
            Optional<Submission> submission,
            Optional<CaseStory> story,
            Optional<Decision> decision) {}

    /**
     * @param reports on what is theirs that led to something, by reason; that somebody was worried is not among them
     * @param notes about them, the newest first
     * @param decisions about what is theirs, the newest first
     * @param cases there were about what is theirs, but for this one; the newest first
     */
    record Person(
            String username,
            Role role,
            Instant joinedAt,
            Optional<Restriction> restriction,
            List<ReasonCount> reports,
            List<StaffNote> notes,
            List<Decision> decisions,
            List<CaseView> cases) {}

    /**
     * @param actions what this moderator may do with the work on it now
     * @param decisions what they could decide now
     */
    record Actions(List<String> actions, List<Action> decisions) {}
}
