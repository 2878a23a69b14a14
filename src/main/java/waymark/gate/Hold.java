package waymark.gate;

/**
 * Why something has to wait.
 *
 * @param reason a code that {@link Gate#explain} explains
 * @param concern what moderators should know about that
 */
record Hold(String reason, Verdict.Concern concern) {}
