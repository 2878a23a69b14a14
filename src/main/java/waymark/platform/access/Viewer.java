package waymark.platform.access;

import java.util.Optional;
import waymark.ids.AccountId;

/** Who asks: a member, or a guest. What they get to see depends on it. */
public record Viewer(Optional<Member> member) {

    public static final Viewer GUEST = new Viewer(Optional.empty());

    public static Viewer of(Member member) {
        return new Viewer(Optional.of(member));
    }

    public boolean mayModerate() {
        return member.map(Member::mayModerate).orElse(false);
    }

    public boolean is(AccountId account) {
        return member.map(me -> me.id().equals(account)).orElse(false);
    }
}
