package waymark.platform.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waymark.platform.access.Access;

/** Every route of the server: path, handler, and who may call it. */
public final class Routes {

    /** What every path of the API begins with. */
    public static final String BASE = "/api/v1";

    private final List<Route> all = new ArrayList<>();
    private final String prefix;
    private final boolean nameless;

    public Routes() {
        this(BASE, false);
    }

    private Routes(String prefix, boolean nameless) {
        this.prefix = prefix;
        this.nameless = nameless;
    }

    /** For what stands beside the API, such as health and documents: the same list of routes, without its base path. */
    public void atRoot(java.util.function.Consumer<Routes> register) {
        var root = new Routes("", nameless);
        register.accept(root);
        all.addAll(root.all);
    }

    /** For what even those who read the log should not be able to connect with a person, such as reporting somebody. */
    public void nameless(java.util.function.Consumer<Routes> register) {
        var some = new Routes(prefix, true);
        register.accept(some);
        all.addAll(some.all);
    }

    public void get(String path, Handler handler, Access access) {
        add(HandlerType.GET, path, handler, access, Optional.empty());
    }

    /** For reading that costs more than reading does. */
    public void get(String path, Handler handler, Access access, RateLimit limit) {
        add(HandlerType.GET, path, handler, access, Optional.of(limit));
    }

    public void post(String path, Handler handler, Access access, RateLimit limit) {
        add(HandlerType.POST, path, handler, access, Optional.of(limit));
    }

    public void put(String path, Handler handler, Access access, RateLimit limit) {
        add(HandlerType.PUT, path, handler, access, Optional.of(limit));
    }

    public void patch(String path, Handler handler, Access access, RateLimit limit) {
        add(HandlerType.PATCH, path, handler, access, Optional.of(limit));
    }

    public void delete(String path, Handler handler, Access access, RateLimit limit) {
        add(HandlerType.DELETE, path, handler, access, Optional.of(limit));
    }

    public List<Route> all() {
        return List.copyOf(all);
    }

    private void add(HandlerType method, String path, Handler handler, Access access, Optional<RateLimit> limit) {
        all.add(new Route(method, prefix + path, handler, access, limit, nameless));
    }

    /**
     * @param path with parameters in braces, as the contract has it
     * @param nameless whether the log leaves out who asked
     */
    public record Route(
            HandlerType method,
            String path,
            Handler handler,
            Access access,
            Optional<RateLimit> limit,
            boolean nameless) {}
}
