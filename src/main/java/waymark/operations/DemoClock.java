package waymark.operations;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that shows the moment at which the demo content pretends to be written. */
public final class DemoClock extends Clock {

    private Instant now = Instant.EPOCH;

    void set(Instant moment) {
        now = moment.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new IllegalStateException("the demo clock shows UTC only");
    }
}
