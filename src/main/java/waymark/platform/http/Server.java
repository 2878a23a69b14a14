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
import java.util.TreeMap;
import java.util.TreeSet;
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
import waymark.platform.access.Viewer;
import waymark.platform.problem.Problem;
import waymark.platform.problem.ProblemType;

/** The HTTP server: the same conventions around every route. */
public final class Server {

    /** Largest body taken, in bytes; the longest post fits eight times. */
    static final int LARGEST_BODY = 256 * 1024;

    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(20);
    private static final int FIRST_JDK_WHERE_VIRTUAL_THREADS_DO_NOT_PIN = 24;
    private static final String BEARER = "Bearer ";
    private static final Logger log = LoggerFactory.getLogger("waymark.requests");

    private final Contract contract;
    private final Routes routes;
    private final Function<String, Optional<Member>> sessions;
    private final SessionCookies cookies;
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
        this.sessions = sessions;
        this.cookies = cookies;
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
            new SlowClients(settings.patience()).guard(server);
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
        var methodsByPath = new TreeMap<String, Set<String>>();
        for (var route : routes.all()) {
            var operation = contract.operation(route.method().name(), route.path());
            methodsByPath
                    .computeIfAbsent(route.path(), unused -> new TreeSet<>())
                    .add(route.method().name());
            serve(config, route.method(), route, operation);
            if (route.method().equals(HandlerType.GET)) {
                serve(config, HandlerType.HEAD, route, operation);
            }
        }
        methodsByPath.forEach((path, methods) -> config.routes.addEndpoint(Endpoint.create(HandlerType.OPTIONS, path)
                .addMetadata(new Roles(Set.of(Access.GUEST)))
                .handler(ctx -> options(ctx, methods))));
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
        var viewer = viewer(ctx);
        Caller.setSignedIn(ctx, viewer);
        Caller.set(ctx, asSeenBy(route.access(), viewer));
        requireIntent(ctx, viewer);
        requireAccess(ctx, route.access());
        route.limit().ifPresent(limit -> limits.count(ctx, limit));
        Input.expect(ctx, operation);
        Input.checkQuery(ctx);
        Bodies.receive(ctx);
        route.handler().handle(ctx);
    }

    private Viewer viewer(Context ctx) {
        var header = ctx.header("Authorization");
        if (header == null) {
            // A browser cannot know that a cookie has run out, and has to be let in to sign in again.
            return SessionCookies.token(ctx).flatMap(sessions).map(Viewer::of).orElse(Viewer.GUEST);
        }
        return Optional.of(header)
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip())
                .flatMap(sessions)
                .map(Viewer::of)
                .orElseThrow(Caller::signInNeeded);
    }

    /** A cookie alone does not show that the one who is signed in wants what was sent. */
    private void requireIntent(Context ctx, Viewer viewer) {
        if (viewer.member().isPresent() && !Answers.isReading(ctx)) {
            SessionCookies.token(ctx).ifPresent(token -> cookies.requireCsrfToken(ctx, token));
        }
    }

    private static Viewer asSeenBy(Access access, Viewer viewer) {
        boolean asGuest = viewer.member().map(Member::readsAsGuest).orElse(false);
        return asGuest && access == Access.GUEST ? Viewer.GUEST : viewer;
    }

    private static void requireAccess(Context ctx, Access access) {
        var viewer = Caller.viewer(ctx);
        // Before the role: without a second factor somebody from the team is a member like others, and is told why.
        viewer.member()
                .filter(member -> access.closedBy(member).isEmpty())
                .flatMap(access::stillNeeds)
                .ifPresent(missing -> {
                    throw Restricted.refusal(missing);
                });
        if (!access.isFor(viewer)) {
            // A guest is asked to sign in; a member who signed in knows that this is for others.
            var unused = Caller.member(ctx);
            throw ProblemType.NOT_ALLOWED.because("This is for the team that looks after the forum.");
        }
        viewer.member().flatMap(access::closedBy).ifPresent(restriction -> {
            throw Restricted.refusal(restriction);
        });
    }

    private void options(Context ctx, Set<String> methods) {
        var allowed = allow(methods);
        ctx.header("Allow", allowed);
        crossOrigin.preflight(ctx, allowed);
        Answers.nothing(ctx);
    }

    private void refuse(HttpResponseException refusal, Context ctx) {
        Problems.answer(ctx, refusal);
        if (refusal.getStatus() == 405) {
            ctx.header("Allow", allow(methodsOf(ctx)));
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

    private Set<String> methodsOf(Context ctx) {
        var methods = new TreeSet<String>();
        for (var route : routes.all()) {
            if (matches(route.path(), ctx.path())) {
                methods.add(route.method().name());
            }
        }
        return methods;
    }

    private static boolean matches(String template, String path) {
        var wanted = template.split("/", -1);
        var given = path.split("/", -1);
        if (wanted.length != given.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return true;
    }

    private static String allow(Set<String> methods) {
        var all = new TreeSet<>(methods);
        all.add("OPTIONS");
        if (methods.contains("GET")) {
            all.add("HEAD");
        }
        return String.join(", ", all);
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
