package waymark.moderation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import waymark.cases.Target;

/**
 * Something that a decision changed.
 *
 * @param version that it has now; absent for what has none
 */
public record Touched(@JsonUnwrapped Target target, Optional<Integer> version) {

    static Touched of(Target target, int version) {
        return new Touched(target, Optional.of(version));
    }

    static Touched of(Target target) {
        return new Touched(target, Optional.empty());
    }
}
