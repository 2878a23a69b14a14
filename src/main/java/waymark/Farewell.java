package waymark;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed when the program is told to end, at whatever moment that is: the last opened first. */
final class Farewell {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    private Farewell() {}

    /** From now on a signal to end runs the steps that were added until then. */
    static Farewell prepare() {
        var farewell = new Farewell();
        Runtime.getRuntime().addShutdownHook(new Thread(farewell::run, "farewell"));
        return farewell;
    }

    synchronized void add(Runnable step) {
        steps.push(step);
    }

    private synchronized void run() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
