package waymark.operations;

import java.time.Instant;

/** Something that the demo content pretends has happened. */
record DemoEvent(Instant at, Runnable happen) {}
