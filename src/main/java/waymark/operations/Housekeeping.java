package waymark.operations;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.accounts.AccountLinks;
import waymark.accounts.Identities;
import waymark.accounts.SecondFactors;
import waymark.accounts.Sessions;
import waymark.cases.LateCases;
import waymark.cases.SettledCases;
import waymark.following.AnswerAlerts;
import waymark.platform.http.Retries;
import waymark.platform.jobs.Rounds;
import waymark.privacy.ErasureWork;
import waymark.privacy.Erasures;
import waymark.privacy.Retention;
import waymark.privacy.UnusedAccounts;
import waymark.reports.Reports;
import waymark.signposting.Matches;
import waymark.stories.Storybook;
import waymark.threads.DeletedPosts;

/** Forgets what has run out, and goes after what was left undone. Several servers may do it at once; each finds less to do. */
public final class Housekeeping implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration LOOK_AGAIN_EVERY = Duration.ofMinutes(1);
    private static final Duration NOTICE_EVERY = Duration.ofMinutes(1);
    private static final Duration STORIES_EVERY = Duration.ofMinutes(1);
    private static final Duration ERASE_EVERY = Duration.ofMinutes(1);
    /** Soon after a start too, or what is started anew every day would never come to it. */
    private static final Duration FIRST_RETENTION = Duration.ofMinutes(10);

    private static final Duration RETENTION_EVERY = Duration.ofDays(1);
    private static final Duration RAISE_EVERY = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final Identities identities;
    private final AccountLinks links;
    private final Retries retries;
    private final Matches matches;
    private final Reports reports;
    private final LateCases lateCases;
    private final AnswerAlerts answerAlerts;
    private final Storybook storybook;
    private final Erasures erasures;
    private final ErasureWork erasureWork;
    private final UnusedAccounts unusedAccounts;
    private final DeletedPosts deletedPosts;
    private final SettledCases settledCases;
    private final Retention retention;
    private final Rounds quick = rounds("housekeeping");
    /** For what may take long: whom somebody waits for is not to wait behind it. */
    private final Rounds slow = rounds("slow-housekeeping");

    public Housekeeping(
            Sessions sessions,
            SecondFactors secondFactors,
            Identities identities,
            AccountLinks links,
            Retries retries,
            Matches matches,
            Reports reports,
            LateCases lateCases,
            AnswerAlerts answerAlerts,
            Storybook storybook,
            Erasures erasures,
            ErasureWork erasureWork,
            UnusedAccounts unusedAccounts,
            DeletedPosts deletedPosts,
            SettledCases settledCases,
            Retention retention) {
        this.sessions = sessions;
        this.secondFactors = secondFactors;
        this.identities = identities;
        this.links = links;
        this.retries = retries;
        this.matches = matches;
        this.reports = reports;
        this.lateCases = lateCases;
        this.answerAlerts = answerAlerts;
        this.storybook = storybook;
        this.erasures = erasures;
        this.erasureWork = erasureWork;
        this.unusedAccounts = unusedAccounts;
        this.deletedPosts = deletedPosts;
        this.settledCases = settledCases;
        this.retention = retention;
    }

    public void start() {
        quick.every(EVERY, this::sweep);
        quick.every(LOOK_AGAIN_EVERY, this::lookAgain);
        quick.every(RAISE_EVERY, this::raiseBatched);
        quick.every(NOTICE_EVERY, lateCases::note);
        quick.every(NOTICE_EVERY, answerAlerts::tell);
        quick.every(STORIES_EVERY, this::keepStories);
        slow.every(ERASE_EVERY, this::erase);
        slow.every(FIRST_RETENTION, RETENTION_EVERY, this::retain);
        slow.every(FIRST_RETENTION, RETENTION_EVERY, this::closeUnused);
    }

    /** Forgets now. */
    public void sweep() {
        log.info(
                "forgot {} sessions, {} second factors nobody confirmed, {} visits elsewhere, {} links and {} stored answers",
                sessions.forgetOld(),
                secondFactors.forgetOld(),
                identities.forgetOld(),
                links.forgetOld(),
                retries.forgetOld());
    }

    /** Deletes now what was kept for long enough. */
    public void retain() {
        var unused = retention.run();
        int emptied = deletedPosts.empty();
        if (emptied > 0) {
            log.info("took the words out of {} posts that were taken back long ago", emptied);
        }
        int detached = settledCases.detach();
        if (detached > 0) {
            log.info("took what {} cases said that were settled long ago away from those they were about", detached);
        }
    }

    /** Writes now to those who have not been here for long, and begins to erase those who were told and did not come. */
    public void closeUnused() {
        var done = unusedAccounts.run();
        if (done.told() > 0 || done.closed() > 0) {
            log.info("{} accounts that nobody uses were written to, {} are being erased", done.told(), done.closed());
        }
    }

    /** Looks now at posts that could not be looked at when they were written. */
    public void lookAgain() {
        int settled = matches.lookAgain();
        if (settled > 0) {
            log.info("looked again at {} posts", settled);
        }
    }

    /** Raises cases now for reports that came faster than their reporters may report. */
    public void raiseBatched() {
        int raised = reports.raiseBatched();
        if (raised > 0) {
            log.info("raised cases about {} things that were reported often", raised);
        }
    }

    /** Publishes stories whose day has come, and takes down those that have no consent any more. */
    public void keepStories() {
        int stepped = storybook.keep();
        if (stepped > 0) {
            log.info("{} stories took a step by themselves", stepped);
        }
    }

    /** Erases those who have confirmed that they want it, and forgets who has not. */
    public void erase() {
        int unused = erasures.forgetOld();
        int erased = erasureWork.run();
        if (erased > 0) {
            log.info("{} erasures came to their end", erased);
        }
    }

    @Override
    public void close() {
        quick.end();
        slow.end();
    }

    private static Rounds rounds(String thread) {
        return new Rounds(thread, log, "housekeeping did not finish");
    }
}
