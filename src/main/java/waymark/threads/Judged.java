package waymark.threads;

import waymark.gate.Verdict;
import waymark.signposting.Examination;

/** What came of looking at something that somebody sent: whether it may be published, and how they may be. */
record Judged(Verdict verdict, Examination examination) {}
