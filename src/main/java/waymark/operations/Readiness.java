package waymark.operations;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.exception.DataAccessException;
import waymark.cases.LateCases;
import waymark.guides.Guides;
import waymark.mail.Mails;
import waymark.platform.db.Database;
import waymark.signposting.Directory;
import waymark.signposting.Matches;

/** Whether this server can serve. */
public final class Readiness {

    private final Database db;
    private final Directory directory;
    private final Guides guides;
    private final Matches matches;
    private final LateCases lateCases;
    private final Mails mails;
    private final AtomicBoolean leaving = new AtomicBoolean();

    public Readiness(
            Database db, Directory directory, Guides guides, Matches matches, LateCases lateCases, Mails mails) {
        this.db = db;
        this.directory = directory;
        this.guides = guides;
        this.matches = matches;
        this.lateCases = lateCases;
        this.mails = mails;
    }

    /** From now on this server says that it is not ready, so that a load balancer sends requests elsewhere. */
    public void leave() {
        leaving.set(true);
    }

    boolean isReady() {
        return !leaving.get() && databaseAnswers();
    }

    /** What does not keep it from serving, but somebody should know. */
    List<Warning> warnings() {
        var warnings = new ArrayList<Warning>();
        var overdue = directory.reviewsOverdue();
        if (!overdue.isEmpty()) {
            warnings.add(new Warning(
                    "service-review-due", "Somebody has to confirm again: " + String.join(", ", overdue) + "."));
        }
        directory.trouble().ifPresent(trouble -> warnings.add(new Warning("catalogue-fallback", trouble)));
        var unreviewed = guides.reviewsOverdue();
        if (!unreviewed.isEmpty()) {
            warnings.add(new Warning(
                    "guide-review-due", "Somebody has to review again: " + String.join(", ", unreviewed) + "."));
        }
        guides.trouble().ifPresent(trouble -> warnings.add(new Warning("guides-fallback", trouble)));
        int waiting = matches.countWaiting();
        if (waiting > 0) {
            warnings.add(new Warning(
                    "posts-unchecked", "Posts in which nobody could look for signs of danger yet: " + waiting + "."));
        }
        var late = lateCases.count();
        if (!late.isEmpty()) {
            var counts = late.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(joining(", "));
            warnings.add(new Warning("cases-overdue", "Cases that nobody has looked at in time: " + counts + "."));
        }
        warnAboutMails(warnings);
        return warnings;
    }

    private void warnAboutMails(List<Warning> warnings) {
        int waiting = mails.countLate();
        if (waiting > 0) {
            warnings.add(new Warning("mails-waiting", "E-mails that could not be sent yet: " + waiting + "."));
        }
        int givenUp = mails.countGivenUp();
        if (givenUp > 0) {
            warnings.add(new Warning("mails-given-up", "E-mails that were given up within a day: " + givenUp + "."));
        }
    }

    /** @param code stable, for programs */
    record Warning(String code, String detail) {}

    private boolean databaseAnswers() {
        try {
            return db.read(tx -> tx.selectOne().fetchSingle(0, Integer.class)) == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }
}
