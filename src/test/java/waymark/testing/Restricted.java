package waymark.testing;

import java.time.Duration;
import java.util.Map;
import waymark.TestForum;

/** Members whom Mo has asked to stay away. */
public final class Restricted {

    public static final String MESSAGE = "Please take a few days.";

    private Restricted() {}

    /** For two days. */
    public static void suspend(TestForum forum, String username) {
        restrict(forum, username, "suspend");
    }

    /**
     * For two days.
     *
     * @param kind such as {@code silence}
     */
    public static void restrict(TestForum forum, String username, String kind) {
        var until = forum.clock().instant().plus(Duration.ofDays(2)).toString();
        forum.mo()
                .with("If-Match", "*")
                .put(
                        "/members/" + username + "/restriction",
                        Map.of(
                                "kind", kind,
                                "until", until,
                                "reason", "unkind",
                                "rule", "be-kind",
                                "message", MESSAGE))
                .expect(200);
    }
}
