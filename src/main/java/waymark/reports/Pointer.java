package waymark.reports;

import java.util.Optional;
import java.util.UUID;
import waymark.cases.Target;

/** What is reported, as its reporter names it: a member by name, anything else by id. */
record Pointer(Target.Type type, Optional<UUID> id, Optional<String> username) {

    static Pointer of(Target target, String subject) {
        return target.type() == Target.Type.MEMBER
                ? new Pointer(target.type(), Optional.empty(), Optional.of(subject))
                : new Pointer(target.type(), Optional.of(target.id()), Optional.empty());
    }

    boolean fits() {
        boolean byName = type == Target.Type.MEMBER;
        return byName == username.isPresent() && byName == id.isEmpty();
    }
}
