package waymark.platform.http;

import java.util.Map;

/** Headers on every answer. Nothing here is a page, so nothing may run, be framed, be sniffed, or be indexed. */
final class SafeHeaders {

    static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy",
                    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "X-Robots-Tag", "noindex, noarchive");

    /** Two years, as the preload lists of browsers want it. */
    static final String HTTPS_ONLY = "max-age=63072000; includeSubDomains";

    private SafeHeaders() {}
}
