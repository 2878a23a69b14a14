package waymark.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/**
 * Takes in what is sent, also where nothing is taken from it. A connection that is closed while the other side is still
 * sending is reset, and then the end of the answer may be lost on its way.
 */
final class Bodies {

    /** How much is passed over for the sake of an answer; whoever sends more may not get to read it. */
    private static final long MOST_PASSED_OVER = 16L * Server.LARGEST_BODY;

    private static final int AT_A_TIME = 16 * 1024;

    private Bodies() {}

    /**
     * Takes in the whole body before anything is done, so that what breaks off has no effect.
     *
     * @throws Problem BODY_TOO_LARGE, REQUEST_TIMEOUT
     */
    static void receive(Context ctx) {
        if (ctx.req().getContentLengthLong() > Server.LARGEST_BODY) {
            throw Problems.bodyTooLarge();
        }
        try {
            var unused = ctx.bodyAsBytes();
        } catch (Exception e) {
            if (tooSlow(e)) {
                throw ProblemType.REQUEST_TIMEOUT.because("The rest of the request did not come in time.");
            }
            throw e;
        }
    }

    /** Before an answer is sent: what nobody has read, because the request was refused first. */
    static void passOver(Context ctx) {
        // Who waits for leave to send does not get it, and will not send.
        if (ctx.header("Expect") != null) {
            return;
        }
        try {
            var in = ctx.req().getInputStream();
            var bytes = new byte[AT_A_TIME];
            long left = MOST_PASSED_OVER;
            for (int count = 0; count >= 0 && left > 0; count = in.read(bytes)) {
                left -= count;
            }
        } catch (IOException brokenOff) {
            // It was refused for another reason already.
        }
    }

    private static boolean tooSlow(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }
}
