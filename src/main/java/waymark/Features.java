package waymark;

import java.time.Clock;
import java.util.List;
import waymark.accounts.AccountLinks;
import waymark.accounts.Accounts;
import waymark.accounts.Consents;
import waymark.accounts.EmailAddresses;
import waymark.accounts.ErasedAccounts;
import waymark.accounts.Identities;
import waymark.accounts.Mutes;
import waymark.accounts.PasswordChanges;
import waymark.accounts.PasswordRules;
import waymark.accounts.Passwords;
import waymark.accounts.Restrictions;
import waymark.accounts.SecondFactors;
import waymark.accounts.Sessions;
import waymark.accounts.SignIns;
import waymark.accounts.SignUpRules;
import waymark.accounts.Usernames;
import waymark.audit.Audit;
import waymark.audit.AuditLog;
import waymark.bookmarks.Bookmarks;
import waymark.cases.Absences;
import waymark.cases.CaseWork;
import waymark.cases.Cases;
import waymark.cases.Clocks;
import waymark.cases.ErasedCases;
import waymark.cases.LateCases;
import waymark.cases.Recusals;
import waymark.cases.SettledCases;
import waymark.cases.StaffedHours;
import waymark.documents.ErasedDocuments;
import waymark.drafts.Drafts;
import waymark.feeds.Feeds;
import waymark.following.AnswerAlerts;
import waymark.following.AnswerClaims;
import waymark.following.Following;
import waymark.gate.ErasedWords;
import waymark.gate.Gate;
import waymark.gate.PersonalDataRules;
import waymark.gate.ReviewRules;
import waymark.gate.WatchedWords;
import waymark.guides.Guides;
import waymark.guides.milestones.Milestones;
import waymark.ids.Ids;
import waymark.likes.Likes;
import waymark.likes.StoryLikes;
import waymark.mail.MailSettings;
import waymark.mail.Mails;
import waymark.moderation.ErasedDecisions;
import waymark.moderation.Moderation;
import waymark.moderation.notes.ErasedNotes;
import waymark.moderation.notes.StaffNotes;
import waymark.moderation.replies.CannedReplies;
import waymark.moderation.replies.ErasedReplies;
import waymark.moderation.statistics.Statistics;
import waymark.notifications.NotificationMails;
import waymark.notifications.Notifications;
import waymark.notifications.Telling;
import waymark.notifications.Unsubscribing;
import waymark.people.Badges;
import waymark.people.Memorials;
import waymark.people.Roles;
import waymark.platform.db.Database;
import waymark.platform.http.Retries;
import waymark.platform.http.SessionCookies;
import waymark.platform.oidc.OidcProvider;
import waymark.platform.secret.Keyring;
import waymark.platform.secret.SealedColumn;
import waymark.preferences.Preferences;
import waymark.privacy.ErasedParts;
import waymark.privacy.ErasureReplays;
import waymark.privacy.ErasureWork;
import waymark.privacy.Erasures;
import waymark.privacy.Exports;
import waymark.privacy.LegalHolds;
import waymark.privacy.Retention;
import waymark.privacy.SoughtSeal;
import waymark.privacy.UnusedAccounts;
import waymark.reports.ErasedReports;
import waymark.reports.Reports;
import waymark.search.Searches;
import waymark.signposting.Directory;
import waymark.signposting.Examiner;
import waymark.signposting.Matches;
import waymark.signposting.Signposts;
import waymark.signposting.Topics;
import waymark.stories.Storybook;
import waymark.threads.Contributions;
import waymark.threads.DeletedPosts;
import waymark.threads.ErasedPosts;
import waymark.threads.ErasedSubmissions;
import waymark.threads.Labels;
import waymark.threads.Posts;
import waymark.threads.Rearranging;
import waymark.threads.Submissions;
import waymark.threads.ThreadLists;
import waymark.threads.ThreadTools;
import waymark.threads.Threads;
import waymark.webhooks.Webhooks;

/** Every feature once, in the order in which they need each other. */
final class Features implements AutoCloseable {

    final Database db;
    final Keyring keys;
    final Ids ids;
    final Retries retries;
    final Mails mails;
    final Directory directory;
    final Passwords passwords;
    final Accounts accounts;
    final AccountLinks accountLinks;
    final EmailAddresses emailAddresses;
    final Consents consents;
    final SignUpRules signUpRules;
    final PasswordChanges passwordChanges;
    final Sessions sessions;
    final SecondFactors secondFactors;
    final SignIns signIns;
    final SessionCookies cookies;
    final Identities identities;
    final Mutes mutes;
    final Preferences preferences;
    final Following following;
    final AnswerClaims answerClaims;
    final Notifications notifications;
    final Telling telling;
    final Unsubscribing unsubscribing;
    final NotificationMails notificationMails;
    final AnswerAlerts answerAlerts;
    final Restrictions restrictions;
    final Audit audit;
    final AuditLog auditLog;
    final Cases cases;
    final CaseWork caseWork;
    final StaffedHours staffedHours;
    final Clocks clocks;
    final LateCases lateCases;
    final SettledCases settledCases;
    final Absences absences;
    final Roles roles;
    final Badges badges;
    final Memorials memorials;
    final Recusals recusals;
    final Examiner examiner;
    final Examiner previewer;
    final Matches matches;
    final Signposts signposts;
    final WatchedWords watchedWords;
    final ReviewRules reviewRules;
    final PersonalDataRules personalDataRules;
    final Gate gate;
    final Posts posts;
    final Threads threads;
    final ThreadLists threadLists;
    final Submissions submissions;
    final Drafts drafts;
    final Contributions contributions;
    final ThreadTools threadTools;
    final Rearranging rearranging;
    final Labels labels;
    final Guides guides;
    final Webhooks webhooks;
    final Storybook storybook;
    final Searches searches;
    final Feeds feeds;
    final Likes likes;
    final Bookmarks bookmarks;
    final StoryLikes storyLikes;
    final StaffNotes staffNotes;
    final CannedReplies cannedReplies;
    final Reports reports;
    final Moderation moderation;
    final Statistics statistics;
    final Milestones milestones;
    final LegalHolds legalHolds;
    final Erasures erasures;
    final ErasureWork erasureWork;
    final UnusedAccounts unusedAccounts;
    final DeletedPosts deletedPosts;
    final Retention retention;
    final Exports exports;
    final ErasureReplays erasureReplays;

    Features(Database db, Clock clock, FeatureSettings settings) {
        this.db = db;
        keys = settings.keys();
        ids = new Ids(clock);
        webhooks = new Webhooks(settings.told(), ids, clock);
        retries = new Retries(db, clock);
        mails = new Mails(db, keys, ids, clock);
        directory = new Directory(db, clock);
        passwords = new Passwords(settings.hashing());
        accounts = new Accounts(db, keys, ids, clock);
        accountLinks = new AccountLinks(db, mails, keys, ids, clock);
        var passwordRules = new PasswordRules();
        signUpRules = new SignUpRules(new Usernames(db, keys), passwordRules, settings.minimumAge());
        sessions = new Sessions(db, settings.sessions(), ids, clock);
        passwordChanges = new PasswordChanges(db, passwords, passwordRules, sessions, accountLinks, accounts, mails);
        emailAddresses = new EmailAddresses(db, accountLinks, mails, keys, clock);
        mutes = new Mutes(db, accounts, clock);
        preferences = new Preferences(db, clock);
        restrictions = new Restrictions(ids, clock);
        following = new Following(db, clock);
        answerClaims = new AnswerClaims(db, clock);
        notifications = new Notifications(db, mails, clock);
        unsubscribing = new Unsubscribing(db, accounts, mails, keys);
        notificationMails = new NotificationMails(db, accounts, restrictions, mails, unsubscribing, clock);
        telling = new Telling(db, clock);
        audit = new Audit(clock);
        secondFactors = new SecondFactors(db, keys, accounts, sessions, mails, audit, clock);
        signIns = new SignIns(db, passwords, accounts, secondFactors, sessions, mails);
        cookies = new SessionCookies(keys);
        identities = new Identities(
                db, keys, settings.oidc().map(each -> new OidcProvider(each, clock)), accounts, signIns, mails, clock);
        auditLog = new AuditLog(db, audit);
        cases = new Cases(db, ids, clock);
        caseWork = new CaseWork(db, audit, ids, clock);
        staffedHours = new StaffedHours(db, audit, clock);
        clocks = new Clocks(db, audit);
        lateCases = new LateCases(db, ids, clock);
        answerAlerts = new AnswerAlerts(db, accounts, mails, settings.answerAlert(), clock);
        settledCases = new SettledCases(db, ids, clock);
        roles = new Roles(db, accounts, sessions, caseWork, mails, audit);
        badges = new Badges(db, accounts, audit);
        memorials = new Memorials(db, accounts, sessions, roles, mails, audit, clock);
        absences = new Absences(db, caseWork, clock);
        recusals = new Recusals(db, accounts, caseWork, audit, clock);
        examiner = new Examiner(directory::current, settings.examining());
        // With threads of its own: guests who try out long texts must not take them from people who post.
        previewer = new Examiner(directory::current, settings.examining());
        matches = new Matches(db, examiner, cases, ids, clock);
        signposts = new Signposts(directory, new Topics(directory, examiner), matches, accounts);
        watchedWords = new WatchedWords(db, audit, ids, clock);
        reviewRules = new ReviewRules(db, audit, ids, clock);
        personalDataRules = new PersonalDataRules(db, audit, clock);
        gate = new Gate(directory);
        posts = new Posts(db, accounts, matches, ids, clock);
        threads = new Threads(db, posts, audit, ids, clock);
        threadLists = new ThreadLists(db, clock);
        threadTools = new ThreadTools(db, threads, audit, clock);
        rearranging = new Rearranging(threads, audit, ids, clock);
        labels = new Labels(db, posts, audit);
        submissions = new Submissions(db, threads, posts, gate, matches, cases, audit, ids, clock);
        drafts = new Drafts(db, accounts, clock);
        contributions = new Contributions(db, threads, posts, submissions, gate, matches, cases, drafts);
        guides = new Guides(db, clock);
        storybook =
                new Storybook(db, accounts, gate, recusals, matches, signposts, guides, webhooks, audit, ids, clock);
        List<Consents.Follower> followers =
                List.of((tx, author, shown) -> threads.recountThoseOf(tx, author), storybook::announceThoseOf);
        consents = new Consents(db, accounts, followers, ids, clock);
        searches = new Searches(db, guides, clock);
        feeds = new Feeds(db, storybook.published(), directory, settings.site());
        likes = new Likes(db, posts, clock);
        bookmarks = new Bookmarks(db, posts, clock);
        storyLikes = new StoryLikes(db, storybook.published(), clock);
        reports = new Reports(db, cases, matches, ids, clock);
        staffNotes = new StaffNotes(db, accounts, cases, audit, ids, clock);
        cannedReplies = new CannedReplies(db, directory, audit, clock);
        moderation = new Moderation(
                db,
                accounts,
                restrictions,
                posts,
                threads,
                threadTools,
                labels,
                submissions,
                storybook.inCases(),
                cases,
                caseWork,
                recusals,
                signposts,
                reports,
                staffNotes,
                cannedReplies,
                audit,
                ids,
                clock);
        statistics = new Statistics(db, audit, clock);
        milestones = new Milestones(db, clock);
        legalHolds = new LegalHolds(db, accounts, audit, clock);
        retention = new Retention(db, clock);
        exports = new Exports(db, accounts, keys, ids, clock);
        var erasedAccounts = new ErasedAccounts(accounts, followers, keys, clock);
        var erasedParts = new ErasedParts(
                erasedAccounts,
                mutes,
                preferences,
                following,
                notifications,
                restrictions,
                new ErasedPosts(clock),
                new ErasedSubmissions(clock),
                drafts,
                bookmarks,
                likes,
                storyLikes,
                storybook.erased(),
                new ErasedReports(),
                new ErasedDecisions(),
                new ErasedNotes(),
                new ErasedReplies(),
                new ErasedCases(),
                new ErasedWords(),
                new ErasedDocuments(clock),
                matches,
                mails,
                retries);
        var soughtSeal = new SoughtSeal(keys);
        erasures = new Erasures(db, accounts, erasedParts, legalHolds, mails, soughtSeal, ids, clock);
        erasureWork = new ErasureWork(db, erasedParts, legalHolds, mails, soughtSeal, clock);
        erasureReplays = new ErasureReplays(db, soughtSeal, erasureWork, erasedAccounts);
        deletedPosts = new DeletedPosts(db, clock);
        unusedAccounts = new UnusedAccounts(
                db,
                accounts,
                erasures,
                mails,
                settings.mailing().flatMap(MailSettings::smtp).isPresent(),
                clock);
    }

    /** All that is sealed in the database, for sealing it anew. */
    List<SealedColumn<?>> sealedColumns() {
        return List.of(
                Accounts.SEALED_EMAIL,
                AccountLinks.SEALED_ADDRESS,
                SecondFactors.SEALED,
                Identities.SEALED,
                Mails.SEALED,
                SoughtSeal.SEALED,
                Exports.SEALED);
    }

    @Override
    public void close() {
        examiner.close();
        previewer.close();
        guides.close();
        directory.close();
    }
}
