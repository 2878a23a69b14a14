package waymark.operations;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import waymark.platform.http.Routes;
import waymark.platform.problem.ProblemType;

public final class HealthRoutes {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    public void register(Routes routes) {
        routes.get("/health/live", this::live, GUEST);
        routes.get("/health/ready", this::ready, GUEST);
    }

    private void live(Context ctx) {
        ctx.json(new Health("up"));
    }

    private void ready(Context ctx) {
        if (!readiness.isReady()) {
            throw ProblemType.UNAVAILABLE
                    .because("This server cannot serve right now.")
                    .retryAfter(LOOK_AGAIN);
        }
        ctx.json(new Ready("up", readiness.warnings()));
    }

    private record Health(String status) {}

    private record Ready(String status, List<Readiness.Warning> warnings) {}
}
