package waymark.accounts;

import java.time.Duration;
import java.time.Instant;
import waymark.platform.access.Role;

/**
 * How long sessions live, and whether those who look after the forum need a second factor.
 *
 * @param ofMembers of supporters, too
 * @param ofTeam of moderators and admins, who read what is nobody else's business
 */
public record SessionRules(Lifetime ofMembers, Lifetime ofTeam, boolean secondFactor) {

    public static final SessionRules DEFAULT = new SessionRules(
            new Lifetime(Duration.ofDays(30), Duration.ofDays(90)),
            new Lifetime(Duration.ofHours(12), Duration.ofDays(7)),
            true);

    /**
     * @param unused ends a session that was not used for so long
     * @param whole ends it in any case
     */
    public record Lifetime(Duration unused, Duration whole) {}

    public SessionRules withSecondFactor(boolean needed) {
        return new SessionRules(ofMembers, ofTeam, needed);
    }

    Lifetime of(Role role) {
        return role.includes(Role.MODERATOR) ? ofTeam : ofMembers;
    }

    /** When a session of somebody of this role ends. */
    Instant end(Role role, Instant openedAt, Instant lastUsedAt) {
        var lifetime = of(role);
        var whole = openedAt.plus(lifetime.whole());
        var unused = lastUsedAt.plus(lifetime.unused());
        return unused.isBefore(whole) ? unused : whole;
    }

    /** Whether a session of somebody of this role is one of a member as long as it has no second factor. */
    boolean lacksSecondFactor(Role role, boolean given) {
        return secondFactor && !given && role.includes(Role.MODERATOR);
    }
}
