package waymark.guides.milestones;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waymark.platform.db.Database;
import waymark.platform.problem.FieldError;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * The dates that people look towards after an infusion. Nothing of it is stored: whoever asks gives the date, and it is
 * forgotten with the answer.
 */
public final class Milestones {

    private static final ZoneId OF_THE_CLINICS = ZoneId.of("Europe/London");

    /** An earlier date is a slip of the keyboard. */
    private static final LocalDate EARLIEST = LocalDate.of(2012, 1, 1);

    private static final String INFUSION_DATE = "infusionDate";
    private static final String DIAGNOSIS = "diagnosis";

    private final Database db;
    private final Clock clock;
    private final MilestoneTexts texts = MilestoneTexts.load();

    public Milestones(Database db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * All milestones after an infusion on that day, which is day 0. Days and weeks are counted; months and years go to the
     * same day of the month or, where that month has no such day, to its last one. Each is counted from the infusion and not
     * from the one before, so that 31 August is followed by 30 November and by 28 February.
     *
     * @param diagnosis a tag; without one the team says which test there is
     * @throws Problem INVALID_REQUEST for a date that cannot be meant, and for a diagnosis that there is not
     */
    public Timetable after(LocalDate infusion, Optional<String> diagnosis) {
        requireLikely(infusion);
        var test = texts.test(diagnosis.map(this::families).orElse(List.of()));
        return new Timetable(
                infusion,
                diagnosis.orElse(null),
                texts.milestones().stream()
                        .map(step -> milestone(infusion, step, test))
                        .toList(),
                texts.windows().stream().map(span -> window(infusion, span)).toList(),
                texts.note());
    }

    String talk() {
        return texts.talk();
    }

    private void requireLikely(LocalDate infusion) {
        var today = LocalDate.ofInstant(clock.instant(), OF_THE_CLINICS);
        if (infusion.isBefore(EARLIEST)) {
            throw refusal(INFUSION_DATE, "This date is before 2012. Please look at the year again.");
        }
        if (infusion.isAfter(today.plusYears(1))) {
            throw refusal(INFUSION_DATE, "This date is more than a year ahead. Please look at the year again.");
        }
    }

    private List<String> families(String diagnosis) {
        var families = db.read(tx -> MilestoneStore.families(tx, diagnosis));
        if (families.isEmpty()) {
            throw refusal(DIAGNOSIS, "There is no diagnosis of this name here. You can leave it out.");
        }
        return families;
    }

    private Milestone milestone(LocalDate infusion, MilestoneTexts.Step step, String test) {
        return new Milestone(
                step.id(),
                infusion.plus(step.after()),
                step.title(),
                step.text().replace("{test}", texts.testText(test)),
                step.test() ? test : null,
                texts.source(step.source()));
    }

    private Window window(LocalDate infusion, MilestoneTexts.Span span) {
        return new Window(
                span.id(),
                infusion,
                infusion.plus(span.until()),
                span.title(),
                span.text(),
                texts.source(span.source()));
    }

    private static Problem refusal(String parameter, String sentence) {
        return ProblemType.INVALID_REQUEST.because(sentence, List.of(FieldError.query(parameter, sentence)));
    }

    /**
     * @param infusionDate day 0
     * @param diagnosis null when none was given
     * @param milestones in the order of their dates
     * @param note to be shown with all of it: one's own hospital may do otherwise
     */
    public record Timetable(
            LocalDate infusionDate,
            @Nullable String diagnosis,
            List<Milestone> milestones,
            List<Window> windows,
            String note) {}

    /** @param test which one usually comes before it; null when none does */
    public record Milestone(
            String id,
            LocalDate date,
            String title,
            String text,
            @Nullable String test,
            Source source) {}

    /** @param until its last day */
    public record Window(String id, LocalDate from, LocalDate until, String title, String text, Source source) {}

    public record Source(String id, String title) {}
}
