package waymark.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeSet;

/** Lists that have to say the same in two places. */
public final class Lists {

    private Lists() {}

    /**
     * @param one what the first list is called, for whoever has forgotten a line in it
     * @throws AssertionError naming what is in one of them only, or in one of them twice; the lists themselves are too long
     *     to be read side by side
     */
    public static void requireSame(String one, Collection<String> first, String other, Collection<String> second) {
        var complaints = new ArrayList<String>();
        complain(complaints, "in " + one + " and not in " + other, without(first, second));
        complain(complaints, "in " + other + " and not in " + one, without(second, first));
        complain(complaints, "twice in " + one, twice(first));
        complain(complaints, "twice in " + other, twice(second));
        if (!complaints.isEmpty()) {
            fail(String.join("\n", complaints));
        }
    }

    private static void complain(Collection<String> complaints, String what, Collection<String> which) {
        if (!which.isEmpty()) {
            complaints.add(what + ":\n  " + String.join("\n  ", which));
        }
    }

    private static Collection<String> without(Collection<String> all, Collection<String> others) {
        var left = new TreeSet<>(all);
        left.removeAll(new TreeSet<>(others));
        return left;
    }

    private static Collection<String> twice(Collection<String> all) {
        var seen = new TreeSet<String>();
        var twice = new TreeSet<String>();
        all.forEach(each -> {
            if (!seen.add(each)) {
                twice.add(each);
            }
        });
        return twice;
    }
}
