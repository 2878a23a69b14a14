package waymark.platform.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Optional;

/** What changed between two texts, line by line, as people who look after software know it: a unified diff. */
public final class Diffs {

    private static final int LINES_AROUND = 1;

    private Diffs() {}

    /** Empty when nothing changed. */
    public static Optional<String> between(String before, String after) {
        var old = before.lines().toList();
        var diff = UnifiedDiffUtils.generateUnifiedDiff(
                "before", "after", old, DiffUtils.diff(old, after.lines().toList()), LINES_AROUND);
        return diff.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", List.copyOf(diff)));
    }
}
