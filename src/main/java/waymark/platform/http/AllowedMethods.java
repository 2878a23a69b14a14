package waymark.platform.http;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** With which methods a path can be asked for, as the header {@code Allow} lists them. */
final class AllowedMethods {

    private final Map<String, Set<String>> methods = new TreeMap<>();

    AllowedMethods(Routes routes) {
        for (var route : routes.all()) {
            methods.computeIfAbsent(route.path(), unused -> new TreeSet<>())
                    .add(route.method().name());
        }
    }

    /** By the path as it was registered. */
    Map<String, String> byPath() {
        var all = new TreeMap<String, String>();
        methods.forEach((path, those) -> all.put(path, allow(those)));
        return all;
    }

    /** Of all routes that fit a path as it was asked for. */
    String allowedAt(String path) {
        var all = new TreeSet<String>();
        methods.forEach((template, those) -> {
            if (fits(template, path)) {
                all.addAll(those);
            }
        });
        return allow(all);
    }

    private static boolean fits(String template, String path) {
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
}
