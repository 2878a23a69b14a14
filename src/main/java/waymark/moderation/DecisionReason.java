package waymark.moderation;

/** Why something is decided. */
record DecisionReason(String code, String title) {}
