package waymark;

import java.time.Clock;
import java.util.List;
import waymark.accounts.AccountRoutes;
import waymark.accounts.CodeTries;
import waymark.accounts.ConsentRoutes;
import waymark.accounts.EmailRoutes;
import waymark.accounts.Failures;
import waymark.accounts.IdentityRoutes;
import waymark.accounts.MemberRoutes;
import waymark.accounts.PasswordRoutes;
import waymark.accounts.SecondFactorRoutes;
import waymark.accounts.SessionRoutes;
import waymark.audit.AuditRoutes;
import waymark.bookmarks.BookmarkRoutes;
import waymark.cases.CaseRoutes;
import waymark.cases.StaffingRoutes;
import waymark.cases.WellbeingRoutes;
import waymark.drafts.DraftRoutes;
import waymark.feeds.FeedRoutes;
import waymark.following.FollowingRoutes;
import waymark.gate.PersonalDataRoutes;
import waymark.gate.ReviewRuleRoutes;
import waymark.gate.WatchedWordRoutes;
import waymark.guides.GuideRoutes;
import waymark.guides.Guides;
import waymark.guides.milestones.MilestoneRoutes;
import waymark.likes.LikeRoutes;
import waymark.mail.MailWorker;
import waymark.moderation.notes.StaffNoteRoutes;
import waymark.moderation.replies.CannedReplyRoutes;
import waymark.moderation.statistics.StatisticsRoutes;
import waymark.notifications.LiveEvents;
import waymark.notifications.NotificationRoutes;
import waymark.notifications.NotificationWorker;
import waymark.operations.DemoBookshelf;
import waymark.operations.DemoClock;
import waymark.operations.DemoContent;
import waymark.operations.DocumentRoutes;
import waymark.operations.HealthRoutes;
import waymark.operations.Housekeeping;
import waymark.operations.ProblemPages;
import waymark.operations.Readiness;
import waymark.people.PeopleRoutes;
import waymark.platform.db.Database;
import waymark.platform.http.Contract;
import waymark.platform.http.Routes;
import waymark.platform.http.Server;
import waymark.platform.http.ServerSettings;
import waymark.preferences.PreferenceRoutes;
import waymark.privacy.ErasureRoutes;
import waymark.privacy.ExportRoutes;
import waymark.privacy.ExportWorker;
import waymark.privacy.LegalHoldRoutes;
import waymark.reports.ReportRoutes;
import waymark.search.SearchRoutes;
import waymark.signposting.CatalogueRoutes;
import waymark.signposting.Directory;
import waymark.signposting.SignpostingRoutes;
import waymark.threads.LabelRoutes;
import waymark.threads.LabelSuggestions;
import waymark.threads.PostAnswers;
import waymark.threads.PostRoutes;
import waymark.threads.RearrangingRoutes;
import waymark.threads.SubmissionRoutes;
import waymark.threads.ThreadAnswers;
import waymark.threads.ThreadRoutes;
import waymark.threads.ThreadToolRoutes;
import waymark.threads.VocabularyRoutes;
import waymark.webhooks.WebhookWorker;

/** The forum on a migrated database: every feature behind its routes, and the server in front of them. */
public final class App implements AutoCloseable {

    private final Features features;
    private final Readiness readiness;
    private final Housekeeping housekeeping;
    private final WebhookWorker webhooks;
    private final MailWorker mailWorker;
    private final ExportWorker exportWorker;
    private final NotificationWorker notificationWorker;
    private final LiveEvents liveEvents;
    private final Routes routes;
    private final Server server;

    public App(Database db, ServerSettings serving, Clock clock, FeatureSettings settings) {
        features = new Features(db, clock, settings);
        webhooks = new WebhookWorker(db, settings.told(), clock);
        mailWorker = new MailWorker(db, settings.keys(), settings.mailing(), clock);
        exportWorker = new ExportWorker(db, features.accounts, features.mails, settings.keys(), features.ids, clock);
        liveEvents = new LiveEvents(db, features.sessions, features.notifications, clock);
        notificationWorker = new NotificationWorker(features.telling, features.notificationMails);
        readiness = new Readiness(
                db, features.directory, features.guides, features.matches, features.lateCases, features.mails);
        housekeeping = new Housekeeping(
                features.sessions,
                features.secondFactors,
                features.identities,
                features.accountLinks,
                features.retries,
                features.matches,
                features.reports,
                features.lateCases,
                features.answerAlerts,
                features.storybook,
                features.erasures,
                features.erasureWork,
                features.unusedAccounts,
                features.deletedPosts,
                features.settledCases,
                features.retention);
        var contract = Contract.load();
        routes = routes(contract, clock, new Failures(serving.rateLimits(), clock));
        server = new Server(
                serving,
                contract,
                routes,
                features.sessions::holder,
                features.cookies,
                features.directory::signposting,
                features.ids,
                clock);
    }

    /** Fills an empty forum with invented members, threads and stories. */
    public static void loadDemo(Database db, Clock clock, FeatureSettings settings) {
        var demoClock = new DemoClock();
        try (var forum = new Features(db, demoClock, settings.telling(List.of()))) {
            forum.examiner.warmUp();
            new DemoContent(
                            db,
                            forum.accounts,
                            forum.passwords,
                            forum.contributions,
                            forum.likes,
                            new DemoBookshelf(forum.storybook.desk(), forum.storyLikes),
                            demoClock)
                    .loadIfEmpty(clock.instant());
        }
    }

    public void start() {
        features.directory.start();
        features.guides.start();
        features.examiner.warmUp();
        server.start();
        housekeeping.start();
        webhooks.start();
        mailWorker.start();
        exportWorker.start();
        notificationWorker.start();
    }

    /** What this server tells people; tests of several servers on one database look whether they agree. */
    public Directory directory() {
        return features.directory;
    }

    /** The same for the guides. */
    public Guides guides() {
        return features.guides;
    }

    /** For tests that do at their own moments what it does. */
    public Housekeeping housekeeping() {
        return housekeeping;
    }

    /** For tests that do not wait for it, and for forgetting now. */
    public MailWorker mailWorker() {
        return mailWorker;
    }

    /** The same for the copies that members ask for. */
    public ExportWorker exportWorker() {
        return exportWorker;
    }

    /** For tests. */
    Features features() {
        return features;
    }

    /** The same for what members are told. */
    public NotificationWorker notificationWorker() {
        return notificationWorker;
    }

    public int port() {
        return server.port();
    }

    public List<Routes.Route> routes() {
        return routes.all();
    }

    /** Says that it is leaving, finishes what it is doing, and stops. The database stays open: its owner closes it. */
    @Override
    public void close() {
        readiness.leave();
        housekeeping.close();
        webhooks.close();
        exportWorker.close();
        notificationWorker.close();
        liveEvents.close();
        mailWorker.close();
        server.stop();
        features.close();
    }

    private Routes routes(Contract contract, Clock clock, Failures failures) {
        var all = new Routes();
        var codes = new CodeTries(features.db, features.accounts, features.mails, failures);
        new AccountRoutes(
                        features.accounts,
                        features.signUpRules,
                        features.emailAddresses,
                        features.passwords,
                        features.retries)
                .register(all);
        new ConsentRoutes(features.consents, features.retries).register(all);
        new EmailRoutes(features.emailAddresses, features.retries).register(all);
        new PasswordRoutes(features.passwordChanges, features.emailAddresses, failures, features.retries).register(all);
        new SessionRoutes(
                        features.sessions,
                        features.signIns,
                        features.cookies,
                        features.accounts,
                        failures,
                        codes,
                        features.retries)
                .register(all);
        new SecondFactorRoutes(features.secondFactors, features.passwordChanges, failures, codes).register(all);
        new IdentityRoutes(
                        features.identities,
                        features.passwordChanges,
                        failures,
                        codes,
                        features.cookies,
                        features.accounts,
                        features.retries)
                .register(all);
        new MemberRoutes(features.db, features.mutes).register(all);
        new PreferenceRoutes(features.preferences, clock).register(all);
        new FollowingRoutes(features.following, features.answerClaims).register(all);
        new NotificationRoutes(features.notifications, liveEvents, features.unsubscribing).register(all);
        new PeopleRoutes(features.roles, features.badges, features.memorials).register(all);
        new ExportRoutes(features.exports, features.retries).register(all);
        new LegalHoldRoutes(features.legalHolds).register(all);
        new VocabularyRoutes(features.db).register(all);
        new ThreadRoutes(
                        features.db,
                        features.threads,
                        features.threadLists,
                        features.posts,
                        features.contributions,
                        features.signposts,
                        features.retries)
                .register(all);
        new PostRoutes(
                        features.db,
                        features.threads,
                        features.posts,
                        features.contributions,
                        features.signposts,
                        features.retries)
                .register(all);
        new DraftRoutes(features.db, features.drafts, features.previewer, features.signposts).register(all);
        new SubmissionRoutes(features.db, features.submissions, features.signposts).register(all);
        var threadAnswers = new ThreadAnswers(features.db, features.signposts);
        new ThreadToolRoutes(features.threadTools, threadAnswers).register(all);
        new RearrangingRoutes(features.rearranging, threadAnswers, features.retries).register(all);
        new LabelRoutes(
                        features.labels,
                        LabelSuggestions.shipped(),
                        new PostAnswers(features.db, features.threads, features.posts, features.signposts))
                .register(all);
        new BookmarkRoutes(features.bookmarks).register(all);
        new LikeRoutes(features.likes, features.storyLikes).register(all);
        new SearchRoutes(features.searches).register(all);
        new FeedRoutes(features.feeds).register(all);
        new ReportRoutes(features.reports, features.signposts, features.retries).register(all);
        new CaseRoutes(
                        features.db,
                        features.cases,
                        features.caseWork,
                        (tx, target) -> features.signposts.toModerator(tx, target.id()))
                .register(all);
        new WatchedWordRoutes(features.watchedWords, features.retries).register(all);
        new ReviewRuleRoutes(features.reviewRules, features.retries).register(all);
        new PersonalDataRoutes(features.personalDataRules).register(all);
        new StaffingRoutes(features.staffedHours, features.clocks).register(all);
        new WellbeingRoutes(features.absences, features.recusals).register(all);
        new AuditRoutes(features.auditLog).register(all);
        new StaffNoteRoutes(features.staffNotes, features.retries).register(all);
        new CannedReplyRoutes(features.cannedReplies, features.retries).register(all);
        new ErasureRoutes(features.db, features.erasures, features.passwordChanges, failures, features.retries)
                .register(all);
        features.moderation.register(all, features.retries);
        new StatisticsRoutes(features.statistics).register(all);
        features.storybook.register(all, features.retries);
        new SignpostingRoutes(
                        features.db, features.directory, features.accounts, features.previewer, features.signposts)
                .register(all);
        new CatalogueRoutes(features.directory, features.directory.versions(contract, features.audit), features.retries)
                .register(all);
        new MilestoneRoutes(features.milestones, features.directory, clock).register(all);
        // Behind all that has an address of its own below /guides: the first route that fits is taken.
        new GuideRoutes(
                        features.db,
                        features.guides,
                        features.guides.versions(features.directory, contract, features.audit),
                        features.signposts,
                        features.retries,
                        clock)
                .register(all);
        all.atRoot(root -> {
            new HealthRoutes(readiness).register(root);
            new DocumentRoutes(contract, ProblemPages.load()).register(root);
        });
        return all;
    }
}
