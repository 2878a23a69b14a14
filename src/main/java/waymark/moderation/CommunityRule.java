package waymark.moderation;

/** A rule that members agreed to. */
record CommunityRule(String id, String title, String text) {}
