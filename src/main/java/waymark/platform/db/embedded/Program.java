package waymark.platform.db.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs another program to its end. */
final class Program {

    /** {@code output} holds standard output and standard error together. */
    record Result(int code, String output) {
        boolean succeeded() {
            return code == 0;
        }
    }

    private Program() {}

    static Result run(Duration limit, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                // The program may run as somebody who may not enter the folder that we were started in.
                .directory(new File("/"));
        // Neither an operator's settings for another PostgreSQL nor the language of the machine may reach ours: some of
        // its answers are looked at.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        var output = CompletableFuture.supplyAsync(() -> everythingFrom(process));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command.get(0) + " did not finish within " + limit.toSeconds() + " seconds");
            }
            return new Result(process.exitValue(), output.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command.get(0) + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String everythingFrom(Process process) {
        try (var stream = process.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
