package waymark.guides.milestones;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * A timetable as a file that a phone takes into its calendar (RFC 5545): one event a milestone, all day, without alarms,
 * private, and nobody is busy because of it.
 */
final class MilestoneCalendar {

    private static final ProdId BY = new ProdId("-//Waymark//Recovery milestones//EN");
    private static final int LONGEST_LINE = 75;
    private static final String FOLD = "\r\n ";

    private final Milestones.Timetable timetable;
    private final String talk;
    private final Instant now;

    /** @param talk whom to talk to, in a sentence */
    MilestoneCalendar(Milestones.Timetable timetable, String talk, Instant now) {
        this.timetable = timetable;
        this.talk = talk;
        this.now = now;
    }

    String write() {
        var calendar = new Calendar();
        calendar.add(BY);
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        timetable.milestones().forEach(milestone -> calendar.add(event(milestone)));
        return folded(calendar.toString());
    }

    private VEvent event(Milestones.Milestone milestone) {
        var event = new VEvent(false);
        event.add(new Uid(uid(milestone)));
        event.add(new DtStamp(now));
        event.add(new DtStart<>(milestone.date()));
        event.add(new DtEnd<>(milestone.date().plusDays(1)));
        event.add(new Summary(milestone.title()));
        event.add(new Description(milestone.text() + "\n\n" + timetable.note() + "\n\n" + talk));
        event.add(ImmutableClazz.PRIVATE);
        event.add(ImmutableTransp.TRANSPARENT);
        return event;
    }

    /**
     * The same for the same event, so that a file that is taken a second time takes the place of the first; and made of
     * nothing but what the event says anyway.
     */
    private static String uid(Milestones.Milestone milestone) {
        var name = "waymark recovery milestone " + milestone.id() + " " + milestone.date();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** By us, because the library counts characters and the standard counts octets. */
    private static String folded(String lines) {
        return lines.lines().map(MilestoneCalendar::foldedLine).collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String foldedLine(String line) {
        var folded = new StringBuilder(line.length() + 40);
        int octets = 0;
        for (int at = 0; at < line.length(); at = line.offsetByCodePoints(at, 1)) {
            var character = Character.toString(line.codePointAt(at));
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LONGEST_LINE) {
                folded.append(FOLD);
                octets = 1;
            }
            folded.append(character);
            octets += length;
        }
        return folded.toString();
    }
}
