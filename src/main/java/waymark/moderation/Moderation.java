package waymark.moderation;

import java.time.Clock;
import waymark.accounts.Accounts;
import waymark.accounts.Restrictions;
import waymark.audit.Audit;
import waymark.cases.CaseWork;
import waymark.cases.Cases;
import waymark.cases.Recusals;
import waymark.ids.Ids;
import waymark.moderation.notes.StaffNotes;
import waymark.moderation.replies.CannedReplies;
import waymark.platform.db.Database;
import waymark.platform.http.Retries;
import waymark.platform.http.Routes;
import waymark.reports.Reports;
import waymark.signposting.Signposts;
import waymark.stories.StoryCases;
import waymark.threads.Labels;
import waymark.threads.Posts;
import waymark.threads.Removals;
import waymark.threads.Submissions;
import waymark.threads.ThreadTools;
import waymark.threads.Threads;

/** Everything moderators do about cases, put together. */
public final class Moderation {

    private final Database db;
    private final Cases cases;
    private final Decisions decisions;
    private final Reversals reversals;
    private final Appeals appeals;
    private final Letters letters;
    private final CasePages pages;
    private final Signposts signposts;

    public Moderation(
            Database db,
            Accounts accounts,
            Restrictions restrictions,
            Posts posts,
            Threads threads,
            ThreadTools tools,
            Labels labels,
            Submissions submissions,
            StoryCases stories,
            Cases cases,
            CaseWork work,
            Recusals recusals,
            Signposts signposts,
            Reports reports,
            StaffNotes notes,
            CannedReplies replies,
            Audit audit,
            Ids ids,
            Clock clock) {
        this.db = db;
        this.cases = cases;
        this.signposts = signposts;
        var removals = new Removals(clock);
        var targets = new Targets(accounts, posts, submissions, removals, stories);
        var measures = new Measures(
                accounts, restrictions, posts, tools, labels, submissions, removals, stories, targets, clock);
        var undoing = new Undoing(targets, measures, restrictions, posts, threads, tools, labels, removals);
        var book = new DecisionBook(ids, clock);
        reversals = new Reversals(db, recusals, targets, undoing, book, audit);
        appeals = new Appeals(cases, reversals, book, clock);
        decisions = new Decisions(
                db, accounts, cases, work, recusals, reports, replies, targets, measures, appeals, book, audit);
        letters = new Letters(db, clock);
        pages = new CasePages(
                cases, accounts, restrictions, threads, posts, submissions, stories, reports, notes, replies, audit);
    }

    public void register(Routes routes, Retries retries) {
        new DecisionRoutes(db, cases, decisions, reversals, retries).register(routes);
        new CasePageRoutes(db, pages, signposts).register(routes);
        new LetterRoutes(db, letters, appeals, retries).register(routes);
    }
}
