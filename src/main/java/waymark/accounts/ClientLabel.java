package waymark.accounts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a User-Agent: families of browser and system, enough to recognise one's own telephone in a list, too
 * little to tell people apart. What is not known here is not kept at all.
 */
final class ClientLabel {

    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        // In this order: most browsers say that they are Chrome or Safari too.
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("SamsungBrowser/", "Samsung Internet");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("FxiOS/", "Firefox");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("CriOS/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iOS");
        SYSTEMS.put("iPad", "iOS");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Macintosh", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private ClientLabel() {}

    static Optional<String> of(Optional<String> userAgent) {
        var browser = userAgent.flatMap(text -> family(BROWSERS, text));
        var system = userAgent.flatMap(text -> family(SYSTEMS, text));
        if (browser.isPresent() && system.isPresent()) {
            return Optional.of(browser.get() + " on " + system.get());
        }
        return browser.or(() -> system);
    }

    private static Optional<String> family(Map<String, String> families, String userAgent) {
        return families.entrySet().stream()
                .filter(family -> userAgent.contains(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
