package waymark.operations;

import static waymark.platform.access.Access.GUEST;

import io.javalin.http.Context;
import waymark.platform.http.Contract;
import waymark.platform.http.Routes;
import waymark.platform.problem.Problem;

/** The contract, what each error means, and what crawlers are told. */
public final class DocumentRoutes {

    private static final String NOTHING_TO_INDEX = "User-agent: *\nDisallow: /\n";

    private final Contract contract;
    private final ProblemPages problems;

    public DocumentRoutes(Contract contract, ProblemPages problems) {
        this.contract = contract;
        this.problems = problems;
    }

    public void register(Routes routes) {
        routes.get("/openapi.yaml", this::showYaml, GUEST);
        routes.get("/openapi.json", this::showJson, GUEST);
        routes.get("/problems/{code}", this::showProblem, GUEST);
        routes.get("/robots.txt", this::showRobots, GUEST);
    }

    private void showYaml(Context ctx) {
        ctx.contentType("application/yaml").result(contract.yaml());
    }

    private void showJson(Context ctx) {
        ctx.contentType("application/json").result(contract.document().toString());
    }

    private void showProblem(Context ctx) {
        var page = problems.find(ctx.pathParam("code")).orElseThrow(Problem::notFound);
        ctx.contentType("text/markdown; charset=utf-8").result(page);
    }

    private void showRobots(Context ctx) {
        ctx.contentType("text/plain; charset=utf-8").result(NOTHING_TO_INDEX);
    }
}
