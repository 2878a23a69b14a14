package waymark.platform.access;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may call a route. A route without one is not served. */
public enum Access implements RouteRole {
    GUEST(Optional.empty()),
    /** Whoever has an account, suspended members too: what is about themselves. */
    ACCOUNT(Optional.of(Role.MEMBER)),
    MEMBER(Optional.of(Role.MEMBER)),
    /** Members who may write: what others get to read. */
    WRITER(Optional.of(Role.MEMBER)),
    SUPPORTER(Optional.of(Role.SUPPORTER)),
    MODERATOR(Optional.of(Role.MODERATOR)),
    ADMIN(Optional.of(Role.ADMIN));

    private final Optional<Role> role;

    Access(Optional<Role> role) {
        this.role = role;
    }

    /** Whether it is open to people of this role, restrictions aside. */
    public boolean isFor(Viewer viewer) {
        return role.isEmpty()
                || viewer.member().map(me -> me.role().includes(role.get())).orElse(false);
    }

    /** Which restriction of this member is in the way, if any. */
    public Optional<Restriction> closedBy(Member member) {
        return member.restriction().filter(restriction -> switch (this) {
            case GUEST, ACCOUNT -> false;
            case MEMBER -> restriction.kind() == Restriction.Kind.SUSPENDED;
            case WRITER, SUPPORTER, MODERATOR, ADMIN -> true;
        });
    }

    /** What this member has to do first, if anything. */
    public Optional<Missing> stillNeeds(Member member) {
        return switch (this) {
            case GUEST, ACCOUNT -> Optional.empty();
            case MEMBER -> first(member, Missing.VERIFIED_EMAIL);
            case WRITER, SUPPORTER -> first(member, Missing.VERIFIED_EMAIL, Missing.CURRENT_CONSENT);
            case MODERATOR, ADMIN ->
                first(member, Missing.VERIFIED_EMAIL, Missing.CURRENT_CONSENT, Missing.SECOND_FACTOR);
        };
    }

    private static Optional<Missing> first(Member member, Missing... needed) {
        return Arrays.stream(needed).filter(member.missing()::contains).findFirst();
    }

    /** The word the contract has for it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
