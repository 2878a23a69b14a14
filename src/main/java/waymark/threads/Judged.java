package waymark.threads;

import waymark.gate.Verdict;
import waymark.signposting.Examination;

/**
 * What came of looking at something that somebody sent: whether it may be published, and how they may be.
 *
 * @param said what may be published of it
 */
record Judged(Payload said, Verdict verdict, Examination examination) {

    /** For words that were looked at before, and bring nothing up a second time. */
    Judged withNothingNew() {
        return new Judged(said, verdict, Examination.NOTHING_NEW);
    }
}
