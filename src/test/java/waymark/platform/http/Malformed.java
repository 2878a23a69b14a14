package waymark.platform.http;

import java.util.Optional;

/**
 * Something that is wrong with a request, in one way.
 *
 * @param what says so in a failure message
 * @param input what makes it wrong
 * @param place where {@code errors[]} has to say that it is, as a pointer; empty when nothing can be pointed at
 * @param refused false when it may as well be taken, and then has to have the effect that was asked for
 */
record Malformed<T>(String what, T input, Optional<String> place, boolean refused) {

    static <T> Malformed<T> refused(String what, T input, String place) {
        return new Malformed<>(what, input, Optional.of(place), true);
    }

    static <T> Malformed<T> refusedSomehow(String what, T input) {
        return new Malformed<>(what, input, Optional.empty(), true);
    }

    static <T> Malformed<T> odd(String what, T input, String place) {
        return new Malformed<>(what, input, Optional.of(place), false);
    }

    static <T> Malformed<T> oddSomehow(String what, T input) {
        return new Malformed<>(what, input, Optional.empty(), false);
    }
}
