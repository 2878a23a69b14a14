package waymark.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A copy as a page that needs nothing but a browser: no scripts, no pictures, nothing from elsewhere. */
final class ExportPage {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="robots" content="noindex, noarchive">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>{title}</title>
            <style>
            body { font: 1.1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
            dl { border-top: 1px solid #767676; padding-top: 1rem; }
            dt { font-weight: bold; }
            dd { margin: 0 0 0.5rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <main>
            <h1>{title}</h1>
            """;

    private final Writer out;
    private final ExportWordings words;
    private final List<String> empty = new ArrayList<>();
    private String section = "";

    ExportPage(Writer out, ExportWordings words) {
        this.out = out;
        this.words = words;
    }

    void begin(Instant madeAt) {
        print(HEAD.replace("{title}", escaped(words.title())));
        words.introduction().forEach(this::paragraph);
        paragraph(words.forPrograms());
        paragraph(words.made() + " " + madeAt);
    }

    void row(RegistryTable table, RegistryTable.View view, Map<String, JsonNode> row) {
        if (!section.equals(view.name())) {
            section = view.name();
            print("<h2>" + escaped(heading(view.name())) + "</h2>\n");
            paragraph(table.what());
            paragraph(words.why() + ": " + table.purpose().what() + " " + words.basis() + ": "
                    + table.purpose().basis() + ". "
                    + table.keep().map(keep -> words.keep() + ": " + keep + ".").orElse(""));
        }
        print("<dl>\n");
        row.forEach((column, value) -> print("<dt>" + escaped(heading(ExportFile.camelCase(column))) + "</dt><dd>"
                + escaped(text(value)) + "</dd>\n"));
        print("</dl>\n");
    }

    /** Call it behind the last row. */
    void endOf(RegistryTable.View view) {
        if (!section.equals(view.name())) {
            empty.add(heading(view.name()));
        }
    }

    void end(Registry registry) {
        print("<h2>" + escaped(words.empty()) + "</h2>\n");
        paragraph(String.join(", ", empty));
        print("<h2>" + escaped(words.missing()) + "</h2>\n<ul>\n");
        for (var table : registry.tables()) {
            for (var view : table.views()) {
                view.leftOut().ifPresent(why -> item(heading(view.name()), why));
                view.rowsLeftOut().ifPresent(rows -> item(heading(view.name()), rows.because()));
                view.without()
                        .forEach((column, why) ->
                                item(heading(view.name()) + ", " + heading(ExportFile.camelCase(column)), why));
            }
        }
        print("</ul>\n</main>\n</body>\n</html>\n");
    }

    private void paragraph(String text) {
        print("<p>" + escaped(text) + "</p>\n");
    }

    private void item(String what, String why) {
        print("<li>" + escaped(what + ": " + why) + "</li>\n");
    }

    private String text(JsonNode value) {
        if (value.isNull()) {
            return "–";
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? words.yes() : words.no();
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(this::text)
                    .collect(Collectors.joining(", "));
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    /** {@code casesAboutYou} as people read it. */
    private static String heading(String name) {
        var spaced = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void print(String html) {
        try {
            out.write(html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
