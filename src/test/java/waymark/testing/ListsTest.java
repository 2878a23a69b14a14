package waymark.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListsTest {

    @Test
    void theSameInAnotherOrderIsTheSame() {
        Lists.requireSame("one", List.of("a", "b"), "other", List.of("b", "a"));
    }

    @Test
    void whatIsMissingInEitherIsNamed() {
        assertEquals("in one and not in other:\n  b\n  c", complaint(List.of("a", "b", "c"), List.of("a")));
        assertEquals("in other and not in one:\n  b\n  c", complaint(List.of("a"), List.of("c", "b", "a")));
    }

    @Test
    void whatIsTwiceInEitherIsNamed() {
        assertEquals("twice in one:\n  a", complaint(List.of("a", "a", "b"), List.of("a", "b")));
        assertEquals("twice in other:\n  b", complaint(List.of("a", "b"), List.of("b", "a", "b")));
        assertEquals("twice in one:\n  a\ntwice in other:\n  a", complaint(List.of("a", "a"), List.of("a", "a")));
    }

    @Test
    void everyComplaintIsMadeAtOnce() {
        assertEquals(
                "in one and not in other:\n  a\nin other and not in one:\n  b\ntwice in other:\n  b",
                complaint(List.of("a"), List.of("b", "b")));
    }

    private static String complaint(List<String> first, List<String> second) {
        return String.valueOf(assertThrows(AssertionError.class, () -> Lists.requireSame("one", first, "other", second))
                .getMessage());
    }
}
