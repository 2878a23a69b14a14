package waymark.platform.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.json.JsonMapper;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waymark.ids.Ids;
import waymark.platform.access.Access;
import waymark.platform.access.Member;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** The HTTP server: the same conventions around every route. */
public final class Server {

    /** Largest body taken, in bytes; the longest post fits eight times. */
    static final int LARGEST_BODY = 256 * 1024;

    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(20);

    /** How long a connection on which nobody says anything stays open when the server stops. */
    private static final Duration LONGEST_SILENCE_AT_THE_END = Duration.ofMillis(100);

    private static final int FIRST_JDK_WHERE_VIRTUAL_THREADS_DO_NOT_PIN = 24;
    private static final Logger log = LoggerFactory.getLogger("waymark.requests");

    private final Contract contract;
    private final Routes routes;
    private final AllowedMethods methods;
    private final Authorisation authorisation;
    private final Supplier<Object> signposting;
    private final Ids ids;
    private final ClientAddress addresses;
    private final RateLimits limits;
    private final CrossOrigin crossOrigin;
    private final boolean behindTls;
    private final Javalin javalin;

    /**
     * @param sessions who holds a token, if it is a living one
     * @param cookies how browsers hold it
     * @param signposting what every answer carries, as of now
     */
    public Server(
            ServerSettings settings,
            Contract contract,
            Routes routes,
            Function<String, Optional<Member>> sessions,
            SessionCookies cookies,
            Supplier<Object> signposting,
            Ids ids,
            Clock clock) {
        this.contract = contract;
        this.routes = routes;
        this.methods = new AllowedMethods(routes);
        this.authorisation = new Authorisation(sessions, cookies);
        this.signposting = signposting;
        this.ids = ids;
        this.addresses = new ClientAddress(settings.trustedProxies());
        this.limits = new RateLimits(settings.rateLimits(), clock, addresses);
        this.crossOrigin = new CrossOrigin(settings.corsOrigins());
        this.behindTls = settings.behindTls();
        this.javalin = Javalin.create(config -> configure(config, settings));
    }

    /** Begins to listen. Returns when connections are taken. */
    public void start() {
        javalin.start();
    }

    /** Stops taking connections, lets requests in flight finish, and returns. */
    public void stop() {
        javalin.stop();
    }

    /** The port that is listened on; of interest when the settings left it to the system (0). */
    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config, ServerSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads =
                Runtime.version().feature() >= FIRST_JDK_WHERE_VIRTUAL_THREADS_DO_NOT_PIN;
        config.router.ignoreTrailingSlashes = false;
        config.router.javaLangErrorHandler(this::fail);
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyHttpConfiguration(Server::quietly);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new EarlyErrors(ids, signposting));
            server.setStopTimeout(LONGEST_FAREWELL.toMillis());
            server.insertHandler(new GracefulHandler());
            server.insertHandler(new NoMethodOverride());
            new SlowClients(settings.patience(), LONGEST_SILENCE_AT_THE_END).guard(server);
        });
        config.jsonMapper(new Writer());
        config.requestLogger.http((ctx, millis) -> {
            log.atInfo()
                    .addKeyValue("method", RequestId.methodOf(ctx))
                    .addKeyValue("route", RequestId.routeOf(ctx))
                    .addKeyValue("status", ctx.statusCode())
                    .addKeyValue("millis", Math.round(millis))
                    .log("answered");
            RequestId.end();
        });
        config.routes.before(this::receive);
        register(config);
        config.routes.exception(Problem.class, (problem, ctx) -> Problems.answer(ctx, problem));
        config.routes.exception(HttpResponseException.class, this::refuse);
        config.routes.exception(Exception.class, (fault, ctx) -> Problems.answer(ctx, fault));
        config.routes.after(Bodies::passOver);
        config.routes.after(Answers::send);
    }

    private static void quietly(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setUriCompliance(UriCompliance.RFC3986);
    }

    private void register(JavalinConfig config) {
        for (var route : routes.all()) {
            var operation = contract.operation(route.method().name(), route.path());
            serve(config, route.method(), route, operation);
            if (route.method().equals(HandlerType.GET)) {
                serve(config, HandlerType.HEAD, route, operation);
            }
        }
        methods.byPath()
                .forEach((path, allowed) -> config.routes.addEndpoint(Endpoint.create(HandlerType.OPTIONS, path)
                        .addMetadata(new Roles(Set.of(Access.GUEST)))
                        .handler(ctx -> options(ctx, allowed))));
    }

    private void serve(JavalinConfig config, HandlerType method, Routes.Route route, Contract.Operation operation) {
        config.routes.addEndpoint(Endpoint.create(method, route.path())
                .addMetadata(new Roles(Set.of(route.access())))
                .handler(ctx -> handle(ctx, route, operation)));
    }

    private void receive(Context ctx) throws UnsupportedEncodingException {
        // Whatever charset a request claims, queries and bodies are read as UTF-8 here.
        ctx.req().setCharacterEncoding(StandardCharsets.UTF_8.name());
        RequestId.set(ctx, ids.uuid().toString());
        SafeHeaders.ALL.forEach(ctx::header);
        if (behindTls) {
            ctx.header("Strict-Transport-Security", SafeHeaders.HTTPS_ONLY);
        }
        crossOrigin.permit(ctx);
    }

    private void handle(Context ctx, Routes.Route route, Contract.Operation operation) throws Exception {
        if (route.nameless()) {
            Caller.leaveOutOfLog(ctx);
        }
        Caller.setNetwork(ctx, addresses.network(ctx));
        authorisation.admit(ctx, route.access());
        route.limit().ifPresent(limit -> limits.count(ctx, limit));
        Input.expect(ctx, operation);
        Input.checkQuery(ctx);
        Bodies.receive(ctx);
        route.handler().handle(ctx);
    }

    private void options(Context ctx, String allowed) {
        ctx.header("Allow", allowed);
        crossOrigin.preflight(ctx, allowed);
        Answers.nothing(ctx);
    }

    private void refuse(HttpResponseException refusal, Context ctx) {
        Problems.answer(ctx, refusal);
        if (refusal.getStatus() == 405) {
            ctx.header("Allow", methods.allowedAt(ctx.path()));
        }
    }

    /** For errors of the machine itself, out of memory or of stack; Javalin has no context for them any more. */
    private void fail(HttpServletResponse response, Error error) {
        var id = Optional.ofNullable(response.getHeader("X-Request-Id")).orElse("unknown");
        log.error("the machine failed", error);
        try {
            response.setStatus(ProblemType.INTERNAL_ERROR.status());
            response.setContentType("application/problem+json");
            var body = Problems.body(id, ProblemType.INTERNAL_ERROR, Problems.NOT_YOUR_DOING, List.of());
            response.getOutputStream().write(Json.MAPPER.writeValueAsBytes(new Signposted(body, signposting.get())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes answers, each with the way to a human being. */
    private final class Writer implements JsonMapper {

        @Override
        public String toJsonString(Object answer, Type type) {
            try {
                return Json.MAPPER.writeValueAsString(
                        answer instanceof Signposted ? answer : new Signposted(answer, signposting.get()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
