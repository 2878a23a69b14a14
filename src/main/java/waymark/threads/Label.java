package waymark.threads;

/** What a post may be about that some would rather know before they read it. */
public record Label(String id, String name) {}
