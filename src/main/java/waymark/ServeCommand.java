package waymark;

import io.javalin.util.JavalinBindException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import waymark.operations.DemoContent;

/** Runs the forum until it is told to stop. */
@Command(name = "serve", description = "Run the forum. It ends cleanly on Ctrl-C and on SIGTERM.")
final class ServeCommand implements Callable<Integer> {

    /** PostgreSQL keeps microseconds; an instant that is finer would not come back as it was. */
    private static final Duration TICK = Duration.ofNanos(1_000);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var config = Config.from(System.getenv());
        var clock = Clock.tick(Clock.systemUTC(), TICK);
        var farewell = Farewell.prepare();
        var database = OpenedDatabase.open(config, farewell);
        farewell.add(database::close);
        try {
            prepare(config, database, clock);
            var app = new App(database.database(), config.server(), clock, config.features());
            start(app, config);
            // Requests in flight finish first, then the database is let go.
            farewell.add(app::close);
            greet(app, config, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private static void prepare(Config config, OpenedDatabase database, Clock clock) {
        if (config.demo()) {
            App.loadDemo(database.database(), clock, config.features());
        }
        if (!config.isLocal() && DemoContent.isIn(database.database())) {
            throw new StartupException(
                    "This database holds the demo accounts, whose password everybody knows, so it is not"
                            + " served where others can reach it. Use another database, or another WAYMARK_DATA.");
        }
    }

    private static void start(App app, Config config) {
        try {
            app.start();
        } catch (JavalinBindException e) {
            throw new StartupException(
                    "Something else is listening on " + config.server().host() + ":"
                            + config.server().port() + " already. Stop it, or set WAYMARK_PORT to another port.");
        }
    }

    private void greet(App app, Config config, OpenedDatabase database) {
        var out = spec.commandLine().getOut();
        var url = config.server().port() == 0
                ? "http://" + config.server().host() + ":" + app.port()
                : config.publicUrl();
        out.println("Waymark is listening: " + url);
        out.println("  threads   " + url + "/api/v1/threads");
        out.println("  contract  " + url + "/openapi.yaml");
        out.println(
                "  data      " + (database.isEmbedded() ? config.data() : "on the PostgreSQL of WAYMARK_DATABASE_URL"));
        if (config.demo() && DemoContent.isIn(database.database())) {
            out.println("  sign in   as ada, ben, cleo, sol, mo, max or rue, password " + DemoContent.PASSWORD);
        }
        out.flush();
    }
}
