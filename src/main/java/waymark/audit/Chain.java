package waymark.audit;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** How far somebody who goes along the chain has come. */
final class Chain {

    private final Optional<AuditLog.Head> remembered;
    private Link.End end = Link.NONE;
    private Optional<AuditLog.Broken> broken = Optional.empty();
    private boolean atEnd;

    Chain(Optional<AuditLog.Head> remembered) {
        this.remembered = remembered;
    }

    /** @param links the next ones in their order; none when there are no more */
    void follow(List<Link> links) {
        for (var link : links) {
            broken = fault(link);
            if (broken.isPresent()) {
                return;
            }
            end = link.end();
        }
        if (links.isEmpty()) {
            atEnd = true;
            broken = remembered
                    .map(AuditLog.Head::number)
                    .filter(number -> number > end.number())
                    .map(number -> new AuditLog.Broken(number, Fault.REMEMBERED_MISSING));
        }
    }

    /** Of the last link that holds. */
    long number() {
        return end.number();
    }

    boolean isDone() {
        return atEnd || broken.isPresent();
    }

    AuditLog.Verification verified() {
        var head = Optional.of(end).filter(last -> last.number() > 0).map(AuditLog.Head::of);
        return new AuditLog.Verification(broken.isEmpty(), end.number(), head, broken);
    }

    private Optional<AuditLog.Broken> fault(Link link) {
        if (link.number() != end.number() + 1) {
            return Optional.of(new AuditLog.Broken(end.number() + 1, Fault.MISSING));
        }
        if (!MessageDigest.isEqual(link.previousHash(), end.hash())) {
            return broken(link, Fault.OTHER_PREDECESSOR);
        }
        if (!link.holds()) {
            return broken(link, Fault.CHANGED);
        }
        boolean other = remembered
                .filter(head -> head.number() == link.number())
                .map(head -> !head.equals(AuditLog.Head.of(link.end())))
                .orElse(false);
        return other ? broken(link, Fault.REMEMBERED_CHANGED) : Optional.empty();
    }

    private static Optional<AuditLog.Broken> broken(Link link, Fault fault) {
        return Optional.of(new AuditLog.Broken(link.number(), fault));
    }
}
